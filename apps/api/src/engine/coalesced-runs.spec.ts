import { describe, expect, it } from 'vitest';
import { CoalescedRuns } from './coalesced-runs.js';

/** Runs that end when they are told to. */
function told() {
  const begun: { key: string; end: () => void; fail: (error: Error) => void }[] = [];
  const runs = new CoalescedRuns(
    (key) => new Promise<void>((end, fail) => void begun.push({ key, end: () => end(), fail })),
  );
  return { begun, runs };
}
/** Everything that only waits for promises has gone on. */
const settled = () => new Promise<void>((done) => setImmediate(done));

describe('runs of a key', () => {
  it('that are asked for while one is under way are one more behind it', async () => {
    const { begun, runs } = told();
    const ends: string[] = [];
    const ask = (name: string) => void runs.run('a').then(() => ends.push(name));
    ask('first');
    ask('second');
    ask('third');
    expect(begun).toHaveLength(1);
    begun[0]?.end();
    await settled();
    expect([begun.length, ends]).toEqual([2, []]);
    begun[1]?.end();
    await settled();
    expect([begun.length, ends]).toEqual([2, ['first', 'second', 'third']]);
  });

  it('are not lost at any moment of the end of one', async () => {
    for (let after = 0; after < 8; after++) {
      const { begun, runs } = told();
      void runs.run('a');
      begun[0]?.end();
      for (let turn = 0; turn < after; turn++) await Promise.resolve();
      void runs.run('a');
      await settled();
      expect(begun, `${after} turns behind the end`).toHaveLength(2);
    }
  });

  it('do not wait for those of another', () => {
    const { begun, runs } = told();
    void runs.run('a');
    void runs.run('b');
    expect(begun.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('reject for all who asked, and the next one begins anew', async () => {
    const { begun, runs } = told();
    const both = Promise.allSettled([runs.run('a'), runs.run('a')]);
    begun[0]?.fail(new Error('no database'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(begun).toHaveLength(1);
    await runs.ended();
    const next = runs.run('a');
    begun[1]?.end();
    await next;
  });

  it('have ended when all of them have, however they did', async () => {
    const { begun, runs } = told();
    const [a, b] = [runs.run('a'), runs.run('b').catch(() => undefined)];
    let isOver = false;
    const over = runs.ended().then(() => (isOver = true));
    begun[0]?.end();
    await settled();
    expect(isOver).toBe(false);
    begun[1]?.fail(new Error('gone'));
    await Promise.all([a, b, over]);
  });
});
