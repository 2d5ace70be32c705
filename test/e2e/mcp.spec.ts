import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TaskView } from '#contracts';
import { filesOf, freePort, LOOM, sharedLoom, writesOwnFile } from './support/index.js';

const TOKEN = 'a-token-of-some-length';
const loom = sharedLoom({ config: { server: { token: TOKEN } } });
const NOBODY = '00000000-0000-4000-8000-000000000000';

async function connected(transport: Parameters<Client['connect']>[0]): Promise<Client> {
  const client = new Client({ name: 'spec', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

const overStdio = (...args: string[]): Promise<Client> => {
  const { configPath, home } = loom();
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [LOOM, 'mcp', '--config', configPath, ...args],
    env: { HOME: home, PATH: process.env['PATH'] ?? '' },
    cwd: home,
    stderr: 'pipe',
  });
  return connected(transport);
};

async function httpAddress(): Promise<string> {
  const program = await loom().spawn(['mcp', '--http', '--port', '0', '--json', '--config', loom().configPath]);
  const [, url = ''] = await program.says(/"url":"([^"]+)"/);
  return url;
}

const overHttp = async (url: string, token: string | null = TOKEN): Promise<Client> => {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  return connected(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
};

type Given = Record<string, unknown>;
async function call(client: Client, name: string, given: Given = {}): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: given }, undefined, { timeout: 120_000 })) as CallToolResult;
}
const textOf = ({ content }: CallToolResult): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('');
async function ask<T = TaskView>(client: Client, name: string, given: Given = {}): Promise<T> {
  const answer = await call(client, name, given);
  expect([name, answer.isError ?? false, answer.isError === true ? textOf(answer) : '']).toEqual([name, false, '']);
  return (answer.structuredContent ?? textOf(answer)) as T;
}

async function workThrough(client: Client, goal: string): Promise<void> {
  loom().tell(goal, { plan: ['one'], work: writesOwnFile });
  const folder = mkdtempSync(join(loom().home, 'mcp-'));
  const made = await ask(client, 'run_task', { goal, workspace: folder, approval_mode: 'manual' });
  const task_id = made.task_id.slice(0, 18);
  const waiting = await ask(client, 'wait_for_task', { task_id, timeout_seconds: 60 });
  expect(waiting).toMatchObject({ goal, pending_approvals: [{ subtask_id: 'one' }] });
  expect(filesOf(folder)).toEqual({});
  await ask(client, 'steer_task', { task_id, instruction: 'be brief' });
  await ask(client, 'approve', { task_id, subtask_id: 'one' });
  expect(await ask(client, 'wait_for_task', { task_id, timeout_seconds: 60 })).toMatchObject({ status: 'completed' });
  expect(filesOf(folder)).toEqual({ 'one.txt': 'one\n' });
  expect(await ask<string>(client, 'task_diff', { task_id })).toContain('+one');
  expect(await ask(client, 'revert_task', { task_id })).toMatchObject({ reverted: ['one.txt'] });
  expect(filesOf(folder)).toEqual({});
  const { tasks } = await ask<{ tasks: TaskView[] }>(client, 'list_tasks', { status: 'completed' });
  expect(tasks.map((task) => task.task_id)).toContain(made.task_id);
  expect(await ask(client, 'task_status', { task_id })).toMatchObject({
    subtasks: [{ id: 'one', status: 'completed' }],
  });
}

describe('loom mcp', () => {
  it('carries a task from goal to undo over standard input and output', async () => {
    const client = await overStdio();
    expect(client.getInstructions()).toContain('run_task');
    const { tools } = await client.listTools();
    for (const { name, description, inputSchema, annotations } of tools) {
      expect([name, (description ?? '').length > 20, inputSchema.additionalProperties]).toEqual([name, true, false]);
      expect(typeof annotations?.readOnlyHint).toBe('boolean');
    }
    await workThrough(client, 'over stdio');
  });

  it('carries a task from goal to undo over streamable HTTP', async () => {
    await workThrough(await overHttp(await httpAddress()), 'over http');
  });

  it('tells of each step while it waits, and sends a rejection back into the work', async () => {
    const client = await overStdio();
    loom().tell('told of', { plan: ['one'], work: writesOwnFile });
    const limits = { tokens: 100_000, model_calls: 50, seconds: 600 };
    const given = { goal: 'told of', approval_mode: 'manual', limits, metadata: { ticket: 4711 } };
    const { task_id } = await ask(client, 'run_task', given);
    expect((await loom().task(task_id)).metadata).toEqual({ ticket: 4711 });
    const told: string[] = [];
    const params = { name: 'wait_for_task', arguments: { task_id, timeout_seconds: 60 } };
    await client.callTool(params, undefined, { onprogress: ({ message }) => void told.push(message ?? '') });
    expect(told.join('\n')).toMatch(/one/);
    await ask(client, 'reject', { task_id, subtask_id: 'one', reason: 'Say it in French.' });
    await loom().until(task_id, 'subtask_retrying');
    const again = await ask(client, 'wait_for_task', { task_id, timeout_seconds: 60 });
    expect(again.pending_approvals).toHaveLength(1);
    expect(
      loom()
        .calls()
        .some(({ role, text }) => role === 'executor' && text.includes('Say it in French.')),
    ).toBe(true);
    expect(await ask(client, 'cancel_task', { task_id })).toMatchObject({ status: 'ok' });
    expect(await ask(client, 'task_status', { task_id })).toMatchObject({ status: 'cancelled' });
  });

  it('answers what goes wrong as an error that says what to do', async () => {
    const client = await overStdio();
    const wrong = async (name: string, given: Given): Promise<string> => {
      const answer = await call(client, name, given);
      expect([name, answer.isError]).toEqual([name, true]);
      return textOf(answer);
    };
    expect(await wrong('task_status', { task_id: NOBODY })).toMatch(/no task/i);
    expect(await wrong('task_status', { task_id: 'zzz' })).toContain('loom list');
    expect(await wrong('run_task', { goal: 'x', workspace: '/not/there' })).toMatch(/\/not\/there/);
    expect(await wrong('run_task', { goal: 'x', folder: '/tmp' })).toMatch(/folder/);
    expect(await wrong('run_task', {})).toMatch(/goal/);
    expect(await wrong('run_task', { goal: 'x', limits: { seconds: 0 } })).toMatch(/seconds/);
    expect(await wrong('run_task', { goal: 'x', callback_url: 'mailto:me' })).toMatch(/callback_url.*http/);
    const away = await overStdio('--server', `http://127.0.0.1:${await freePort()}`);
    const unreachable = await call(away, 'list_tasks');
    expect([unreachable.isError, textOf(unreachable)]).toEqual([
      true,
      expect.stringMatching(/no Loom answers.*loom serve/s),
    ]);
  });

  it('lets in over HTTP only who shows the token of the API, and no page of another site', async () => {
    const url = await httpAddress();
    await expect(overHttp(url, null)).rejects.toThrow(/401|token/i);
    await expect(overHttp(url, 'wrong')).rejects.toThrow(/401|token/i);
    const status = (headers: Record<string, string>, method = 'POST'): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request(url, { method, headers: { authorization: `Bearer ${TOKEN}`, ...headers } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject).end();
      });
    expect(await status({ host: 'evil.example' })).toBe(403);
    expect(await status({ origin: 'http://evil.example' })).toBe(403);
    expect(await status({}, 'GET')).toBe(405);
  });
});

describe('loom mcp on an address that others reach', () => {
  it('is refused while the API asks for no token', async () => {
    const { code, stderr } = await loom().cli(['mcp', '--http', '--host', '0.0.0.0', '--server', await tokenless()]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/asks for no token.*\[server\] token/s)]);
  });
});

/** An API that takes everybody: all that is asked of it is whether it does. */
async function tokenless(): Promise<string> {
  const { createServer } = await import('node:http');
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}`;
}
