import type { Params } from './database.js';

const equal = (columns: Params): string[] => Object.keys(columns).map((name) => `${name} = @${name}`);

/** `INSERT` of the given columns. Names of columns are Loom's own, never anybody's input. */
export function insertInto(table: string, columns: Params): string {
  const names = Object.keys(columns);
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;
}

/** `UPDATE` of the given columns in the row with this key. */
export const updateOf = (table: string, columns: Params, key: Params): string =>
  `UPDATE ${table} SET ${equal(columns).join(', ')} WHERE ${equal(key).join(' AND ')}`;
