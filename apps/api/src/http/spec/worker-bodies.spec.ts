import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyLetter } from '#testing';
import { HttpFixture } from './http.fixture.js';

const TOKEN = 'correct-horse-battery';
const HEAD = 'a'.repeat(40);
const at = '2026-01-02T03:04:05.000Z';
const auth = { authorization: `Bearer ${TOKEN}` };
let http: HttpFixture;
beforeAll(async () => {
  http = await HttpFixture.start({ server: { token: TOKEN } });
});
afterAll(() => http.close());

describe('whatever a worker sends', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: anyLetter }),
    fc.constantFrom('execute', 'planned', 'held', '\0', '\ud800'),
  );
  const garbage = fc.oneof(
    fc.jsonValue({ maxDepth: 6 }),
    fc.dictionary(fc.constantFrom('job', 'lease', 'entries', 'outcome', 'worker', 'query', 'id'), fc.jsonValue()),
  );
  const calls = ['claim', 'renew', 'record', 'finish', 'release', 'memory', 'tokens', 'heartbeat'];

  it('is refused with a 4xx when it is garbage', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...calls), garbage, async (call, body) => {
        const { status } = await http.call('POST', `/internal/worker/${call}`, body, auth);
        expect([call, status >= 400 && status < 500]).toEqual([call, true]);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused with a 4xx, or taken, when one value in it is replaced', async () => {
    const lease = { attemptId: `execute.${crypto.randomUUID()}.parse.1`, epoch: 1, token: 'token', ttlMs: 1 };
    const model = { name: 'm', model: 'm', tier: 1 };
    const usage = { promptTokens: 1, completionTokens: 1, estimated: false };
    const message = { role: 'assistant', content: '', toolCalls: [{ id: 'c', name: 't', arguments: { a: [1] } }] };
    const reply = {
      kind: 'reply',
      n: 1,
      at,
      message,
      model,
      usage,
      finish: 'stop',
      tookMs: 1,
      firstTokenMs: 1,
      notes: [],
    };
    const filesChanged = [{ path: 'a', operation: 'create', additions: 1, deletions: 0, binary: false }];
    const tool = { role: 'tool', toolCallId: 'c', toolName: 't', content: '{}' };
    const result = {
      kind: 'result',
      n: 2,
      at,
      callId: 'c',
      tool: 't',
      success: true,
      message: tool,
      filesChanged,
      commit: HEAD,
      tookMs: 1,
    };
    const job = { stage: 'execute', taskId: crypto.randomUUID(), subtaskId: 'parse', attempt: 1, epoch: 1 };
    const bodies: Record<string, unknown> = {
      claim: { job, worker: 'w' },
      renew: { lease, sinceInstruction: 0 },
      record: { lease, entries: [reply, result], sinceInstruction: 0 },
      finish: {
        lease,
        outcome: {
          kind: 'claimed_done',
          summary: '',
          model,
          head: HEAD,
          toolCalls: 1,
          failedToolCalls: 0,
          ended: 'finish',
        },
      },
      release: { lease },
      memory: { lease, query: 'q', limit: 5 },
      tokens: { pieces: [{ taskId: job.taskId, correlationId: 'c', kind: 'text', text: 'x' }] },
      heartbeat: { id: 'w', host: 'h', version: '1', roles: ['executor'], concurrency: 1, active: 0, models: [] },
    };
    for (const [call, body] of Object.entries(bodies)) {
      const { status } = await http.call('POST', `/internal/worker/${call}`, body, auth);
      expect([call, status < 300]).toEqual([call, true]);
    }
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      text,
      fc.constantFrom(-1, 1e300, 2 ** 53, 0.5, '__proto__', null),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...calls), fc.nat(), odd, async (call, place, value) => {
        const body = replaced(bodies[call], place, value);
        const { status } = await http.call('POST', `/internal/worker/${call}`, body, auth);
        expect([call, JSON.stringify(body), status < 500]).toEqual([call, JSON.stringify(body), true]);
      }),
      { numRuns: 400 },
    );
  });
});

/** A copy with the value at the `place`-th leaf or branch, counted round, replaced. */
function replaced(of: unknown, place: number, value: unknown): unknown {
  const copy = structuredClone(of);
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, item] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk(item);
    }
  };
  walk(copy);
  const [parent, key] = places[place % places.length] ?? [];
  if (parent !== undefined && key !== undefined) parent[key] = value;
  return copy;
}
