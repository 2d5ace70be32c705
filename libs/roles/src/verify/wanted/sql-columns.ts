import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';

/* A column that was to be added to one table, and stands in another one. */

const WORD = '["`\'[]?([A-Za-z_]\\w{0,60})["`\'\\]]?';
const ADDS = new RegExp(
  `\\badd(?:s|ing)?\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:column\\s+${WORD}|${WORD}\\s+column)\\b[^.;\\n]{0,80}?\\b(?:to|in)\\s+(?:the\\s+)?(?:table\\s+${WORD}|${WORD}\\s+table)\\b`,
  'gi',
);
const OTHER_TABLES = /\b(?:tables|each|every|all|both|rename|move|index)\b/i;
const TABLE = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w.`"[\]]{1,80})\s*\((.*)/is;
const ALTER = /\balter\s+table\s+(?:if\s+exists\s+|only\s+){0,2}([\w.`"[\]]{1,80})\s+(.*)/is;
const nameOf = (given: string): string =>
  given
    .replace(/["`[\]]/g, '')
    .replace(/^.*\./, '')
    .toLowerCase();

/** Tables that have a column, as a text makes or alters them. Pure. */
export function tablesWith(column: string, text: string): Set<string> {
  const inTable = new RegExp(`(?:^|[,(])\\s*["\`[]?${column}["\`\\]]?\\s+\\w`, 'i');
  const added = new RegExp(
    `\\badd\\s+(?:column\\s+)?(?:if\\s+not\\s+exists\\s+)?["\`[]?${column}["\`\\]]?\\s+\\w`,
    'i',
  );
  const statements = text.replace(/--.*$/gm, ' ').split(';');
  return new Set(
    statements.flatMap((statement) => {
      const [, made = '', body = ''] = TABLE.exec(statement) ?? [];
      const [, altered = '', rest = ''] = ALTER.exec(statement) ?? [];
      return [...(inTable.test(body) ? [nameOf(made)] : []), ...(added.test(rest) ? [nameOf(altered)] : [])];
    }),
  );
}

export async function columnsInPlace(files: FilesView, told: string): Promise<CheckResult[]> {
  if (OTHER_TABLES.test(told)) return [];
  const wanted = [...told.matchAll(ADDS)].map(([, a, b, c, d]) => ({
    column: a ?? b ?? '',
    table: (c ?? d ?? '').toLowerCase(),
  }));
  const faults: string[] = [];
  for (const { column, table } of wanted) {
    const [got, had] = [new Set<string>(), new Set<string>()];
    for (const { path, operation } of files.changes) {
      if (operation === 'delete' || !/\.sql$/i.test(path)) continue;
      for (const one of tablesWith(column, (await files.text(path)) ?? '')) got.add(one);
      for (const one of tablesWith(column, (operation === 'create' ? '' : await files.before(path)) ?? ''))
        had.add(one);
    }
    const other = [...got].find((one) => !had.has(one));
    if (other !== undefined && !got.has(table))
      faults.push(`the column ${column} was to be added to ${table}, and stands in ${other}`);
  }
  return faults.length === 0 ? [] : [{ name: 'columns', passed: false, detail: faults.join('; ') }];
}
