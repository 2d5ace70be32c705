import type { Dialect } from '../dialects/dialect.js';
import type { Clocks } from './clocks.js';

/** Values of the `@names` in a statement. */
export type Params = Readonly<Record<string, unknown>>;

/** Statements that are sent one after the other. Whole numbers come back as numbers, whatever the column's width. */
export interface Sql {
  all<T>(text: string, params?: Params): Promise<T[]>;
  /** The first row. */
  one<T>(text: string, params?: Params): Promise<T | undefined>;
  /** How many rows were written. */
  run(text: string, params?: Params): Promise<number>;
}

/**
 * A database that is open. Failures of its own come as `DatabaseFailed`.
 *
 * The work given to `write` may be done more than once, until it is committed: it touches nothing but the database. It
 * sees what was committed before each of its statements; what it decides on is locked first (`Connection.change`).
 */
export abstract class Database {
  abstract readonly dialect: Dialect;
  /** Where it is, as a log may say it: a file, or server and name. */
  abstract readonly place: string;
  /** `now` is the same for every process that shares the database. */
  abstract readonly clocks: Clocks;
  /** All of `work` or nothing. */
  abstract write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Reads of one moment, though others write. */
  abstract read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Single statements, each a transaction of its own. */
  abstract readonly lone: Sql;
  abstract close(): Promise<void>;
}
