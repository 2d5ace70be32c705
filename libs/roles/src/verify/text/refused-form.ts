import { stemOf } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import { withoutBlocks } from './without-blocks.js';

/* What no compiler takes, and what one file shows alone. Pure, linear. */

/** What is amiss in a file, where it was not amiss before; null where nothing is. `before`: null = it is new. */
export function refusedForm(path: string, text: string, before: string | null): string | null {
  const [, fault] = FAULTS.find(([name]) => name.test(path)) ?? [];
  const found = fault?.(path, text, before) ?? null;
  return found === null || (before !== null && fault?.(path, before, null) === found) ? null : found;
}

type Fault = (path: string, text: string, before: string | null) => string | null;
const FAULTS: readonly (readonly [RegExp, Fault])[] = [
  [/\.java$/, otherPublicType],
  [/\.go$/, unusedImport],
  [/\.tex$/i, openEnvironment],
  [/\.sql$/i, commaBeforeBracket],
];
export const mayBeRefused = (path: string): boolean => FAULTS.some(([name]) => name.test(path));

const OF_NO_BUILD = /(?:^|\/)(?:fixtures?|testdata|templates?|resources|snippets?)\//i;
const PUBLIC_TYPE =
  /\bpublic\s+(?:(?:final|abstract|sealed|non-sealed|strictfp)\s+)*(?:class|interface|enum|record)\s+(\w+)/g;
/** A public type of Java lies in the file of its name. */
function otherPublicType(path: string, text: string): string | null {
  const stem = stemOf(path);
  if (OF_NO_BUILD.test(path) || !/^\w+$/.test(stem)) return null;
  const { code } = partsOf(path, text);
  let [depth, at] = [0, 0];
  for (const match of code.matchAll(PUBLIC_TYPE)) {
    for (; at < match.index; at++) depth += code[at] === '{' ? 1 : code[at] === '}' ? -1 : 0;
    if (depth === 0 && match[1] !== stem)
      return `its public type ${match[1]} has to lie in ${match[1]}.java, or it does not compile`;
  }
  return null;
}

const STANDARD =
  /^(?:archive|bufio|bytes|cmp|compress|container|context|crypto|database|encoding|errors|flag|fmt|hash|html|image|io|iter|log|maps|math|mime|net|os|path|reflect|regexp|runtime|slices|sort|strconv|strings|sync|text|time|unicode)(?:\/|$)/;
const GO_IMPORT = /^[ \t]*(?:import[ \t]+)?(?:([\w.]+)[ \t]+)?"([^"\n]{1,200})"[ \t]*(?:\/\/.*)?$/gm;
/** What stands before a point. */
const usedIn = (path: string, text: string): ReadonlySet<string> =>
  new Set([...partsOf(path, text).code.matchAll(/(?<![\w.])([A-Za-z]\w*)\s{0,20}\./g)].map(([, name = '']) => name));
/** Go compiles no file that imports what it does not use. Of what is no part of Go, only what was used before. */
function unusedImport(path: string, text: string, before: string | null): string | null {
  const head = text.slice(0, /^(?:func|type|var|const)\b/m.exec(text)?.index ?? text.length);
  const [used, were] = [usedIn(path, text), before === null ? null : usedIn(path, before)];
  for (const [, alias, from = ''] of head.matchAll(GO_IMPORT)) {
    const name = alias ?? from.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? '';
    if (!/^[A-Za-z]\w*$/.test(name) || from === 'C' || used.has(name)) continue;
    const wasUsed = before?.includes(`"${from}"`) === true && were?.has(name) === true;
    if (STANDARD.test(from) || wasUsed) return `it imports "${from}" and does not use it, which does not compile`;
  }
  return null;
}

const DEFINES = /^.*\\(?:(?:re)?new(?:command|environment)|def|edef|let|NewDocument\w+)\b.*$/gm;
const VERB = /\\(?:verb|lstinline)([^\w\s])[^\n]{0,200}?\1/g;
const AS_IT_STANDS = ['verbatim', 'verbatim*', 'lstlisting', 'minted', 'Verbatim'].map(
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
