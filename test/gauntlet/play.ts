import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Role } from '#domain';
import type { Chunking, SeenRequest } from '#testing';
import type { Arena } from './arena.js';
import { historyFaults } from './history-rules.js';
import type { Files, Mode, Played, Protocol } from './mode.js';

export type End = 'survived' | 'clear' | 'silently wrong' | 'stuck' | 'unclear';

export interface Result {
  readonly mode: Mode;
  readonly protocol: Protocol;
  readonly chunking: Chunking;
  readonly end: End;
  /** Why it is what it is. */
  readonly because: string;
  readonly requests: number;
  readonly tookMs: number;
}

export interface LedgerEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Plays one mode against a running Loom and says how it ended. */
export async function play(arena: Arena, mode: Mode, protocol: Protocol, chunking: Chunking): Promise<Result> {
  const startedAt = performance.now();
  const mark = `${mode.id}-${protocol}-${String(chunking)}`;
  const folder = await mkdtemp(join(tmpdir(), 'loom-mode-'));
  const requests: SeenRequest[] = [];
  const counts = new Map<Role, number>();
  const ended = (end: End, because: string): Result => ({
    ...{ mode, protocol, chunking, end, because, requests: requests.length },
    tookMs: Math.round(performance.now() - startedAt),
  });
  try {
    const workspace = join(folder, 'work');
    await lay(workspace, mode.before);
    await writeFile(join(folder, 'outside.txt'), 'untouched\n');
    const goal = arena.enter(
      mark,
      {
        chunking,
        requests,
        answer: (request) => {
          const role = request.role ?? 'executor';
          const n = counts.get(role) ?? 0;
          counts.set(role, n + 1);
          const steps = mode.script[role];
          const step = steps[Math.min(n, steps.length - 1)] ?? steps[0];
          return typeof step === 'function' ? step(request, n) : step;
        },
      },
      mode.goal,
    );
    const { task_id: id } = await ask<{ task_id: string }>(arena, '/tasks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ goal, workspace, approval_mode: 'auto' }),
    });
    const events = await untilEnded(arena, id, mode.limit);
    const task = await ask<{ status: string; error: string | null; pending_approvals: readonly unknown[] }>(
      arena,
      `/tasks/${id}`,
    );
    if (events === null) {
      await fetch(`${arena.url}/tasks/${id}`, { method: 'DELETE' });
      return ended('stuck', `${task.status} after ${mode.limit} s and ${requests.length} requests`);
    }
    const memory = await ask<Played['memory']>(arena, `/tasks/${id}/memory`);
    const played = playedOf(requests, events, task.status, task.error ?? '', memory);
    const found = await filesIn(workspace);
    const outside = await filesIn(folder, new Set(['work']));
    const spill = differences({ 'outside.txt': 'untouched\n' }, outside);
    return ended(...judge(mode, played, found, spill));
  } catch (error) {
    return ended('stuck', `the runner failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    arena.leave(mark);
    await rm(folder, { recursive: true, force: true });
  }
}

function judge(mode: Mode, played: Played, found: Files, spill: readonly string[]): [End, string] {
  if (spill.length > 0) return ['silently wrong', `files outside the workspace changed: ${spill.join(', ')}`];
  const failures = [
    ...mode.check(played).flatMap(([holds, sentence]) => (holds ? [] : [sentence])),
    ...historyFaults(played.requests),
    ...(played.requests.length > mode.mostRequests ? [`${played.requests.length} model requests`] : []),
  ];
  if (played.status === 'completed') {
    if (mode.after === null) return ['silently wrong', 'reported as completed'];
    const wrong = differences(mode.after, found);
    if (wrong.length > 0) return ['silently wrong', `completed with wrong files: ${wrong.join('; ')}`];
    return failures.length > 0 ? ['unclear', failures.join('; ')] : ['survived', ''];
  }
  if (played.status !== 'failed') return ['stuck', `the task ended as ${played.status}`];
  // What landed before the failure must at least be right.
  const right = mode.after === null ? [] : differences(mode.after, found).map((fault) => fault.split(' ')[0]);
  const wrong = differences(mode.before, found).filter(
    (fault) => mode.after === null || right.includes(fault.split(' ')[0]),
  );
  if (wrong.length > 0) return ['unclear', `failed, and left: ${wrong.join('; ')}`];
  if (mode.fails === null) return ['unclear', `failed: ${played.error}`];
  if (!mode.fails.test(played.error)) return ['unclear', `the reason does not name the cause: ${played.error}`];
  return failures.length > 0 ? ['unclear', failures.join('; ')] : ['clear', played.error];
}

/** All events, or null when the task did not end in time. */
async function untilEnded(arena: Arena, id: string, seconds: number): Promise<LedgerEvent[] | null> {
  const signal = AbortSignal.timeout(seconds * 1000);
  const stream = await fetch(`${arena.url}/tasks/${id}/stream`, { signal });
  let text = '';
  try {
    const decoder = new TextDecoder();
    for await (const chunk of stream.body as AsyncIterable<Uint8Array>) text += decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => {
      const value = JSON.parse(line.slice(5)) as Record<string, unknown>;
      const type = typeof value['type'] === 'string' ? value['type'] : '';
      return { type, data: value };
    });
}

async function ask<T>(arena: Arena, path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`${arena.url}${path}`, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

function playedOf(
  requests: readonly SeenRequest[],
  events: readonly LedgerEvent[],
  status: string,
  error: string,
  memory: Played['memory'],
): Played {
  const of = (role: Role): SeenRequest[] => requests.filter((request) => request.role === role);
  const prompt = (role: Role, n: number): string => {
    const request = of(role)[n];
    return request === undefined ? '' : request.messages.map((message) => message.content).join('\n');
  };
  return { requests, events, status, error, of, prompt, memory, ledger: JSON.stringify(events) };
}

async function lay(root: string, files: Files): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

async function filesIn(root: string, skipped: ReadonlySet<string> = new Set()): Promise<Files> {
  const files: Record<string, Uint8Array> = {};
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skipped.has(path)) continue;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) files[path] = await readFile(join(root, path));
    }
  };
  await walk('');
  return files;
}

/** Paths whose bytes differ, each with what is found. */
function differences(wanted: Files, found: Files): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])].sort().flatMap((path) => {
    const [want, have] = [wanted[path], found[path]];
    if (want === undefined) return [`${path} is there`];
    if (have === undefined) return [`${path} is missing`];
    if (Buffer.from(want).equals(Buffer.from(have))) return [];
    return [`${path} holds ${JSON.stringify(Buffer.from(have).toString('utf8').slice(0, 80))}`];
  });
}
