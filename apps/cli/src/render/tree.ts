import type { SubtaskStatus, TaskStatus } from '#domain';
import type { LiveSubtask, LiveTask } from '../live-task.js';
import type { Colors } from '../output.js';
import { count, duration, fit, oneLine, pad, plural, widthOf, wrap } from './text.js';

export interface TreeFrame {
  readonly now: number;
  readonly columns: number;
  /** Lines there is room for; finished subtasks give way first. */
  readonly rows: number;
  /** Counts up; turns the spinners. */
  readonly tick: number;
  readonly colors: Colors;
  /** Shown below the tree: a lost connection. */
  readonly notice?: string | null;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const SIGNS: Readonly<Record<SubtaskStatus, string>> = {
  pending: '○',
  running: '',
  verifying: '',
  waiting_approval: '?',
  completed: '✓',
  failed: '✗',
  blocked: '!',
  skipped: '-',
};
type Paint = 'green' | 'red' | 'yellow' | 'cyan' | 'dim';
const PAINTS: Readonly<Record<SubtaskStatus | TaskStatus, Paint>> = {
  pending: 'dim',
  planning: 'cyan',
  executing: 'cyan',
  running: 'cyan',
  verifying: 'cyan',
  paused: 'yellow',
  waiting_approval: 'yellow',
  completed: 'green',
  failed: 'red',
  cancelled: 'red',
  blocked: 'yellow',
  skipped: 'dim',
};

export const paintStatus = (status: string, text: string, colors: Colors): string => {
  const paint = (PAINTS as Readonly<Record<string, Paint | undefined>>)[status];
  return paint === undefined ? text : colors[paint](text);
};

const isBusy = (status: SubtaskStatus): boolean => status === 'running' || status === 'verifying';
const isOver = (status: SubtaskStatus): boolean => status === 'completed' || status === 'skipped';

/** The task as lines no wider than the terminal. */
export function treeLines(task: LiveTask, frame: TreeFrame): string[] {
  const { colors } = frame;
  const spinner = SPINNER[frame.tick % SPINNER.length] ?? '';
  const lines = [headLine(task, frame)];
  const planning = task.activity !== null && task.endedAt === null;
  // Commands are among them: what does not fit goes on in the next line.
  const notice = frame.notice ? wrap(oneLine(frame.notice), frame.columns) : [];
  const room = Math.max(3, frame.rows - 2 - (planning ? 1 : 0) - notice.length);
  const { shown, hidden } = withinRoom(task.subtasks, room);
  if (hidden > 0) lines.push(colors.dim(fit(`├─ ✓ ${plural(hidden, 'subtask')} done`, frame.columns)));
  const idWidth = Math.min(28, Math.max(0, ...shown.map((s) => widthOf(oneLine(s.id)))));
  shown.forEach((subtask, i) => {
    const last = i === shown.length - 1 && !planning;
    lines.push(subtaskLine(subtask, last ? '└─' : '├─', idWidth, spinner, frame));
  });
  if (planning) {
    const text = fit(oneLine(task.activity ?? ''), frame.columns - 6);
    lines.push(`${colors.dim('└─')} ${colors.cyan(spinner)} ${text}`);
  }
  return [...lines, ...notice.map((line) => colors.yellow(line))];
}

/** What fits: everything still to come or at work, then as many of the finished as there is room for. */
function withinRoom(subtasks: readonly LiveSubtask[], room: number): { shown: LiveSubtask[]; hidden: number } {
  let hide = Math.max(0, subtasks.length - room);
  if (hide === 0) return { shown: [...subtasks], hidden: 0 };
  hide += 1; // the line that counts them
  let hidden = 0;
  const shown = subtasks.filter((s) => {
    if (hidden >= hide || !isOver(s.status)) return true;
    hidden++;
    return false;
  });
  return { shown, hidden };
}

function headLine(task: LiveTask, { now, columns, colors }: TreeFrame): string {
  const done = task.subtasks.filter((s) => s.status === 'completed').length;
  const parts = [
    ...(task.subtasks.length > 0 ? [`${done}/${task.subtasks.length}`] : []),
    ...(task.tokens > 0 ? [`${count(task.tokens)} tokens`] : []),
    ...(task.startedAt === null ? [] : [duration((task.endedAt ?? now) - task.startedAt)]),
  ];
  const status = task.status.replace('_', ' ');
  const right = [status, ...parts].join(' · ');
  const room = columns - widthOf(right) - 2;
  if (room < 8) return paintStatus(task.status, fit(right, columns), colors);
  const goal = pad(oneLine(task.goal), room);
  return `${colors.bold(goal)}  ${paintStatus(task.status, status, colors)}${right.slice(status.length)}`;
}

function subtaskLine(
  subtask: LiveSubtask,
  branch: string,
  idWidth: number,
  spinner: string,
  { now, columns, colors }: TreeFrame,
): string {
  const busy = isBusy(subtask.status);
  const sign = busy ? spinner : SIGNS[subtask.status];
  const right = [
    ...(subtask.attempt > 1 ? [`attempt ${subtask.attempt}`] : []),
    ...(subtask.tokens > 0 && columns >= 70 ? [`${count(subtask.tokens)} tok`] : []),
    ...(subtask.startedAt === null ? [] : [duration((subtask.endedAt ?? now) - subtask.startedAt)]),
  ].join(' · ');
  const id = pad(oneLine(subtask.id), idWidth);
  const room = columns - 5 - idWidth - 2 - (right === '' ? 0 : widthOf(right) + 2);
  const head = `${colors.dim(branch)} ${paintStatus(subtask.status, sign, colors)} ${busy ? colors.bold(id) : id}`;
  if (room < 6)
    return `${colors.dim(branch)} ${paintStatus(subtask.status, sign, colors)} ${fit(oneLine(subtask.id), columns - 5)}`;
  const detail = pad(detailOf(subtask), room);
  const painted = subtask.status === 'failed' ? colors.red(detail) : busy ? detail : colors.dim(detail);
  return `${head}  ${painted}${right === '' ? '' : `  ${colors.dim(right)}`}`.trimEnd();
}

function detailOf(subtask: LiveSubtask): string {
  const note = subtask.note === null ? '' : oneLine(subtask.note);
  switch (subtask.status) {
    case 'running':
      return oneLine(subtask.activity ?? 'asking the model');
    case 'verifying':
      return oneLine(subtask.activity ?? 'verifying');
    case 'waiting_approval':
      return `waits for approval${note === '' ? '' : `: ${note}`}`;
    case 'pending':
      if (subtask.attempt > 0) return `goes again${note === '' ? '' : `: ${note}`}`;
      return subtask.dependsOn.length > 0
        ? `after ${subtask.dependsOn.map(oneLine).join(', ')}`
        : oneLine(subtask.description);
    case 'failed':
    case 'blocked':
    case 'skipped':
      return note === '' ? subtask.status : note;
    case 'completed':
      return oneLine(subtask.description);
  }
}
