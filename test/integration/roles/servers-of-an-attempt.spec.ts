import { describe, expect, it } from 'vitest';
import { byTurn, call, finish, ScriptedModelServer, textOf, type ScriptedReply } from '#testing';
import { executeWork, MemoryLink, startBench, subtaskOf } from './support.js';
import { attempting, write } from './attempting.js';

const attempts = attempting();
const { execute } = attempts;

describe('the model servers of an attempt', () => {
  it('goes to another endpoint when one goes away', async () => {
    const gone = await ScriptedModelServer.start(() => write());
    attempts.bench = await startBench(
      () => finish('done'),
      [
        { name: 'gone', baseUrl: gone.url },
        { name: 'there', tier: 2 },
      ],
    );
    const base = await attempts.bench.trees.seed({ 'b.txt': 'b\n' });
    const link = new MemoryLink();
    const closed = new Promise<void>((resolve, reject) => {
      link.onEntry = (entry) => {
        if (entry.kind === 'call' && entry.tool === 'write_file') gone.close().then(resolve, reject);
      };
    });
    const { outcome } = await execute(executeWork(base), link);
    await closed;
    expect(outcome).toMatchObject({ kind: 'claimed_done', model: { name: 'there' } });
    expect(attempts.bench.server.requests[0]?.messages.map((m) => m.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ]);
  });

  it('fails as retryable when no endpoint answers', async () => {
    attempts.bench = await startBench(() => finish('done'));
    const base = await attempts.bench.trees.seed({ 'b.txt': 'b\n' });
    await attempts.bench.server.close();
    const { outcome } = await execute(executeWork(base), new MemoryLink());
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'model_unreachable', retryable: true } });
  });

  /** Two files are read, and then one request is refused as too long; characters of each request. */
  async function sizesAround(refused: ScriptedReply, contextWindow: number): Promise<number[]> {
    attempts.bench = await startBench(
      (r) => (r.n === 3 ? refused : r.n < 3 ? call('read_file', { path: `f${r.n}.txt` }) : finish('done')),
      [{ provider: 'openai_compatible', contextWindow }],
    );
    const text = 'a line of text\n'.repeat(500);
    const base = await attempts.bench.trees.seed({ 'f1.txt': text, 'f2.txt': text });
    const { outcome } = await execute(
      executeWork(base, { subtask: subtaskOf({ expectedOutputs: [] }) }),
      new MemoryLink(),
    );
    expect(outcome).toMatchObject({ kind: 'claimed_done' });
    return attempts.bench.server.requests.map((r) => textOf(r).length);
  }

  it('makes the prompt smaller once when the server finds it too long', async () => {
    const error = {
      code: 400,
      type: 'exceed_context_size_error',
      message: 'too long',
      n_prompt_tokens: 9000,
      n_ctx: 5000,
    };
    const sizes = await sizesAround({ status: 400, errorBody: { error } }, 16_384);
    expect(sizes.at(-1)).toBeLessThan(sizes[2] ?? 0);
    expect(textOf(attempts.bench.server.requests.at(-1)!)).toContain('a.txt holds the word done.');
  });

  it.each([
    ['does not say how much it takes', 'Context size has been exceeded.'],
    [
      'counts otherwise',
      "This model's maximum context length is 8192 tokens. However, your messages have 9286 tokens.",
    ],
  ])('sends less than what was too long where the server %s', async (_how, message) => {
    const error = { code: 500, type: 'server_error', message };
    // Far more than what is sent, and than what the server has.
    const sizes = await sizesAround({ status: 500, errorBody: { error } }, 131_072);
    expect(sizes[3]).toBeLessThan((sizes[2] ?? 0) * 0.8);
  });

  it('goes back to the endpoint that holds the conversation, though another would be taken for a new one', async () => {
    const held = await ScriptedModelServer.start(byTurn([write(), finish('wrote a.txt')]));
    attempts.bench = await startBench(byTurn([write(), finish('elsewhere')]), [
      { name: 'first' },
      { name: 'held', baseUrl: held.url, tier: 3 },
    ]);
    const base = await attempts.bench.trees.seed({ 'b.txt': 'b\n' });
    const strong = executeWork(base, { rung: { tier: 3, fresh: false, think: false, budget: 1 } });
    const whole = (await execute(strong, new MemoryLink())).link.entries;
    const recorded = whole.slice(0, 4);
    const head = recorded.flatMap((e) => (e.kind === 'result' ? [e.commit ?? base] : [])).at(-1) ?? base;
    const { outcome } = await execute(
      { ...executeWork(base), recorded, head },
      new MemoryLink({ ...strong, recorded }),
    );
    expect(outcome).toMatchObject({ kind: 'claimed_done', summary: 'wrote a.txt', model: { name: 'held' } });
    expect(attempts.bench.server.requests).toEqual([]);
    await held.close();
  });
});
