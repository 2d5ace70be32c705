import { isTaskEnded } from '#domain';
import type { ApprovalView, TaskRow, TaskView } from '../api/views.js';
import type { LiveTask } from '../live-task.js';

/** `question` is what waits for an answer: the command, or what would land. */
export const VIEWS = ['plan', 'output', 'diff', 'question'] as const;
export type View = (typeof VIEWS)[number];

/** What waits for an answer, as it was shown: by now something else may wait there. */
export interface Shown {
  readonly subtaskId: string;
  readonly hash: string;
}

/** What a person is asked for on the bottom line before something happens. */
export type Question =
  | { readonly kind: 'text'; readonly about: 'steer'; readonly label: string; readonly text: string }
  | {
      readonly kind: 'text';
      readonly about: 'reject';
      readonly of: Shown;
      readonly label: string;
      readonly text: string;
    }
  | { readonly kind: 'sure'; readonly about: 'cancel' | 'revert'; readonly label: string };

export interface TuiState {
  readonly server: string;
  readonly tasks: readonly TaskRow[];
  /** Of the chosen task; null while there is none. */
  readonly chosenId: string | null;
  readonly view: View;
  /** Lines the view is scrolled up from its end (output) or down from its start. */
  readonly scroll: number;
  readonly live: LiveTask | null;
  readonly detail: TaskView | null;
  readonly output: readonly string[];
  readonly diff: string | null;
  /** What was last fetched of what waits; an answer counts for nothing else. */
  readonly asked: ApprovalView | null;
  readonly question: Question | null;
  /** What came of the last wish, or what is wrong. */
  readonly message: { readonly text: string; readonly isError: boolean } | null;
}

export const startState = (server: string): TuiState => ({
  server,
  tasks: [],
  chosenId: null,
  view: 'plan',
  scroll: 0,
  live: null,
  detail: null,
  output: [],
  diff: null,
  asked: null,
  question: null,
  message: null,
});

export interface Key {
  /** What was typed, one character or a paste; empty for the keys below. */
  readonly text: string;
  readonly name:
    | 'up'
    | 'down'
    | 'left'
    | 'right'
    | 'page_up'
    | 'page_down'
    | 'tab'
    | 'enter'
    | 'escape'
    | 'erase'
    | 'interrupt'
    | null;
}

/** What is to be done beside what the screen shows. */
export type Wish =
  | { readonly kind: 'quit' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'choose'; readonly taskId: string }
  | { readonly kind: 'load_diff' }
  | { readonly kind: 'load_question' }
  | { readonly kind: 'approve'; readonly of: Shown }
  | { readonly kind: 'reject'; readonly of: Shown; readonly reason: string }
  | { readonly kind: 'steer'; readonly instruction: string }
  | { readonly kind: 'pause' | 'resume' | 'cancel' | 'retry' | 'revert' };

export interface Step {
  readonly state: TuiState;
  readonly wish: Wish | null;
}

const PAGE = 10;
const MOST_TEXT = 20_000;

/** One key pressed. */
export function press(state: TuiState, key: Key): Step {
  if (key.name === 'interrupt') return { state, wish: { kind: 'interrupt' } };
  if (state.question !== null) return answered(state, state.question, key);
  const quiet = { ...state, message: null };
  switch (key.name) {
    case 'up':
      return moved(quiet, -1);
    case 'down':
      return moved(quiet, 1);
    case 'page_up':
      return step({ ...quiet, scroll: scrolled(state, -PAGE) });
    case 'page_down':
      return step({ ...quiet, scroll: scrolled(state, PAGE) });
    case 'tab':
    case 'right':
      return shown(quiet, VIEWS[(VIEWS.indexOf(state.view) + 1) % VIEWS.length] ?? 'plan');
    case 'left':
      return shown(quiet, VIEWS[(VIEWS.indexOf(state.view) + VIEWS.length - 1) % VIEWS.length] ?? 'plan');
    case 'enter':
    case 'escape':
    case 'erase':
      return step(quiet);
    case null:
      return lettered(quiet, key.text);
  }
}

function lettered(state: TuiState, letter: string): Step {
  const { detail, chosenId } = state;
  switch (letter) {
    case 'q':
      return { state, wish: { kind: 'quit' } };
    case 'k':
      return moved(state, -1);
    case 'j':
      return moved(state, 1);
    case '1':
    case '2':
    case '3':
    case '4':
      return shown(state, VIEWS[Number(letter) - 1] ?? 'plan');
  }
  if (detail === null || chosenId === null) return step(state);
  const ended = isTaskEnded(detail.status);
  const waits = waitingIn(state);
  switch (letter) {
    case 'a':
      if (waits === null) return told(state, 'Nothing waits for approval here.');
      if (state.view !== 'question') return shown({ ...state, message: LOOK }, 'question');
      if (state.asked?.hash !== waits.hash) return { state, wish: { kind: 'load_question' } };
      return { state: { ...state, view: 'plan', scroll: 0 }, wish: { kind: 'approve', of: shownOf(waits) } };
    case 'x':
      if (waits === null) return told(state, 'Nothing waits for approval here.');
      return asked(state, {
        ...{ kind: 'text', about: 'reject', of: shownOf(waits) },
        ...{ label: `Why not ${waits.subtask_id}?`, text: '' },
      });
    case 's':
      if (ended) return told(state, 'The task has ended.');
      return asked(state, { kind: 'text', about: 'steer', label: 'Tell it:', text: '' });
    case 'p':
      if (ended) return told(state, 'The task has ended.');
      return { state, wish: { kind: detail.status === 'paused' ? 'resume' : 'pause' } };
    case 'c':
      if (ended) return told(state, 'The task has ended.');
      return asked(state, { kind: 'sure', about: 'cancel', label: 'Stop this task for good? What has landed stays.' });
    case 't':
      if (detail.status !== 'failed') return told(state, 'Only a failed task is retried.');
      return { state, wish: { kind: 'retry' } };
    case 'r':
      if (!ended && !isTaskEnded(state.live?.status ?? detail.status))
        return told(state, 'The task still runs: c cancels it, then r takes its changes back.');
      return asked(state, { kind: 'sure', about: 'revert', label: 'Take back all that this task changed?' });
    default:
      return step(state);
  }
}

function answered(state: TuiState, question: Question, key: Key): Step {
  const done = { ...state, question: null };
  if (key.name === 'escape') return step(done);
  if (question.kind === 'sure') {
    if (/^y$/i.test(key.text)) return { state: done, wish: { kind: question.about } };
    return step(done);
  }
  if (key.name === 'enter') {
    const text = question.text.trim();
    if (text === '') return step(done);
    if (question.about === 'steer') return { state: done, wish: { kind: 'steer', instruction: text } };
    return { state: done, wish: { kind: 'reject', of: question.of, reason: text } };
  }
  const text =
    key.name === 'erase'
      ? [...question.text].slice(0, -1).join('')
      : question.text + (key.name === null ? key.text : '');
  return asked(state, { ...question, text: text.slice(0, MOST_TEXT) });
}

/** The step of the chosen task that a person has to decide on first. */
export const waitingIn = ({ detail }: TuiState): TaskView['pending_approvals'][number] | null =>
  detail?.pending_approvals[0] ?? null;

const shownOf = ({ subtask_id, hash }: TaskView['pending_approvals'][number]): Shown => ({
  subtaskId: subtask_id,
  hash,
});

const step = (state: TuiState): Step => ({ state, wish: null });
const told = (state: TuiState, text: string): Step => step({ ...state, message: { text, isError: false } });
const asked = (state: TuiState, question: Question): Step => step({ ...state, question });

function moved(state: TuiState, by: number): Step {
  const at = state.tasks.findIndex((task) => task.task_id === state.chosenId);
  const next = state.tasks[Math.min(state.tasks.length - 1, Math.max(0, at + by))];
  if (next === undefined || next.task_id === state.chosenId) return step(state);
  return { state: chosen(state, next.task_id), wish: { kind: 'choose', taskId: next.task_id } };
}

export const chosen = (state: TuiState, taskId: string): TuiState => ({
  ...state,
  chosenId: taskId,
  // Another task has another question, or none: its plan says which.
  view: state.view === 'question' && taskId !== state.chosenId ? 'plan' : state.view,
  scroll: 0,
  live: null,
  detail: null,
  output: [],
  diff: null,
  asked: null,
});

const LOOK = { text: 'This is what waits: a again approves it.', isError: false };

const LOAD = { diff: { kind: 'load_diff' }, question: { kind: 'load_question' } } as const;

const shown = (state: TuiState, view: View): Step => ({
  state: { ...state, view, scroll: 0 },
  wish: state.chosenId === null ? null : view === 'diff' ? LOAD.diff : view === 'question' ? LOAD.question : null,
});

/** Output is read from its end: up is further back. */
function scrolled({ view, scroll }: TuiState, by: number): number {
  return Math.max(0, scroll + (view === 'output' ? -by : by));
}
