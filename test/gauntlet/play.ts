import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Role } from '#domain';
import type { Chunking, SeenRequest } from '#testing';
import type { Actor, Arena } from './arena.js';
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
  const ended = (end: End, because: string): Result => ({
    ...{ mode, protocol, chunking, end, because, requests: requests.length },
    tookMs: Math.round(performance.now() - startedAt),
  });
  try {
    const workspace = join(folder, 'work');
    await lay(workspace, mode.before);
    for (const path of mode.executable?.before ?? []) await chmod(join(workspace, path), 0o755);
    await writeFile(join(folder, 'outside.txt'), 'untouched\n');
    let run = await runTask(arena, mode, { mark, workspace, chunking, requests, limit: mode.limit });
    if (mode.then !== null && run.kind === 'ended' && run.played.status === 'completed')
      run = await runTask(arena, mode.then, { mark: `${mark}-2`, workspace, chunking, requests, limit: mode.limit });
    if (run.kind === 'stuck') return ended('stuck', run.because);
    const found = await filesIn(workspace);
    const outside = await filesIn(folder, new Set(['work']));
    const spill = differences({ 'outside.txt': 'untouched\n' }, outside);
    const rights = mode.executable === null ? [] : await withoutRight(workspace, mode.executable.after);
    return ended(...judge(mode, run.played, found, spill, rights));
  } catch (error) {
    return ended('stuck', `the runner failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly mark: string;
  readonly workspace: string;
  readonly chunking: Chunking;
  /** Filled while it runs. */
  readonly requests: SeenRequest[];
  readonly limit: number;
}

async function runTask(
  arena: Arena,
  { goal: said, script }: Pick<Mode, 'goal' | 'script'>,
  { mark, workspace, chunking, requests, limit }: Run,
): Promise<{ kind: 'ended'; played: Played } | { kind: 'stuck'; because: string }> {
  const counts = new Map<Role, number>();
  const answer: Actor['answer'] = (request) => {
    const role = request.role ?? 'executor';
    const n = counts.get(role) ?? 0;
    counts.set(role, n + 1);
    const steps = script[role];
    const step = steps[Math.min(n, steps.length - 1)] ?? steps[0];
    return typeof step === 'function' ? step(request, n) : step;
  };
  try {
    const goal = arena.enter(mark, { chunking, requests, answer }, said);
    const { task_id: id } = await ask<{ task_id: string }>(arena, '/tasks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ goal, workspace, approval_mode: 'auto' }),
    });
    const events = await untilEnded(arena, id, limit);
    const task = await ask<{ status: string; error: string | null; pending_approvals: readonly unknown[] }>(
      arena,
      `/tasks/${id}`,
    );
    if (events === null) {
      await fetch(`${arena.url}/tasks/${id}`, { method: 'DELETE' });
      return { kind: 'stuck', because: `${task.status} after ${limit} s and ${requests.length} requests` };
    }
    const memory = await ask<Played['memory']>(arena, `/tasks/${id}/memory`);
    return { kind: 'ended', played: playedOf(requests, events, task.status, task.error ?? '', memory) };
  } finally {
    arena.leave(mark);
  }
}

/** Files that lack the right to be executed, each as a fault. */
async function withoutRight(root: string, paths: readonly string[]): Promise<string[]> {
  const modes = await Promise.all(paths.map((path) => stat(join(root, path)).catch(() => null)));
  return paths.filter((_, at) => ((modes[at]?.mode ?? 0) & 0o100) === 0).map((path) => `${path} is not executable`);
}

function judge(
  mode: Mode,
  played: Played,
  found: Files,
  spill: readonly string[],
  rights: readonly string[],
): [End, string] {
  if (spill.length > 0) return ['silently wrong', `files outside the workspace changed: ${spill.join(', ')}`];
  const failures = [
    ...mode.check(played).flatMap(([holds, sentence]) => (holds ? [] : [sentence])),
    ...historyFaults(played.requests),
    ...(played.requests.length > mode.mostRequests ? [`${played.requests.length} model requests`] : []),
  ];
  if (played.status === 'completed') {
    if (mode.after === null) return ['silently wrong', 'reported as completed'];
    const wrong = [...differences(mode.after, found), ...rights];
    if (wrong.length > 0) return ['silently wrong', `completed with wrong files: ${wrong.join('; ')}`];
    return failures.length > 0 ? ['unclear', failures.join('; ')] : ['survived', ''];
  }
  if (played.status !== 'failed') return ['stuck', `the task ended as ${played.status}`];
  // What landed before the failure must at least be right.
  const right = mode.after === null ? [] : differences(mode.after, found).map((fault) => fault.split(' ')[0]);
  const mayBeSo = (path: string | undefined): boolean =>
    path !== undefined &&
    mode.halfway.some(
      (files) => path in files && differences({ ...found, [path]: files[path] ?? '' }, found).length === 0,
    );
  const wrong = differences(mode.before, found).filter((fault) => {
    const [path] = fault.split(' ');
    return (mode.after === null || right.includes(path)) && !mayBeSo(path);
  });
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
      const type = typeof value['event_type'] === 'string' ? value['event_type'] : '';
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
