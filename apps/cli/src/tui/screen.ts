import { isTaskEnded, type TaskStatus } from '#domain';
import type { ApprovalView, TaskRow } from '../api/views.js';
import type { Colors } from '../output.js';
import { askedLines } from '../render/asked.js';
import { diffLines } from '../render/diff.js';
import { fit, oneLine, pad, plural, widthOf, wrap } from '../render/text.js';
import { noteLines } from '../follow.js';
import { paintStatus, treeLines } from '../render/tree.js';
import { VIEWS, waitingIn, type TuiState } from './state.js';

export interface ScreenFrame {
  readonly columns: number;
  readonly rows: number;
  readonly now: number;
  readonly tick: number;
  readonly colors: Colors;
}

export const LEAST = { columns: 40, rows: 12 };
const STATUS_COLUMNS = 16;

/** The whole screen: `rows` lines, none wider than `columns`. */
export function screenLines(state: TuiState, frame: ScreenFrame): string[] {
  const { columns, rows, colors } = frame;
  if (columns < LEAST.columns || rows < LEAST.rows)
    return filled([fit('The window is too small for Loom.', columns)], rows);
  const listRoom = Math.max(1, Math.min(state.tasks.length, Math.floor((rows - 6) / 3)));
  const list = taskLines(state, listRoom, frame);
  const decision = decisionLine(state, frame);
  const bodyRows = rows - 4 - listRoom - decision.length;
  return [
    headLine(state, frame),
    ...filled(list, listRoom),
    tabLine(state, frame),
    ...filled(bodyLines(state, bodyRows, frame), bodyRows),
    ...decision,
    bottomLine(state, frame),
    fit(keysOf(state, columns), columns) === '' ? '' : colors.dim(fit(keysOf(state, columns), columns)),
  ];
}

const filled = (lines: readonly string[], rows: number): string[] =>
  Array.from({ length: Math.max(0, rows) }, (_, i) => lines[i] ?? '');

function headLine({ tasks, server }: TuiState, { columns, colors }: ScreenFrame): string {
  const busy = tasks.filter(({ status }) => status === 'executing' || status === 'planning').length;
  const waiting = tasks.filter(({ status }) => status === 'waiting_approval').length;
  const facts = [
    plural(tasks.length, 'task'),
    ...(busy > 0 ? [`${busy} at work`] : []),
    ...(waiting > 0 ? [`${waiting} waiting for you`] : []),
  ].join(' · ');
  const left = ` Loom  ${oneLine(server)}`;
  return colors.inverse(pad(left, columns - widthOf(facts) - 1) + fit(`${facts} `, columns));
}

function taskLines(state: TuiState, room: number, frame: ScreenFrame): string[] {
  const { tasks, chosenId } = state;
  if (tasks.length === 0) return [frame.colors.dim(fit(' No task yet: loom run "…" makes one.', frame.columns))];
  const at = Math.max(
    0,
    tasks.findIndex((task) => task.task_id === chosenId),
  );
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), tasks.length - room));
  return tasks.slice(first, first + room).map((task) => taskLine(task, task.task_id === chosenId, frame));
}

function taskLine(task: TaskRow, isChosen: boolean, { columns, colors }: ScreenFrame): string {
  const { completed, total_subtasks: total } = task.progress;
  const done = total === 0 ? '' : `${completed}/${total}`;
  const status = pad(task.status.replace('_', ' '), STATUS_COLUMNS);
  const room = columns - 3 - 9 - STATUS_COLUMNS - 7;
  const goal = pad(oneLine(task.goal), room);
  const mark = isChosen ? colors.cyan('›') : ' ';
  const id = colors.dim(task.task_id.slice(0, 8));
  return ` ${mark} ${id} ${isChosen ? colors.bold(goal) : goal} ${paintStatus(task.status, status, colors)}${pad(done, 6, 'right')}`;
}

function tabLine({ view }: TuiState, { columns, colors }: ScreenFrame): string {
  const names = VIEWS.map((name, i) => ` ${i + 1} ${name} `);
  const used = names.reduce((sum, name) => sum + widthOf(name) + 1, 2);
  const tabs = names.map((name, i) => (VIEWS[i] === view ? colors.inverse(name) : colors.dim(name)));
  return `${colors.dim('──')}${tabs.join(colors.dim('─'))}${colors.dim('─'.repeat(Math.max(0, columns - used + 1)))}`;
}

function bodyLines(state: TuiState, rows: number, frame: ScreenFrame): string[] {
  const { live, detail, view, colors, columns } = { ...state, ...frame };
  if (state.chosenId === null) return [];
  if (live === null || detail === null) return [colors.dim(' …')];
  switch (view) {
    case 'plan': {
      const tree = treeLines(live, { ...frame, columns: columns - 2, rows: 10_000 });
      const error = detail.error ?? '';
      const said = error === '' ? (detail.summary ?? '') : error;
      const paint = error === '' ? (text: string) => text : colors.red;
      const told = said === '' ? [] : ['', ...wrap(said, columns - 2).map((line) => paint(line))];
      const notes = noteLines(detail.notes, columns - 2, colors);
      return windowed([...tree, ...notes, ...told], state.scroll, rows).map((line) => ` ${line}`);
    }
    case 'output': {
      const end = Math.max(Math.min(rows, state.output.length), state.output.length - state.scroll);
      const lines = state.output.slice(Math.max(0, end - rows), end);
      return lines.length === 0
        ? [colors.dim(' Nothing yet.')]
        : lines.map((line) => ` ${fit(oneLine(line), columns - 2)}`);
    }
    case 'diff': {
      if (state.diff === null) return [colors.dim(' …')];
      if (state.diff === '') return [colors.dim(' No file was changed.')];
      return paged(painted(state.diff, columns, colors), state.scroll, rows, colors);
    }
    case 'question': {
      const waits = waitingIn(state);
      if (waits === null) return [colors.dim(' Nothing waits for you here.')];
      if (state.asked?.hash !== waits.hash) return [colors.dim(' …')];
      return paged(painted(state.asked, columns, colors), state.scroll, rows, colors);
    }
  }
}

let last: { what: string | ApprovalView; columns: number; lines: string[] } | null = null;

/** Remembered for the next frame: a diff is long, and a screen is drawn often. */
function painted(what: string | ApprovalView, columns: number, colors: Colors): string[] {
  if (last?.what !== what || last.columns !== columns) {
    const room = columns - 2;
    const shown =
      typeof what === 'string'
        ? diffLines(what, colors, { columns: room, tooLong: 'cut' })
        : [
            ...wrap(`${what.reason || 'approval'} (${what.risk} risk)`, room).map(colors.yellow),
            '',
            ...askedLines(what, colors, room),
          ];
    last = { what, columns, lines: shown.map((line) => ` ${line}`) };
  }
  return last.lines;
}

/** With a last line that says how much comes below it. */
function paged(lines: readonly string[], scroll: number, rows: number, colors: Colors): string[] {
  const shown = windowed(lines, scroll, rows);
  const below = lines.length - Math.min(scroll, Math.max(0, lines.length - rows)) - rows;
  if (below <= 0 || rows < 2) return shown;
  return [...shown.slice(0, -1), colors.dim(` … ${plural(below + 1, 'more line')}: PgDn`)];
}

function windowed(lines: readonly string[], scroll: number, rows: number): string[] {
  const first = Math.min(scroll, Math.max(0, lines.length - rows));
  return lines.slice(first, first + rows);
}

/** What a person has to decide, in their face. */
function decisionLine(state: TuiState, { columns, colors }: ScreenFrame): string[] {
  const waits = waitingIn(state);
  if (waits === null) return [];
  const more = (state.detail?.pending_approvals.length ?? 1) - 1;
  // A result that is asked about again bears another hash.
  const id = fit(oneLine(waits.subtask_id), Math.max(12, columns - 56));
  const text = ` ? ${id} waits for you (${waits.hash.slice(0, 8)}): ${waits.reason || 'approval'} (${waits.risk} risk)`;
  return [colors.yellow(fit(oneLine(more > 0 ? `${text}; ${more} more` : text), columns))];
}

function bottomLine({ question, message }: TuiState, { columns, colors }: ScreenFrame): string {
  if (question?.kind === 'sure') return colors.yellow(fit(` ${question.label} y/n`, columns));
  if (question?.kind === 'text') {
    const label = ` ${oneLine(question.label)} `;
    const room = Math.max(5, columns - widthOf(label) - 2);
    // The end of what is typed is what one looks at.
    const text = [...question.text].slice(-room).join('');
    return `${colors.cyan(label)}${fit(text, room)}${colors.inverse(' ')}`;
  }
  if (message === null) return '';
  return (message.isError ? colors.red : colors.green)(fit(` ${oneLine(message.text)}`, columns));
}

function keysOf({ question, detail }: TuiState, columns: number): string {
  if (question?.kind === 'text') return ' enter send · esc leave it';
  if (question?.kind === 'sure') return ' y yes · any other key no';
  const decide = (detail?.pending_approvals.length ?? 0) > 0 ? ['a approve', 'x reject'] : [];
  const wishes = [...decide, ...(detail === null ? [] : wishesOf(detail.status)), 'q quit'];
  const ways = [['↑↓ task', 'tab view', 'PgUp/Dn'], ['↑↓ tab'], []];
  const lines = ways.map(
    (way) => ` ${[...wishes.slice(0, decide.length), ...way, ...wishes.slice(decide.length)].join(' · ')}`,
  );
  // How to decide and how to leave, where there is no room for more.
  lines.push(` ${wishes.join('  ')}`, ` ${[...decide, 'q quit'].join(' · ')}`);
  return lines.find((line) => widthOf(line) <= columns) ?? lines.at(-1) ?? '';
}

/** What may be asked of a task that stands there. */
function wishesOf(status: TaskStatus): string[] {
  if (isTaskEnded(status)) return [...(status === 'failed' ? ['t retry'] : []), 'r revert'];
  return ['s steer', status === 'paused' ? 'p resume' : 'p pause', 'c cancel'];
}
