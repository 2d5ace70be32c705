import { describe, expect, it } from 'vitest';
import { Progress, type Seen, type Step } from './progress.js';

const seen = (name: string, success: boolean, content: string, more: Partial<Seen> = {}): Seen => ({
  ...{ call: { id: 'c', name, arguments: { path: 'a' } }, success, content, tree: null, looksAt: 'same' },
  ...more,
});
const all = (...of: Seen[]): Step[] => {
  const progress = new Progress();
  return of.map((one) => progress.note(one));
};
const last = (of: Seen, times: number) => all(...Array.from({ length: times }, () => of)).at(-1);
const command = (text: string, content: string, more: Partial<Seen> = {}): Seen =>
  seen('shell_execute', true, content, {
    call: { id: 'c', name: 'shell_execute', arguments: { command: text } },
    ...more,
  });

describe('an attempt that only repeats itself', () => {
  it('did nothing any more where its calls succeed, so that its work may be whole', () => {
    expect(last(seen('read_file', true, 'hello'), 5)).toMatchObject({ idle: true });
    expect(last(seen('read_file', true, 'hello'), 4)?.stuck).toBeNull();
  });

  it('did nothing any more where what fails has succeeded before: the text is replaced, the file is gone', () => {
    const again = seen('delete_file', false, '{"error":"no such file"}');
    expect(all(seen('delete_file', true, 'deleted'), ...Array.from({ length: 5 }, () => again)).at(-1)).toMatchObject({
      idle: true,
      stuck: expect.stringContaining('five times: no such file') as string,
    });
  });

  it('takes a list of one path for that path', () => {
    const given = (path: unknown, success: boolean): Seen =>
      seen('delete_file', success, success ? 'deleted' : '{"error":"no such file"}', {
        call: { id: 'c', name: 'delete_file', arguments: { path } },
      });
    expect(all(given(['a'], true), ...Array.from({ length: 5 }, () => given('a', false))).at(-1)).toMatchObject({
      idle: true,
    });
  });

  it('did not get on where they fail', () => {
    const end = last(seen('edit_file', false, '{"error":"not found"}'), 5);
    expect(end).toMatchObject({ idle: false });
    expect(end?.stuck).toContain('five times: not found');
  });

  it('is told what is known, then that another step is demanded, then given up', () => {
    const steps = all(...Array.from({ length: 5 }, () => seen('read_file', true, 'hello')));
    expect(steps[0]).toEqual({ remark: null, stuck: null });
    expect(steps[1]?.remark).toMatch(/exact call before, and its result has not changed/);
    for (const step of steps.slice(2, 4))
      expect(step).toMatchObject({ remark: expect.stringContaining('must be a different one') as string, stuck: null });
    expect(steps[4]?.stuck).toContain('five times');
  });

  it('is no such where the files, the result or the arguments are others', () => {
    const files = Array.from({ length: 9 }, (_, n) => seen('read_file', true, 'hello', { looksAt: `tree ${n}` }));
    const results = Array.from({ length: 9 }, (_, n) => seen('read_file', true, `hello ${n}`));
    for (const list of [files, results]) expect(all(...list)).toEqual(list.map(() => ({ remark: null, stuck: null })));
  });

  it('is no such where a command waits for what may change by itself', () => {
    for (const wait of ['sleep 5; cat state', 'timeout 3 ./ready', 'wait 12', 'watch -g cat state']) {
      const polls = Array.from({ length: 12 }, () => command(wait, 'not ready'));
      expect(all(...polls), wait).toEqual(polls.map(() => ({ remark: null, stuck: null })));
    }
    expect(last(command('cat state', 'not ready'), 5)?.stuck).not.toBeNull();
  });
});

describe('an attempt that goes round in a circle', () => {
  const change = (tree: string, n: number): Seen =>
    seen('write_file', true, `written ${n}`, {
      tree,
      looksAt: null,
      call: { id: 'c', name: 'write_file', arguments: { n } },
    });

  it('is told so at the third change in a row that leads back, and given up at the sixth', () => {
    const steps = all(...['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'].map(change));
    expect(steps.map(({ remark }) => remark !== null)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(steps[5]?.remark).toContain('going round in a circle');
    expect(steps.findIndex(({ stuck }) => stuck !== null)).toBe(8);
    expect(steps[8]?.stuck).toMatch(/6 changes in a row .* led back to files as they were before/);
  });

  it('is no such as soon as something new comes of it', () => {
    const steps = all(...['a', 'b', 'a', 'b', 'c', 'a', 'b', 'd', 'a', 'b', 'e'].map(change));
    expect(steps.filter(({ stuck, remark }) => stuck !== null || remark !== null)).toEqual([]);
  });
});

describe('an attempt that fails in the same way, whatever the arguments', () => {
  const failure = (n: number): Seen =>
    seen('edit_file', false, JSON.stringify({ error: `"text ${n}" was not found in line ${n}` }), {
      call: { id: 'c', name: 'edit_file', arguments: { path: 'a', old_str: `text ${n}` } },
    });

  it('is told to take another way at the fourth time, and given up at the eighth', () => {
    const steps = all(...Array.from({ length: 8 }, (_, n) => failure(n)));
    expect(steps.slice(0, 3).every(({ remark }) => remark === null)).toBe(true);
    expect(steps[3]?.remark).toContain('Take another way');
    expect(steps[7]?.stuck).toBe(
      'edit_file failed 8 times in the same way; the last: "text 7" was not found in line 7',
    );
  });

  it('begins anew when something succeeded, but not with a look', () => {
    const change = seen('write_file', true, 'ok', { tree: 't', looksAt: null });
    const mended = all(...[0, 1, 2].map(failure), change, ...[3, 4, 5].map(failure));
    expect(mended.every(({ remark }) => remark === null)).toBe(true);
    const looked = all(...[0, 1, 2].map(failure), seen('read_file', true, 'x'), failure(3));
    expect(looked.at(-1)?.remark).toContain('Take another way');
  });

  it('is told apart from one that fails in other ways', () => {
    const ways = [
      'cannot be read',
      'is a folder',
      'is no text',
      'has no such line',
      'is locked',
      'is gone',
      'is empty',
      'is protected',
    ];
    const steps = all(
      ...ways.map((way) =>
        seen('edit_file', false, JSON.stringify({ error: way }), {
          call: { id: 'c', name: 'edit_file', arguments: { way } },
        }),
      ),
    );
    expect(steps.every(({ stuck }) => stuck === null)).toBe(true);
  });
});
