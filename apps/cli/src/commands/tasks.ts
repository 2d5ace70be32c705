import type { SubtaskView, TaskRow, TaskView } from '../api/views.js';
import { EXIT } from '../exit-codes.js';
import { noteLines } from '../follow.js';
import { numberOption, textOption, type Invocation } from '../invocation.js';
import { jsonLine, lines, type Output } from '../output.js';
import { table, type Column } from '../render/table.js';
import { ago, count, duration, oneLine, wrap } from '../render/text.js';
import { paintStatus } from '../render/tree.js';
import { allTasks, shortIds } from '../task-ids.js';
import { open, openTask } from './open.js';

export async function list(call: Invocation): Promise<number> {
  const { output } = call;
  const client = await open(call);
  const limit = numberOption(call, 'limit') ?? 50;
  const status = textOption(call, 'status') as TaskRow['status'] | undefined;
  const rows: TaskRow[] = [];
  for await (const row of allTasks(client, { limit: Math.min(limit, 100), status })) {
    rows.push(row);
    if (rows.length === limit) break;
  }
  rows.sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0));
  if (output.json) output.out(jsonLine(rows));
  else if (rows.length === 0)
    output.err(`No tasks${status ? ` that are ${status}` : ''}. Start one with \`loom run\`.\n`);
  else output.out(lines(taskTable(rows, output, Date.now())));
  return EXIT.done;
}

export function taskTable(rows: readonly TaskRow[], output: Pick<Output, 'columns' | 'colors'>, now: number): string[] {
  const short = shortIds(rows.map((row) => row.task_id));
  const shape: Column<TaskRow>[] = [
    { title: 'ID', cell: (row) => (output.columns === null ? row.task_id : (short.get(row.task_id) ?? row.task_id)) },
    { title: 'STATUS', cell: (row) => row.status, paint: (text, row, colors) => paintStatus(row.status, text, colors) },
    { title: 'DONE', cell: (row) => `${row.progress.completed}/${row.progress.total_subtasks}`, align: 'right' },
    { title: 'CREATED', cell: (row) => ago(row.created_at, now), align: 'right' },
    { title: 'GOAL', cell: (row) => row.goal, flexible: true },
  ];
  return table(rows, shape, output.columns, output.colors);
}

export async function status(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const task = await client.get('/tasks/{taskId}', { path: { taskId } });
  output.out(output.json ? jsonLine(task) : lines(statusLines(task, output, Date.now())));
  return EXIT.done;
}

export function statusLines(task: TaskView, output: Pick<Output, 'columns' | 'colors'>, now: number): string[] {
  const { colors } = output;
  const { progress, usage } = task;
  const waiting = task.pending_approvals.length;
  const took = (task.completed_at === null ? now : Date.parse(task.completed_at)) - Date.parse(task.created_at);
  const fact = (name: string, value: string): string => `${colors.dim(name.padEnd(10))} ${value}`;
  const lines = [
    ...wrap(task.goal, output.columns ?? 100).map((line) => colors.bold(line)),
    fact('id', oneLine(task.task_id)),
    fact(
      'status',
      `${paintStatus(task.status, oneLine(task.status), colors)} (${duration(took)}, begun ${ago(task.created_at, now)})`,
    ),
    fact('workspace', oneLine(task.workspace)),
    fact(
      'progress',
      [
        `${progress.completed} of ${progress.total_subtasks} subtasks`,
        `${Math.max(0, progress.running - waiting)} running`,
        ...(waiting > 0 ? [`${waiting} waiting for you`] : []),
        `${progress.failed} failed`,
      ].join(', '),
    ),
    fact(
      'usage',
      `${usage.model_calls} model calls, ${usage.tool_calls} tool calls, ${count(usage.prompt_tokens + usage.completion_tokens)} tokens`,
    ),
  ];
  if (task.error) lines.push(...wrap(task.error, output.columns ?? 100).map((line) => colors.red(line)));
  if (task.plan) lines.push('', ...subtaskTable(task.plan.subtasks, output));
  if (task.summary) lines.push('', ...wrap(task.summary, output.columns ?? 100));
  if (task.notes) lines.push('', ...noteLines(task.notes, output.columns ?? 100, colors));
  for (const wait of task.pending_approvals) {
    const id = oneLine(wait.subtask_id);
    lines.push('', colors.yellow(`${id} waits for approval (${oneLine(wait.risk)} risk): ${oneLine(wait.reason)}`));
    lines.push(`  loom approve ${task.task_id} ${id}`, `  loom reject ${task.task_id} ${id} --reason "…"`);
  }
  return lines;
}

function subtaskTable(rows: readonly SubtaskView[], output: Pick<Output, 'columns' | 'colors'>): string[] {
  const shape: Column<SubtaskView>[] = [
    { title: 'SUBTASK', cell: (s) => s.id, flexible: true },
    { title: 'STATUS', cell: (s) => s.status, paint: (text, s, colors) => paintStatus(s.status, text, colors) },
    { title: 'AFTER', cell: (s) => s.depends_on.join(', '), flexible: true, spare: 1 },
    { title: 'RETRIES', cell: (s) => String(s.retry_count), align: 'right' },
    { title: 'MODEL', cell: (s) => s.model ?? '', spare: 2 },
    { title: 'DESCRIPTION', cell: (s) => s.error ?? s.summary ?? s.description, flexible: true },
  ];
  return table(rows, shape, output.columns, output.colors);
}

export async function subtasks(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const rows = await client.get('/tasks/{taskId}/subtasks', { path: { taskId } });
  if (output.json) output.out(jsonLine(rows));
  else if (rows.length === 0) output.err('There is no plan yet.\n');
  else output.out(lines(subtaskTable(rows, output)));
  return EXIT.done;
}
