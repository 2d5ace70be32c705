import type { Sql } from '../sql/database.js';

/** What an entry of the memory is found by. */
export interface IndexedText {
  readonly seq: number;
  readonly summary: string;
  readonly detail: string;
  /** A JSON list. */
  readonly tags: string;
}

/** Full-text search over `memory`: ranked, stems of words, accents aside, the beginning of a word counts. */
export interface FullText {
  index(sql: Sql, text: IndexedText): Promise<void>;
  /** `SELECT m.*, score FROM …`, the higher the better, where `m` is `memory` and `@match` the query. */
  readonly found: string;
  /** The condition that goes with it. */
  readonly matches: string;
  /** A query for any of the words, made of letters and digits alone. */
  readonly anyOf: (words: readonly { readonly text: string; readonly isPrefix: boolean }[]) => string;
}

/**
 * Where the two databases differ in what is asked of them. Everything else is said once, in SQL that both understand.
 */
export interface Dialect {
  /** Keeps others from writing to the task until the transaction ends; null where any write keeps everybody out. */
  readonly lockTask: string | null;
  /** Ends a SELECT of rows to be taken: passes over those that somebody else is taking. */
  readonly takeable: string;
  /** A table with the column `value` of what is in a JSON list of strings. */
  elements(list: string): string;
  readonly fullText: FullText;
  /** `SELECT … AS bytes`: what the database takes on its disk. */
  readonly size: string;
}
