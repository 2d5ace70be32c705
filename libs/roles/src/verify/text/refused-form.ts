import { partsOf } from '../stated/code-of.js';
import { withoutBlocks } from './without-blocks.js';

/* What no compiler takes, and what one file shows alone. Pure, linear. */

/** What is amiss in a file, where it was not amiss before; null where nothing is. `before`: null = it is new. */
export function refusedForm(path: string, text: string, before: string | null): string | null {
  const [, fault] = FAULTS.find(([name]) => name.test(path)) ?? [];
  const found = fault?.(path, text) ?? null;
  return found === null || (before !== null && fault?.(path, before) === found) ? null : found;
}

type Fault = (path: string, text: string) => string | null;
const FAULTS: readonly (readonly [RegExp, Fault])[] = [
  [/\.tex$/i, openEnvironment],
  [/\.sql$/i, (path, text) => commaBeforeBracket(path, text) ?? valuesWithoutColumn(path, text)],
];
export const mayBeRefused = (path: string): boolean => FAULTS.some(([name]) => name.test(path));

const DEFINES = /^.*\\(?:(?:re)?new(?:command|environment)|def|edef|let|NewDocument\w+)\b.*$/gm;
const VERB = /\\(?:verb|lstinline)([^\w\s])[^\n]{0,200}?\1/g;
export const AS_IT_STANDS = ['verbatim', 'verbatim*', 'lstlisting', 'minted', 'Verbatim'].map(
  (name) => [`\\begin{${name}}`, `\\end{${name}}`] as const,
);
/** An environment of LaTeX that is opened more often than it is ended, or the other way round. */
function openEnvironment(_path: string, text: string): string | null {
  const bare = withoutBlocks(text, AS_IT_STANDS)
    .replace(VERB, ' ')
    .replace(/(?<!\\)%.*$/gm, '')
    .replace(DEFINES, ' ');
  const counts = new Map<string, number>();
  for (const [, what, name = ''] of bare.matchAll(/\\(begin|end)\{([^{}\n]{1,60})\}/g))
    counts.set(name, (counts.get(name) ?? 0) + (what === 'begin' ? 1 : -1));
  // The document itself may begin in one file and end in another.
  const odd = [...counts].find(([name, count]) => count !== 0 && name !== 'document');
  if (odd === undefined) return null;
  return odd[1] > 0 ? `its environment ${odd[0]} is never ended` : `its environment ${odd[0]} is ended and never begun`;
}

/** Dialects that take one, and texts that are still to be filled in. */
const TAKES_COMMA = /\b(?:INT64|FLOAT64|BIGNUMERIC|STRUCT<|ARRAY<|duckdb|bigquery|snowflake|clickhouse)|\{\{|\{%/i;
const MADE = /\bcreate\s+(?:\w+\s+){0,3}table\s+(?:if\s+not\s+exists\s+)?[\w.`"[\]]{1,100}\s*\(/i;
/** A comma behind the last column of a table. */
function commaBeforeBracket(path: string, text: string): string | null {
  if (TAKES_COMMA.test(text)) return null;
  const { code } = partsOf(path, withoutBlocks(text, [['/*', '*/']]));
  for (const statement of code.split(';')) {
    const head = MADE.exec(statement);
    if (head !== null && /,\s*\)/.test(statement.slice(head.index + head[0].length)))
      return 'a comma stands behind the last column of a table';
  }
  return null;
}

const INSERTS = /\binsert\s+(?:or\s+\w+\s+)?into\s+[\w.`"[\]]{1,100}\s*\(([^()]{1,2000})\)\s*values\s*(?=\()/i;
/** Rows that are inserted with more or fewer values than there are columns. */
function valuesWithoutColumn(path: string, text: string): string | null {
  if (TAKES_COMMA.test(text)) return null;
  const { code } = partsOf(path, withoutBlocks(text, [['/*', '*/']]));
  for (const statement of code.split(';')) {
    const head = INSERTS.exec(statement);
    if (head === null) continue;
    const columns = (head[1] ?? '').split(',').length;
    let [depth, values] = [0, 1];
    for (let at = head.index + head[0].length; at < statement.length; at++) {
      const sign = statement[at] ?? '';
      if (depth === 0 && !/[\s,(]/.test(sign)) break;
      if (sign === '(' && ++depth === 1) values = 1;
      else if (sign === ',' && depth === 1) values++;
      else if (sign === ')' && --depth === 0 && values !== columns)
        return `a row has ${values} values for ${columns} columns`;
    }
  }
  return null;
}
