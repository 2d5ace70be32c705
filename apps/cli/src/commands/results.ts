import type { MemoryView, Problem, RevertBody, UndoConflictView } from '../api/views.js';
import { Refused } from '../client.js';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { changeLines, noteLines } from '../follow.js';
import { numberOption, textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine, lines, type Output } from '../output.js';
import { diffLines } from '../render/diff.js';
import { outline } from '../render/outline.js';
import { clean, oneLine, plural, wrap } from '../render/text.js';
import { open, openTask } from './open.js';

export async function trace(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const path = { taskId, subtaskId: textOperand(call, 1) };
  const found = await client.get('/tasks/{taskId}/subtasks/{subtaskId}/trace', { path });
  output.out(output.json ? jsonLine(found) : lines(outline(found, output.colors)));
  return EXIT.done;
}

export async function changes(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const found = await client.get('/tasks/{taskId}/changes', { path: { taskId } });
  if (output.json) output.out(jsonLine(found));
  else if (found.length === 0) output.err('No file was changed.\n');
  else output.out(lines(changeLines(found, output.columns, output.colors)));
  return EXIT.done;
}

export async function diff(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const file = textOperand(call, 1);
  const query = { path: file === '' ? undefined : file, subtask_id: textOption(call, 'subtask') };
  const found = await client.bytes('/tasks/{taskId}/diff', { path: { taskId }, query });
  if (output.json) output.out(jsonLine({ diff: found.toString('utf8') }));
  // A terminal, however dumb, gets it made safe and coloured; anything else the very bytes, which git apply takes.
  else if (process.stdout.isTTY) output.out(lines(diffLines(found.toString('utf8'), output.colors)));
  else await new Promise<void>((resolve) => process.stdout.write(found, () => resolve()));
  if (found.length === 0 && !output.json) output.err('No file was changed.\n');
  return EXIT.done;
}

export async function revert(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const subtask = textOption(call, 'subtask');
  const file = textOption(call, 'path');
  const mode = textOption(call, 'onConflict') as RevertBody['on_conflict'];
  const redo = call.options['redo'] === true;
  if (redo && (subtask !== undefined || file !== undefined))
    throw new WrongUsage('--redo takes back the last undo, whatever that was', 'loom revert 3f2a --redo');
  const body: RevertBody = {
    ...(subtask === undefined ? {} : { subtask_id: subtask }),
    ...(file === undefined ? {} : { path: file }),
    ...(mode === undefined ? {} : { on_conflict: mode }),
    ...(redo ? { redo } : {}),
  };
  const answer = await client.post('/tasks/{taskId}/revert', { path: { taskId }, body }).catch((error: unknown) => {
    if (!output.json && error instanceof Refused) output.err(lines(conflictLines(error.problem, output)));
    throw error;
  });
  if (output.json) output.out(jsonLine(answer));
  else {
    const { reverted, skipped = [], overwritten = [], stale_subtasks: stale = [] } = answer;
    const said = redo ? 'there again' : 'as before';
    if (reverted.length > 0) output.out(lines(reverted.map((p) => `  ${oneLine(p)}`)));
    const nothing = redo ? 'There was no undo to take back.' : 'There was nothing to undo.';
    output.err(
      lines([
        ...(reverted.length > 0
          ? [`${plural(reverted.length, 'file')} ${said}.`]
          : skipped.length > 0
            ? []
            : [nothing]),
        ...(skipped.length > 0 ? [`Left alone, since you edited them later: ${listed(skipped)}`] : []),
        ...(overwritten.length > 0
          ? [`Later edits overwritten: ${listed(overwritten)}. --redo brings them back.`]
          : []),
        ...(stale.length > 0 ? [`Landed later, and not verified without it: ${listed(stale)}`] : []),
        ...noteLines(answer.notes, output.columns ?? 100, output.colors),
      ]),
    );
  }
  return EXIT.done;
}

const listed = (names: readonly string[]): string => names.map((name) => oneLine(name)).join(', ');

/**
 * What stands on each side of a file in the way, each by the first line in which the task's and the present one differ.
 */
export function conflictLines({ conflicts }: Partial<Problem>, { colors }: Pick<Output, 'colors'>): string[] {
  const side = (name: string, version: UndoConflictView['current'], at: number): string => {
    const there = version?.text?.split('\n') ?? null;
    const line = there?.[at];
    const said =
      version === null
        ? 'no file'
        : there === null
          ? `${version.size} bytes`
          : line === undefined
            ? 'ends before'
            : oneLine(line).slice(0, 100);
    return `    ${colors.dim(name)} ${said}`;
  };
  return (Array.isArray(conflicts) ? conflicts : []).flatMap(({ path, before, after, current }) => {
    const at = firstDifference(after?.text, current?.text);
    return [
      `  ${oneLine(path)}${at === 0 ? '' : `, line ${at + 1}`}`,
      side('before: ', before, at),
      side('task:   ', after, at),
      side('now:    ', current, at),
    ];
  });
}

/** Number from 0 of the first line that two texts do not share; 0 where one of both is none. */
function firstDifference(one: string | null | undefined, other: string | null | undefined): number {
  if (typeof one !== 'string' || typeof other !== 'string') return 0;
  const [left, right] = [one.split('\n'), other.split('\n')];
  const longer = left.length > right.length ? left : right;
  return Math.max(
    0,
    longer.findIndex((_line, i) => left[i] !== right[i]),
  );
}

export async function memory(call: Invocation): Promise<number> {
  const { output } = call;
  const search = textOption(call, 'search');
  const entry_type = textOption(call, 'type') as MemoryView['entry_type'] | undefined;
  const limit = numberOption(call, 'limit');
  const id = textOperand(call, 0);
  if (id === '' && search === undefined) {
    throw new WrongUsage(
      'memory needs a task id, or --search TEXT',
      'loom memory 3f2a, or loom memory --search "csv quoting"',
    );
  }
  let rows: MemoryView[];
  if (id === '') {
    rows = await (await open(call)).get('/memory/search', { query: { q: search ?? '', entry_type, limit } });
  } else {
    const { client, taskId } = await openTask(call);
    rows = await client.get('/tasks/{taskId}/memory', { path: { taskId }, query: { q: search, entry_type } });
  }
  rows = rows.slice(0, limit ?? rows.length);
  if (output.json) output.out(jsonLine(rows));
  else if (rows.length === 0) output.err('Nothing is remembered that fits.\n');
  else output.out(lines(memoryLines(rows, output, id === '')));
  return EXIT.done;
}

export function memoryLines(
  rows: readonly MemoryView[],
  output: Pick<Output, 'columns' | 'colors'>,
  withTask: boolean,
): string[] {
  const { colors } = output;
  const width = Math.max(20, (output.columns ?? 100) - 4);
  return rows.flatMap((row) => {
    const from = [
      ...(withTask ? [`task ${oneLine(row.task_id)}`] : []),
      ...(row.subtask_id === null ? [] : [oneLine(row.subtask_id)]),
    ];
    const tags = row.tags.map((tag) => `#${oneLine(tag)}`);
    return [
      `${colors.cyan(oneLine(row.entry_type))} ${colors.bold(oneLine(row.summary))}`,
      ...(clean(row.detail).trim() === '' ? [] : wrap(row.detail, width).map((line) => `    ${line}`)),
      ...(from.length + tags.length === 0 ? [] : [`    ${colors.dim([...from, ...tags].join(' '))}`]),
    ];
  });
}
