import fc from 'fast-check';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PublishedApi, type DescribedOperation } from '#testing';
import { requestsTo, type DrivenRequest, type KnownValues } from './support/arbitrary-requests.js';
import { Hold, sharedLoom, writesOwnFile } from './support/index.js';
import { expectProblem } from './support/problem.js';

/*
 * The published description as the only source of requests: every operation, with what it allows and what it forbids.
 * LOOM_FUZZ_RUNS (requests per operation) and LOOM_FUZZ_SEED make a campaign of it.
 */
const RUNS = Number(process.env['LOOM_FUZZ_RUNS'] ?? 8);
const SEED = Number(process.env['LOOM_FUZZ_SEED'] ?? 42);
const NOBODY = '00000000-0000-4000-8000-000000000000';

const loom = sharedLoom({ config: { workspace: { roots: ['~'] }, execution: { max_subtask_retries: 0 } } });
let api: PublishedApi;
let known: KnownValues;

beforeAll(async () => {
  api = await PublishedApi.of(loom().url);
  const begin = async (goal: string, story: Parameters<ReturnType<typeof loom>['begin']>[1], manual = false) =>
    (await loom().begin(goal, story, manual ? { body: { approval_mode: 'manual' } } : {})).id;
  const work = { plan: ['one'], work: writesOwnFile } as const;
  const [done, waiting, running, failed, cancelled] = await Promise.all([
    begin('done', work),
    begin('waiting', work, true),
    begin('running', { ...work, holds: [Hold.on('executor', 'one')] }),
    begin('failed', { plan: () => ({ status: 403, text: 'not yours' }) }),
    begin('cancelled', { ...work, holds: [Hold.on('planner')] }),
  ]);
  await Promise.all([
    loom().ended(done),
    loom().until(waiting, 'approval_requested'),
    loom().until(running, 'subtask_started'),
    loom().ended(failed),
    loom().call('DELETE', `/tasks/${cancelled}`),
  ]);
  known = {
    taskIds: [done, waiting, running, failed, cancelled, NOBODY],
    subtaskIds: ['one', 'two', 'not-there'],
    only: {
      workspace: [loom().workspace, '.', join(loom().home, 'not-there'), '/etc', '../..'],
      callback_url: ['http://127.0.0.1:1/hook', 'https://user:secret@127.0.0.1:1/?a=b#c'],
      cursor: ['x', 'eyJhIjoxfQ', '%'],
      path: ['one.txt', 'src', '../etc/passwd', '/etc/passwd', '*', ':(top)', '-x', 'a\nb', '𝕏'],
    },
  };
}, 120_000);

/** Why an answer is not what the description promises of this request; null = it is. */
async function faultOf({ method, url, headers, body, is }: DrivenRequest): Promise<string | null> {
  const left = new AbortController();
  const response = await fetch(loom().url + url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: left.signal,
  });
  const type = response.headers.get('content-type') ?? '';
  // A stream goes on until its reader leaves.
  const text = type.startsWith('text/event-stream') ? '' : await response.text();
  left.abort();
  const read: unknown = /json/.test(type) && text !== '' ? JSON.parse(text) : text;
  const { status } = response;
  if (status >= 500) return `a failure: ${status} ${text}`;
  const fault = api.faultOf(method, url, status, type, read);
  if (fault !== null) return fault;
  if (is === 'invalid' && status < 400) return `it was taken with ${status}, though the description forbids it`;
  if (is === 'valid' && status === 400 && !isOfMeaning(read)) return `it was refused, though described: ${text}`;
  return null;
}

/** Refusals of what the request names, not of how it is written. */
function isOfMeaning(problem: unknown): boolean {
  const { type, detail, errors } = problem as { type: string; detail: string; errors?: { pointer: string }[] };
  if (/unusable_workspace|bad_cursor/.test(type) || /Idempotency-Key|Last-Event-ID/.test(detail)) return true;
  return errors?.every(({ pointer }) => ['/redo', '/path'].includes(pointer)) ?? false;
}

const nameOf = ({ method, path }: DescribedOperation): string => `${method} ${path}`;

describe('the published description', () => {
  it(
    'holds for random requests to every operation, valid and invalid',
    async () => {
      const faults: string[] = [];
      for (const operation of api.operations()) {
        const requests = fc.sample(requestsTo(api, operation, known), { numRuns: RUNS, seed: SEED });
        for (const request of requests) {
          const fault = await faultOf(request);
          if (fault !== null) faults.push(`${nameOf(operation)}\n  ${JSON.stringify(request)}\n  ${fault}`);
        }
      }
      expect(faults.join('\n')).toBe('');
      expect(loom().log()).not.toMatch(/request_failed/);
    },
    60_000 + RUNS * 5_000,
  );

  it('holds for the methods an address does not take', async () => {
    const paths = new Map<string, string[]>();
    for (const { method, path } of api.operations()) paths.set(path, [...(paths.get(path) ?? []), method]);
    for (const [path, methods] of paths) {
      const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !methods.includes(one));
      for (const method of others) {
        const url = path.replace('{taskId}', NOBODY).replace('{subtaskId}', 'one');
        const { status, headers } = await loom().call(method, url);
        expect([method, path, status]).toEqual([method, path, 405]);
        for (const one of methods) expect(headers.get('allow')).toContain(one);
      }
    }
  });
});

describe('the system', () => {
  it('shows models, tools, workers, health and the configuration without its secrets', async () => {
    const list = async (path: string) => (await loom().call<Record<string, unknown>[]>('GET', path)).body;
    expect(await list('/models')).toEqual([
      expect.objectContaining({
        name: 'main',
        model: 'scripted',
        provider: 'ollama',
        base_url: loom().model.url,
        tier: 1,
        healthy: true,
      }),
    ]);
    const tools = await list('/tools');
    expect(tools.map((tool) => tool['name']).sort()).toEqual([
      'delete_file',
      'edit_file',
      'finish',
      'glob_find',
      'list_directory',
      'memory_search',
      'move_file',
      'read_file',
      'search_files',
      'shell_execute',
      'write_file',
    ]);
    expect(tools.find((tool) => tool['name'] === 'write_file')).toMatchObject({
      mutating: true,
      parameters: { type: 'object' },
      timeout_seconds: expect.any(Number) as number,
    });
    expect(await list('/workers')).toEqual([
      expect.objectContaining({ roles: ['planner', 'executor', 'verifier', 'extractor'] }),
    ]);
    const health = await loom().call('GET', '/health');
    expect(health).toMatchObject({
      status: 200,
      body: { status: 'ok', workers: { planner: 1, executor: 1, verifier: 1, extractor: 1 } },
    });
    const config = await loom().call<Record<string, Record<string, unknown>>>('GET', '/config');
    expect(config.body['execution']).toMatchObject({ max_subtask_retries: 0, max_parallel_subtasks: 4 });
  });

  it('shows its documentation without going to other hosts', async () => {
    const page = await loom().call<string>('GET', '/docs');
    expect(page.status).toBe(200);
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] as string);
    expect(sources.length).toBeGreaterThan(1);
    for (const source of sources) {
      const url = new URL(source, `${loom().url}/docs`);
      expect(url.origin).toBe(loom().url);
      expect((await fetch(url)).status).toBe(200);
    }
    const description = await loom().call<{ openapi: string; paths: Record<string, object> }>('GET', '/docs-json');
    expect(description.body.openapi).toMatch(/^3\./);
    for (const path of ['/tasks', '/tasks/{taskId}/revert', '/tasks/{taskId}/stream', '/memory/search', '/health'])
      expect(Object.keys(description.body.paths)).toContain(path);
  });

  it('answers a problem for a route that does not exist', async () => {
    expectProblem(await loom().call('GET', '/nowhere'), 404);
  });
});
