import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefusedBundle, WorkspaceFailure } from '#workspace';
import type { Lease, ModelFinding } from '#contracts';
import { ApiRefused, HttpTreeTransport, HttpWorkerLink, VersionMismatch } from '#worker-link';
import { BASE, HttpFixture, VERSION } from './http.fixture.js';
import type { LinkOverStore, ScriptedTrees } from './worker.fixture.js';

const TOKEN = 'correct-horse-battery';
const HEAD = 'a'.repeat(40);
const at = '2026-01-02T03:04:05.000Z';
let http: HttpFixture;
let link: HttpWorkerLink;
let transport: HttpTreeTransport;
beforeAll(async () => {
  http = await HttpFixture.start({ server: { token: TOKEN } });
  link = new HttpWorkerLink({ url: `${http.url}/`, token: TOKEN, version: VERSION });
  transport = new HttpTreeTransport({ url: http.url, token: TOKEN });
});
afterAll(async () => {
  await Promise.all([link.close(), transport.close()]);
  await http.close();
});

const auth = { authorization: `Bearer ${TOKEN}` };

/** A task at work and the job of its executor; the public routes ask for the token too. */
async function job() {
  const plain = http.call.bind(http);
  http.call = (method, path, body, headers = {}) => plain(method, path, body, { ...auth, ...headers });
  const { taskId } = await http.executing();
  http.call = plain;
  return { stage: 'execute' as const, taskId, subtaskId: 'parse', attempt: 1, epoch: 1 };
}

async function claimed(): Promise<Lease> {
  const answer = await link.claim(await job(), 'worker-1');
  if (answer.kind !== 'claimed') throw new Error(answer.kind);
  return answer.lease;
}

describe('the link over HTTP', () => {
  it('carries an attempt from claim to outcome', async () => {
    const lease = await claimed();
    expect(await link.claim({ ...(await job()), epoch: 7 }, 'worker-1')).toMatchObject({ kind: 'gone' });
    expect(await link.renew(lease, 0)).toEqual({ kind: 'held', instructions: [] });
    const entries = [
      { n: 1, at, kind: 'messages' as const, messages: [{ role: 'user' as const, content: 'go' }] },
      { n: 2, at, kind: 'call' as const, callId: 'c', tool: 'write_file', arguments: { path: 'x', constructor: 'y' } },
    ];
    expect(await link.record(lease, entries, 0)).toMatchObject({ kind: 'held' });
    expect(await link.record(lease, entries, 0)).toMatchObject({ kind: 'held' });
    expect((await http.store.attempt(lease.attemptId))?.entries).toEqual(entries);
    const outcome = {
      kind: 'claimed_done' as const,
      summary: 'done',
      model: { name: 'small', model: 'qwen', tier: 1 as const },
      head: HEAD,
      toolCalls: 1,
      failedToolCalls: 0,
      ended: 'finish' as const,
    };
    expect(await link.finish(lease, outcome)).toMatchObject({ kind: 'held' });
    expect(await link.finish(lease, outcome)).toMatchObject({ kind: 'held' });
    expect((await http.store.attempt(lease.attemptId))?.attempt).toMatchObject({ state: 'ended', outcome });
    expect(await link.renew(lease, 0)).toMatchObject({ kind: 'lost' });
  });

  it('gives an attempt back', async () => {
    const lease = await claimed();
    await link.release(lease);
    expect((await http.store.attempt(lease.attemptId))?.attempt).toMatchObject({ state: 'queued', epoch: 2 });
  });

  it('brings odd text over whole instead of losing the attempt to it', async () => {
    const lease = await claimed();
    await link.record(lease, [{ n: 1, at, kind: 'note', text: 'nul \0 half \ud800 tree 🌲' }], 0);
    const [entry] = (await http.store.attempt(lease.attemptId))?.entries ?? [];
    expect(entry).toMatchObject({ text: 'nul \ufffd half \ufffd tree 🌲' });
  });

  it('sends more entries than one body holds, in order', async () => {
    const lease = await claimed();
    const text = 'x'.repeat(200_000);
    const entries = Array.from({ length: 60 }, (_, i) => ({ n: i + 1, at, kind: 'note' as const, text }));
    expect(await link.record(lease, entries, 0)).toMatchObject({ kind: 'held' });
    expect((await http.store.attempt(lease.attemptId))?.entries.map(({ n }) => n)).toEqual(entries.map(({ n }) => n));
  });

  it('searches memory, shows tokens and says who works', async () => {
    const lease = await claimed();
    const { pieces, cards, searched } = http.link as LinkOverStore;
    expect(await link.searchMemory(lease, 'csv', 5)).toEqual([]);
    expect(searched).toEqual(['csv']);
    const piece = {
      taskId: lease.attemptId.split('.')[1] ?? '',
      correlationId: lease.attemptId,
      kind: 'text' as const,
    };
    link.showTokens([{ ...piece, text: 'he' }]);
    link.showTokens([{ ...piece, text: 'llo' }]);
    await expect.poll(() => pieces).toEqual([{ ...piece, text: 'hello' }]);
    const card = { id: 'w1', host: 'box', version: VERSION, roles: ['executor' as const], concurrency: 1, active: 0 };
    const finding: ModelFinding = {
      ...{ endpoint: 'gpu:11434', model: 'qwen', fingerprint: 'f', at: '2026-01-02T03:04:05.000Z', by: 'practice' },
      ...{ shown: { tools: 'native', usage: false }, refused: ['seed'], taken: [], unknown: [], gaveWay: false },
    };
    const known = await link.heartbeat({ ...card, models: [] }, [finding]);
    expect(cards).toEqual([{ ...card, models: [] }]);
    const profile = { model: 'qwen', tools: 'native', usage: false, refused: ['seed'], schema: null };
    expect(known).toMatchObject({ profiles: [profile], atWork: true });
    const wrong = [{ ...finding, shown: { tools: 'magic' } }] as unknown as readonly ModelFinding[];
    await expect(link.heartbeat({ ...card, models: [] }, wrong)).rejects.toThrow(/must be one of native, text, none/);
  });

  it('refuses to work for an API of another version, and one that does not take its token', async () => {
    const card = { id: 'w1', host: 'box', version: '9.9.0', roles: [], concurrency: 1, active: 0, models: [] };
    const newer = new HttpWorkerLink({ url: http.url, token: TOKEN, version: '9.9.0' });
    await expect(newer.heartbeat(card, [])).rejects.toThrow(VersionMismatch);
    const stranger = new HttpWorkerLink({ url: http.url, token: 'wrong-token', version: VERSION });
    const refusal = await stranger.heartbeat(card, []).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiRefused);
    expect(refusal).toMatchObject({ status: 401, retryable: false, remedy: expect.stringContaining('--token') });
    await Promise.all([newer.close(), stranger.close()]);
  });
});

describe('trees over HTTP', () => {
  it('go both ways, into the workspace the attempt belongs to', async () => {
    const trees = http.trees as ScriptedTrees;
    trees.bundle = Buffer.alloc(3_000_000, 7);
    // Compared as bytes: an assertion on the buffers looks at each element.
    expect((await transport.fetchBundle('folder-1', HEAD, [BASE])).equals(trees.bundle)).toBe(true);
    expect(trees.exported.at(-1)).toEqual({ workspaceId: 'folder-1', want: HEAD, have: [BASE] });
    const { attemptId, epoch } = await claimed();
    await transport.pushBundle({ attemptId, epoch, base: BASE }, HEAD, Buffer.alloc(20_000_000, 1));
    expect(trees.imported.at(-1)).toEqual({
      workspaceId: 'folder-1',
      base: BASE,
      commit: HEAD,
      attemptId,
      bytes: 20_000_000,
    });
  });

  it('are not taken from an owner of before, nor for an attempt that is not there', async () => {
    const { attemptId } = await claimed();
    const push = (of: { attemptId: string; epoch: number }): Promise<unknown> =>
      transport.pushBundle({ ...of, base: BASE }, HEAD, Buffer.from('x')).catch((error: unknown) => error);
    expect(await push({ attemptId, epoch: 2 })).toMatchObject({ status: 409, retryable: false });
    expect(await push({ attemptId: attemptId.replace('.1', '.2'), epoch: 1 })).toMatchObject({ status: 404 });
    expect(await push({ attemptId: '../../etc', epoch: 1 })).toMatchObject({ status: 400 });
    const other = transport.pushBundle({ attemptId, epoch: 1, base: HEAD }, HEAD, Buffer.from('x'));
    await expect(other).rejects.toMatchObject({ status: 400, message: expect.stringContaining('did not start from') });
  });

  it('are not there, rather than a failure of the API, where the store has no such commit', async () => {
    const trees = http.trees as ScriptedTrees;
    const given = trees.exportBundle;
    trees.exportBundle = () => Promise.reject(new WorkspaceFailure('fatal: bad object'));
    await expect(transport.fetchBundle('folder-1', HEAD, [])).rejects.toMatchObject({ status: 404, retryable: false });
    trees.exportBundle = given;
  });

  it('are refused with 400 where the store refuses the bundle', async () => {
    const { attemptId } = await claimed();
    const trees = http.trees as ScriptedTrees;
    const taken = trees.importBundle;
    trees.importBundle = () => Promise.reject(new RefusedBundle('the pack holds .git/hooks'));
    const push = transport.pushBundle({ attemptId, epoch: 1, base: BASE }, HEAD, Buffer.from('x'));
    await expect(push).rejects.toMatchObject({ status: 400, message: expect.stringContaining('.git/hooks') });
    trees.importBundle = taken;
  });

  it('do not fill the memory with more than a bundle may hold', async () => {
    const { attemptId } = await claimed();
    const path = `/internal/worker/attempts/${attemptId}/bundle?base=${BASE}&commit=${HEAD}&epoch=1`;
    const chunk = Buffer.alloc(8 * 1024 * 1024);
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { ...auth, 'content-type': 'application/octet-stream' };
      const sent = request({ host: '127.0.0.1', port: http.port, path, method: 'PUT', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
        sent.destroy();
      });
      let count = 0;
      const more = (): void => {
        while (count < 64 && !sent.destroyed) if ((count++, !sent.write(chunk))) return;
        if (count >= 64) sent.end();
      };
      sent.on('drain', more);
      sent.on('error', reject);
      more();
    });
    expect(status).toBe(413);
  });
});
