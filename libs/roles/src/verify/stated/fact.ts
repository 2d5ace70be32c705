import type { Depth } from './depth.js';
import type { Step } from './laws/step.js';

/* What a text states of files. Paths are as the text names them. */

export type Fact =
  /** To be made. */
  | { readonly kind: 'made'; readonly path: string }
  | { readonly kind: 'in_folder'; readonly path: string; readonly folder: string }
  | { readonly kind: 'gone'; readonly path: string }
  /** May not go. */
  | { readonly kind: 'there'; readonly path: string }
  /** May not change in any way. */
  | { readonly kind: 'untouched'; readonly path: string }
  /** One of them has to change; `beside`: or there is a new file of its name. */
  | { readonly kind: 'changed'; readonly paths: readonly string[]; readonly beside?: true }
  /**
   * `fitted`: more is asked for, so that what it holds may be another text; `refilled`: another file takes its place.
   */
  | {
      readonly kind: 'moved';
      readonly from: string;
      readonly to: string;
      readonly fitted?: true;
      readonly refilled?: true;
    }
  | { readonly kind: 'copied'; readonly from: string; readonly to: string; readonly fitted?: true }
  /** Nothing but this, blanks round it aside. */
  | { readonly kind: 'content'; readonly path: string; readonly text: string }
  | { readonly kind: 'holds'; readonly path: string; readonly text: string }
  /** A file that is new holds it, as far as capitals say nothing. */
  | { readonly kind: 'quoted'; readonly path: string; readonly text: string }
  /** A line that is new; `at` says where, as far as the text does, `times` how often, where that is not once. */
  | {
      readonly kind: 'added';
      readonly path: string;
      readonly text: string;
      readonly at: 'start' | 'end' | null;
      readonly times?: number;
    }
  /** Lines that stand in the order they are named in. */
  | { readonly kind: 'in_order'; readonly path: string; readonly texts: readonly string[] }
  /** No line that was there is lost. */
  | { readonly kind: 'grows'; readonly path: string; readonly at: 'start' | 'end' | null }
  /** A line beside another one; `next`: with nothing between them. */
  | {
      readonly kind: 'placed';
      readonly path: string;
      readonly text: string;
      readonly anchor: string;
      readonly side: 'before' | 'after';
      readonly next: boolean;
    }
  /** Of the places of `from` only the first one has changed. */
  | { readonly kind: 'first_replaced'; readonly path: string; readonly from: string; readonly to: string }
  | { readonly kind: 'endings'; readonly path: string; readonly of: 'CRLF' | 'LF' }
  /** Whether the text ends with a line break. */
  | { readonly kind: 'last_break'; readonly path: string; readonly wanted: boolean }
  /** A translation has the headings of its original. */
  | { readonly kind: 'outline'; readonly path: string }
  | { readonly kind: 'lacks'; readonly path: string; readonly text: string }
  /** Code defines no such name any more. */
  | { readonly kind: 'undefined'; readonly path: string; readonly name: string }
  /** `from` stands in the file no more; `one`: at one place, wherever that is. */
  | {
      readonly kind: 'replaced';
      readonly path: string;
      readonly from: string;
      readonly to: string;
      readonly one?: true;
      /** Called a word: a part of a longer one is none. */
      readonly word?: true;
    }
  | {
      readonly kind: 'setting';
      readonly path: string;
      /** As the text calls it: a name, or words about it. */
      readonly key: string;
      readonly value: string;
      /** Whether the value was written as a text is, in quotation marks. */
      readonly quoted: boolean;
      readonly from: string | null;
    }
  /** A key of the group of settings of that name; null = whatever its value is. */
  | {
      readonly kind: 'in_group';
      /** It is to be there from now on; what is set may be called otherwise. */
      readonly isNew?: true;
      readonly path: string;
      readonly group: string;
      readonly key: string;
      readonly value: string | null;
    }
  | {
      readonly kind: 'items';
      readonly path: string;
      readonly of: 'lines' | 'rows' | 'items' | 'words';
      readonly least: number;
      readonly most: number;
      readonly header: boolean;
    }
  | {
      readonly kind: 'numbers';
      readonly path: string;
      readonly from: number;
      readonly to: number;
      readonly perLine: boolean;
    }
  | {
      readonly kind: 'names';
      readonly path: string;
      readonly names: readonly string[];
      readonly of: 'code' | 'keys' | 'columns';
    }
  /** The numbers stand in this order, all of them; `without`: but for these, of which there is none. */
  | {
      readonly kind: 'counted';
      readonly path: string;
      readonly from: number;
      readonly to: number;
      readonly without?: readonly number[];
    }
  /** No line that was there begins with a tab; `width`: blanks instead of each. */
  | { readonly kind: 'untabbed'; readonly path: string; readonly width?: number }
  /** A line that is a remark, or is none any more. */
  | { readonly kind: 'remark'; readonly path: string; readonly text: string; readonly wanted: boolean }
  | { readonly kind: 'key_case'; readonly path: string; readonly as: KeyCase }
  /** Patterns of a list of files to leave out cover each name. */
  | { readonly kind: 'ignored'; readonly path: string; readonly names: readonly string[] }
  | { readonly kind: 'prints'; readonly path: string; readonly text: string }
  | { readonly kind: 'executable'; readonly path: string }
  /** Its lines are what the steps make of what they were, and stand in `to`; null = where they were. */
  | {
      readonly kind: 'transformed';
      readonly path: string;
      readonly to: string | null;
      readonly steps: readonly Step[];
    }
  /** Another form of the same data. */
  | {
      readonly kind: 'converted';
      readonly from: string;
      readonly to: string;
      /** Only some of what a record holds may be wanted. */
      readonly some?: true;
    }
  /** As many records, and their numbers are those that were there, whatever else is asked of the form. */
  | {
      readonly kind: 'carried';
      readonly from: string;
      readonly to: string;
      /** Numbers may be computed anew, each of its own. */
      readonly computed?: true;
      /** It was said that the values are the same. */
      readonly same?: true;
    }
  /** The same in another language. */
  | { readonly kind: 'translated'; readonly from: string; readonly to: string }
  /** One file that holds what several held. */
  | { readonly kind: 'merged'; readonly from: readonly string[]; readonly to: string }
  /** No file of the type is left in the folder; '' = the topmost one, null = anywhere. */
  | { readonly kind: 'none_of'; readonly type: string; readonly folder: string | null; readonly depth: Depth }
  /** What is wrong is in this file. */
  | { readonly kind: 'mended'; readonly file: string }
  /** The work is on this file, or on what it uses. */
  | { readonly kind: 'worked_on'; readonly file: string }
  /** It is there, and holds nothing. */
  | { readonly kind: 'emptied'; readonly file: string }
  /** Each holds what the other one held. */
  | { readonly kind: 'swapped'; readonly one: string; readonly other: string }
  /** A folder has another name, and all that was in it. */
  | { readonly kind: 'folder_renamed'; readonly before: string; readonly after: string }
  /** Every file of the type, or every one at all, of a folder is in another one. */
  | { readonly kind: 'folder_copied'; readonly type: string | null; readonly source: string; readonly target: string }
  /** What a folder holds, another one holds too; `exact`: as it is. */
  | {
      readonly kind: 'tree_copied';
      readonly source: string;
      readonly target: string;
      /** Whether it may be in one of its own name there instead: in any case, or where the other one was there. */
      readonly beneath: 'never' | 'if there' | 'always';
      readonly exact: boolean;
    }
  /** Every file of the type is in the folder. */
  | { readonly kind: 'gathered'; readonly type: string; readonly folder: string }
  /** Code that stands in another file from now on. */
  | { readonly kind: 'code_moved'; readonly name: string; readonly source: string; readonly target: string }
  /** No code uses the old name any more. */
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  /** Of what stood in files within reach nothing is left: calls in code, names in code, remarks, texts, whole lines. */
  | {
      readonly kind: 'swept';
      readonly text: string;
      readonly as: 'code' | 'name' | 'remark' | 'text' | 'line' | 'start';
      /** What stands there instead; null = nothing. */
      readonly to: string | null;
      readonly reach: Reach;
    };

export type KeyCase = 'snake_case' | 'camelCase' | 'kebab-case' | 'PascalCase';

/** Facts of one kind, or of some. */
export type FactOf<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

/** Files that something is said of. */
export interface Reach {
  /** These alone, where there are any. */
  readonly paths: readonly string[];
  /** Endings; none = files of every kind. */
  readonly types: readonly string[];
  readonly folder: string | null;
  /** Whether subfolders are left out. */
  readonly isTop?: true;
}

export interface Stated {
  readonly facts: readonly Fact[];
  /** Every file the text names. */
  readonly files: readonly string[];
  /** What no phrase has understood. */
  readonly rest: string;
  /** Whether nothing of the text was left that could ask for more. */
  readonly isWhole: boolean;
  /** "Only", "nothing else": no file but those named may change. */
  readonly isOnly: boolean;
}

/** Every file that a fact speaks of by its name. */
export function pathsOf(fact: Fact): string[] {
  const all = fact as Readonly<Record<string, unknown>>;
  const named = ['path', 'from', 'to', 'file', 'one', 'other', 'source', 'target'].map((key) => all[key]);
  const reach = fact.kind === 'swept' ? fact.reach.paths : [];
  const several = fact.kind === 'changed' ? fact.paths : fact.kind === 'merged' ? fact.from : reach;
  return [...named.filter((path) => typeof path === 'string'), ...several];
}

/** Facts that are about the way from how the files were, as opposed to how they are in the end. */
export const isOfTheWay = ({ kind }: Fact): boolean => OF_THE_WAY.has(kind);
const OF_THE_WAY: ReadonlySet<Fact['kind']> = new Set([
  ...(['there', 'untouched', 'changed', 'grows', 'first_replaced', 'outline'] as const),
]);
/** Facts about every file there is, or about all of the work: whoever does a part of it cannot meet them. */
export const isOfTheTree = (fact: Fact): boolean =>
  OF_THE_TREE.has(fact.kind) || (fact.kind === 'swept' && fact.reach.paths.length === 0);
const OF_THE_TREE: ReadonlySet<Fact['kind']> = new Set([
  'quoted' as const,
  ...(['none_of', 'renamed', 'mended', 'worked_on', 'emptied', 'swapped', 'gathered', 'code_moved'] as const),
  ...(['folder_renamed', 'folder_copied', 'tree_copied'] as const),
]);
