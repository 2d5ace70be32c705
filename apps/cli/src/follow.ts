import type { WireEvent } from '#contracts';
import type { ChangeView, TaskView } from './api/views.js';
import type { LoomClient } from './client.js';
import { followTask } from './event-stream.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { withSnapshot } from './live-task.js';
import { startWatching } from './live-screen.js';
import { lines, type Colors, type Output } from './output.js';
import { clean, count, duration, fit, oneLine, pad, plural, widthOf, wrap } from './render/text.js';

export interface Followed {
  readonly exitCode: ExitCode;
  readonly task: TaskView;
}

export interface FollowTaskOptions {
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly goal?: string;
  readonly after?: number;
  /** Appended to the commands that are proposed: ` --server URL` where the usual one is not meant. */
  readonly flags?: string;
  readonly onResult?: ResultOptions;
  readonly onEvent?: (event: WireEvent) => void;
}

/** Shows a task until it ends, then its result. @throws the signal's reason when aborted. */
export async function follow(client: LoomClient, taskId: string, options: FollowTaskOptions): Promise<Followed> {
  const { output, signal, flags = '' } = options;
  // On a line of a screen there is little room, and the beginning names it as well.
  const named = output.isTerminal ? taskId.slice(0, 8) : taskId;
  const watching = await startWatching(output, taskId, options.goal);
  try {
    if (!output.json && (options.after ?? 0) > 0) {
      watching.task = withSnapshot(watching.task, await client.get('/tasks/{taskId}', { path: { taskId } }));
    }
    const events = followTask(client, taskId, {
      signal,
      after: options.after ?? 0,
      onGap: (because) => watching.connection(because),
    });
    for await (const event of events) {
      watching.see(event);
      options.onEvent?.(event);
      const waits = watching.task.subtasks.find((s) => s.status === 'waiting_approval');
      watching.advise(waits === undefined ? null : `Release it: loom approve ${named} ${oneLine(waits.id)}${flags}`);
      const unnamed =
        event.event_type === 'task_plan_ready' && !watching.task.subtasks.some((s) => s.description !== '');
      if (unnamed && !output.json) {
        watching.task = withSnapshot(watching.task, await client.get('/tasks/{taskId}', { path: { taskId } }));
      }
    }
  } finally {
    watching.end();
  }
  const task = await client.get('/tasks/{taskId}', { path: { taskId } });
  if (!output.json) {
    const changes = await client.get('/tasks/{taskId}/changes', { path: { taskId } }).catch(() => []);
    const judged = watching.task.subtasks.filter((s) => s.isJudged && s.status === 'completed').map(({ id }) => id);
    const how = { flags, judged, ...options.onResult };
    output.out(lines(resultLines(task, changes, output.columns, output.colors, how)));
  }
  return { exitCode: task.status === 'completed' ? EXIT.done : EXIT.failed, task };
}

export interface ResultOptions {
  readonly flags?: string;
  /** Subtasks whose work a model has looked at, and nothing that would fail without it. */
  readonly judged?: readonly string[];
  /** Said in place of the commands, where no server will be there to take them. */
  readonly instead?: (task: TaskView) => string[];
}

/** What a task came to: outcome, summary, files, and what to type next. */
export function resultLines(
  task: TaskView,
  changes: readonly ChangeView[],
  columns: number | null,
  colors: Colors,
  options: ResultOptions = {},
): string[] {
  const width = columns ?? 100;
  const ended = task.completed_at === null ? NaN : Date.parse(task.completed_at);
  const took = ended - Date.parse(task.created_at);
  const tokens = task.usage.prompt_tokens + task.usage.completion_tokens;
  const facts = [
    ...(Number.isNaN(took) ? [] : [duration(took)]),
    plural(task.usage.model_calls, 'model call'),
    plural(task.usage.tool_calls, 'tool call'),
    `${count(tokens)} tokens`,
  ].join(' · ');
  const head =
    task.status === 'completed'
      ? colors.green('✓ completed')
      : colors.red(`✗ ${task.status === 'failed' ? 'failed' : oneLine(task.status)}`);
  const lines = ['', `${head} ${colors.dim(facts)}`];
  if (task.error) lines.push(...wrap(task.error, width).map((line) => colors.red(line)));
  if (task.summary)
    lines.push(
      '',
      ...clean(task.summary)
        .trim()
        .split('\n')
        .flatMap((line) => wrap(line, width)),
    );
  const { judged = [] } = options;
  if (judged.length > 0)
    lines.push(
      '',
      ...wrap(`Judged by a model alone, by no check that fails without it: ${judged.map(oneLine).join(', ')}`, width),
    );
  lines.push(
    '',
    `${changes.length === 0 ? 'No file was changed in' : `${plural(changes.length, 'changed file')} in`} ${oneLine(task.workspace)}`,
  );
  lines.push(...changeLines(changes, columns, colors));
  lines.push(...noteLines(task.notes, width, colors));
  const next = options.instead?.(task) ?? nextSteps(task, `${task.task_id}${options.flags ?? ''}`, changes.length > 0);
  if (next.length > 0) lines.push('', ...next);
  return lines;
}

/** What to know or do after a landing or an undo. */
export const noteLines = (notes: TaskView['notes'], width: number, colors: Colors): string[] =>
  (notes ?? []).flatMap(({ says }) => wrap(`! ${oneLine(says)}`, width).map((line) => colors.yellow(line)));

function nextSteps({ status }: TaskView, which: string, changed: boolean): string[] {
  return [
    ...(changed ? [`See the diff:  loom diff ${which}`, `Undo it all:   loom revert ${which}`] : []),
    ...(status === 'failed' ? [`Go on with it: loom retry ${which}`] : []),
  ];
}

const LETTERS = { create: 'A', modify: 'M', delete: 'D', rename: 'R' } as const;

export function changeLines(changes: readonly ChangeView[], columns: number | null, colors: Colors): string[] {
  const names = changes.map((c) => oneLine(c.old_path === undefined ? c.path : `${c.old_path} → ${c.path}`));
  const longest = Math.max(0, ...names.map(widthOf));
  const room = Math.min(longest, (columns ?? 200) - 20);
  return changes.map((change, i) => {
    const counts = change.binary
      ? colors.dim('binary')
      : `${colors.green(`+${change.additions}`)} ${colors.red(`-${change.deletions}`)}`;
    const letter = (LETTERS as Readonly<Record<string, string>>)[change.operation] ?? '?';
    return `  ${letter} ${room < 10 ? fit(names[i] ?? '', 40) : pad(names[i] ?? '', room)}  ${counts}`;
  });
}
