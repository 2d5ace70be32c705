import type { Problem } from '../problem.js';

/* What a goal does with the lines of a text. */

export type Step =
  /** `words`: the first letter of each; `lines`: the first letter of each line. */
  | { readonly of: 'case'; readonly as: 'upper' | 'lower' | 'title' | 'words' | 'lines' }
  /** No blank line is left; `squeezed`: no two together. */
  | { readonly of: 'blank'; readonly squeezed: boolean }
  /** No blanks are left where lines begin, or end. */
  | { readonly of: 'edges'; readonly at: 'start' | 'end' | 'both' }
  /** Each line begins with its number. */
  | { readonly of: 'numbers'; readonly first: number | null }
  | { readonly of: 'affix'; readonly at: 'start' | 'end'; readonly text: string }
  /** `ordered`: what is left stands in the order it stood in. */
  | { readonly of: 'unique'; readonly folded: boolean; readonly ordered?: true }
  | {
      readonly of: 'sorted';
      readonly noun: 'line' | 'name' | 'word';
      /** Null = as whoever does it likes. */
      readonly by: 'alphabet' | 'number' | 'length' | null;
      readonly down: boolean;
    }
  | { readonly of: 'reversed' }
  | { readonly of: 'shuffled' }
  | { readonly of: 'part'; readonly keeps: boolean; readonly at: 'first' | 'last'; readonly n: number }
  /** `at`: where in the line the text stands. */
  | {
      readonly of: 'matching';
      readonly keeps: boolean;
      readonly text: string;
      readonly at: 'start' | 'end' | 'anywhere';
    }
  /** Every second line; `isSecond`: counted so that the first one stays where they go. */
  | { readonly of: 'stride'; readonly keeps: boolean; readonly isSecond: boolean }
  | { readonly of: 'dropped'; readonly at: Place }
  | { readonly of: 'swapped'; readonly one: Place; readonly other: Place }
  /** A line of its own beside another, or beside each. */
  | { readonly of: 'inserted'; readonly text: string; readonly isBehind: boolean; readonly at: Place | 'each' }
  /** `text`: the whole line; null = the one at `from`. */
  | { readonly of: 'moved'; readonly text: string | null; readonly from: Place; readonly isToTop: boolean }
  | { readonly of: 'figures'; readonly change: Change }
  | { readonly of: 'endings'; readonly as: 'CRLF' | 'LF' }
  /** Null = as whatever it is in. */
  | { readonly of: 'encoding'; readonly from: Encoding | null; readonly to: Encoding };

/** Counted from 1. */
export type Place = number | 'last';
export type Encoding = 'utf8' | 'latin1' | 'utf16';

/** What is done to each number. */
export type Change =
  | { readonly by: 'rounding'; readonly digits: number }
  /** Times `factor`, then plus `summand`. */
  | { readonly by: 'scaling'; readonly factor: number; readonly summand: number };

export type StepOf<K extends Step['of']> = Extract<Step, { readonly of: K }>;

/** What stands round lines, and is taken off where something else is looked at. */
export const WRAPS: ReadonlySet<Step['of']> = new Set(['affix', 'numbers'] as const);

/** The lines of a file as a law looks at them. */
export interface Seen {
  readonly path: string;
  /** Null = nobody knows what was, or how much of it was to stay. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[];
  /** As it stands in the file. */
  readonly text: string;
  /** What else is done to the file. */
  readonly others: ReadonlySet<Step['of']>;
}

/** How the lines that were there come together again. */
export type Arrangement =
  | 'as it was'
  /** In any order. */
  | 'any'
  /** In any order, and of several that are alike one is enough. */
  | 'once';

/** One transformation: how goals speak of it, what it leaves as it is, and what it brings about. */
export interface Law<S extends Step> {
  /** Patterns of an order in canonical words; see `words.ts`. */
  readonly forms: readonly string[];
  /** Null where it is not certain after all. `quoted`: what a token for a quotation stands for. */
  readonly read: (match: RegExpExecArray, quoted: (token: string) => string) => S | null;
  /** Conservation: a line as it is the same before and after. */
  readonly key?: (step: S, line: string, side: 'before' | 'after') => string;
  /** Conservation: which of the lines are to be left, by each reading; what is in their place counts. */
  readonly left?: (step: S, lines: readonly string[], path: string) => readonly (readonly string[])[];
  readonly arrangement?: Arrangement;
  /** Blank lines may go. */
  readonly letsBlanksGo?: true;
  /** What holds afterwards; undefined = nobody can tell. */
  readonly effect: (step: S, seen: Seen) => Problem;
}
