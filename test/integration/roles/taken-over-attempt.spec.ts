import { describe, expect, it } from 'vitest';
import { byTurn, call, finish } from '#testing';
import { MemoryLink, subtaskOf } from './support.js';
import { attempting, withoutIds, write } from './attempting.js';

const attempts = attempting();
const { attempt, execute } = attempts;

describe('an attempt that is taken over', () => {
  it('goes on from what was recorded, and repeats only the call in flight', async () => {
    const steps = [write(), call('read_file', { path: 'a.txt' }), finish('wrote a.txt')];
    const first = await attempt(byTurn(steps), {
      subtask: subtaskOf({ description: 'Work on it.', expectedOutputs: [] }),
    });
    const whole = first.link.entries;
    const requests = attempts.bench.server.requests.map((r) => withoutIds(r.body['messages']));
    for (let kept = 1; kept < whole.length; kept++) {
      const recorded = whole.slice(0, kept);
      const results = recorded.flatMap((e) => (e.kind === 'result' && e.commit !== null ? [e.commit] : []));
      const before = attempts.bench.server.requests.length;
      const work = { ...first.work, recorded, head: results.at(-1) ?? first.base };
      const { outcome, link } = await execute(work, new MemoryLink(work));
      expect(outcome).toMatchObject({ kind: 'claimed_done', summary: 'wrote a.txt', toolCalls: 3 });
      const head = outcome.kind === 'claimed_done' ? outcome.head : '';
      expect(await attempts.bench.trees.show(head, 'a.txt')).toBe('done\n');
      expect(link.entries.at(0)?.n ?? kept + 1).toBe(kept + 1);
      // What is asked after the take-over is what would have been asked without it.
      const asked = attempts.bench.server.requests.slice(before).map((r) => withoutIds(r.body['messages']));
      expect(asked).toEqual(requests.slice(requests.length - asked.length));
    }
  });

  it('does not run a command again that may have run, and says that its outcome is unknown', async () => {
    const steps = [call('shell_execute', { command: 'echo once >> log.txt' }), finish('done')];
    const first = await attempt(byTurn(steps), {
      subtask: subtaskOf({ description: 'Work on it.', expectedOutputs: [] }),
    });
    const cut = first.link.entries.findIndex((e) => e.kind === 'result');
    const work = { ...first.work, recorded: first.link.entries.slice(0, cut), head: first.base };
    const { outcome } = await execute(work, new MemoryLink(work));
    expect(attempts.bench.server.requests.at(-1)?.messages.at(-1)?.content).toContain('interrupted, outcome unknown');
    expect(outcome).toMatchObject({ kind: 'claimed_done', head: first.base });
  });

  it('stops at once when the lease is lost', async () => {
    const link = new MemoryLink();
    link.onEntry = (entry) => {
      if (entry.kind === 'result') link.lost = 'cancelled';
    };
    await expect(attempt(() => call('list_directory'), {}, link)).rejects.toMatchObject({ code: 'attempt_lost' });
    expect(attempts.bench.server.requests).toHaveLength(1);
  });
});
