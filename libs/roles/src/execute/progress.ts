import type { ToolCall } from '#domain';
import { keyOf, Repetition, type Repeated } from './repetition.js';

/** What a call's outcome says about the way the attempt takes. */
export interface Step {
  /** What the model is told beside the result; null when there is nothing to say. */
  readonly remark: string | null;
  /** Why the attempt is given up; null when it goes on. */
  readonly stuck: string | null;
  /** Of one that is given up: whether it did nothing any more, so that what it has done may be all there is to do. */
  readonly idle?: boolean;
}

export interface Seen {
  readonly call: ToolCall;
  readonly success: boolean;
  /** The result as the model sees it. */
  readonly content: string;
  /** Tree of the files after the call; null when the call could not change them. */
  readonly tree: string | null;
  /** What equal calls are compared on: see `Repetition`. */
  readonly looksAt: string | null;
}

/** Steps in a row that only lead to states the files were in before. */
const CIRCLE = { warned: 3, stuck: 6 } as const;
/** Failures of one kind without any success in between. */
const SAME_ERROR = { warned: 4, stuck: 8 } as const;
const MOST_STATES = 500;

/**
 * Tells work from going in circles, by what is: equal calls with equal results, files that come back to where they
 * were, errors of one kind whatever the arguments. Asking again for what changes meanwhile is no circle.
 */
export class Progress {
  private readonly repetition = new Repetition();
  private readonly states = new Set<string>();
  private lastState: string | null = null;
  private backInARow = 0;
  private readonly errors = new Map<string, number>();
  private readonly succeeded = new Set<string>();

  note(seen: Seen): Step {
    const { call, content, looksAt } = seen;
    const circle = this.circle(seen.tree);
    const errors = this.sameError(seen);
    const repeated = isPolling(call) ? 'new' : this.repetition.note(call, content, looksAt);
    if (seen.success && this.succeeded.size < MOST_STATES) this.succeeded.add(keyOf(call));
    const last = errorText(content).slice(0, 300);
    const why = seen.success ? '' : `: ${last}`;
    if (repeated === 'stuck')
      return {
        ...stuck(remarkOn(repeated), `the same call of ${call.name} gave the same result five times${why}`),
        idle: seen.success || this.isDone(call),
      };
    if (circle >= CIRCLE.stuck)
      return stuck(
        BACK,
        `the attempt went round in a circle: ${circle} changes in a row by ${call.name} led back to files as they were before`,
      );
    if (errors >= SAME_ERROR.stuck)
      return stuck(UNLIKE, `${call.name} failed ${errors} times in the same way; the last: ${last}`);
    const remark = remarkOn(repeated) ?? (circle >= CIRCLE.warned ? BACK : errors >= SAME_ERROR.warned ? UNLIKE : null);
    return { remark, stuck: null };
  }

  /**
   * What succeeded once and fails now is done: an edit whose text is replaced, a file that is gone. A command may tell
   * of news.
   */
  isDone(call: ToolCall): boolean {
    return call.name !== 'shell_execute' && this.succeeded.has(keyOf(call));
  }

  /** How many changes in a row have led to states that were there before. */
  private circle(tree: string | null): number {
    if (tree === null || tree === this.lastState) return 0;
    this.lastState = tree;
    this.backInARow = this.states.has(tree) ? this.backInARow + 1 : 0;
    if (this.states.size < MOST_STATES) this.states.add(tree);
    return this.backInARow;
  }

  private sameError({ call, success, content, tree }: Seen): number {
    if (success) {
      // A look between two failures mends nothing.
      if (tree !== null) this.errors.clear();
      return 0;
    }
    const key = `${call.name} ${errorOf(content)}`;
    const times = (this.errors.get(key) ?? 0) + 1;
    this.errors.set(key, times);
    return times;
  }
}

const stuck = (remark: string | null, because: string): Step => ({ remark, stuck: because });

const BACK =
  '[Loom] The files are back where they were before: you are going round in a circle. Decide what the file must hold in the end, read it, make that one change, then call finish.';
const UNLIKE =
  '[Loom] This keeps failing in the same way. Take another way: read the file or the folder first, use another tool, or call finish with status "blocked" and say what is in the way.';

function remarkOn(repeated: Repeated): string | null {
  switch (repeated) {
    case 'new':
      return null;
    case 'told':
      return '[Loom] You made this exact call before, and its result has not changed.';
    case 'warned':
    case 'stuck':
      return '[Loom] You keep making this exact call, and its result stays the same. Your next step must be a different one: change a file, call another tool, or call finish.';
  }
}

/**
 * A command that waits before it looks asks for something that may change by itself; its turns are limited in any case.
 */
function isPolling({ name, arguments: args }: ToolCall): boolean {
  const { command } = args;
  return name === 'shell_execute' && typeof command === 'string' && /\b(?:sleep|wait|watch|timeout)\b/.test(command);
}

/** What a result says of its failure. */
export function errorText(content: string): string {
  let error = content;
  try {
    const result = JSON.parse(content) as { error?: unknown; output?: unknown };
    error = [result.error, result.output].find((part) => typeof part === 'string' && part !== '') as string;
  } catch {
    // A result that was shrunk is no JSON any more: its text will do.
  }
  return String(error);
}

/** The kind of an error: without what differs from case to case. */
const errorOf = (content: string): string =>
  errorText(content)
    .slice(0, 4000)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')
    .replace(/\d+/g, '0')
    .replace(/\w*_0\w*/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 600);
