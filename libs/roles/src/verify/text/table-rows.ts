/* Rows of Markdown's tables that lack a cell. Pure, linear. */

const HEAD_END = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;
const ROW = /^\s*\|.*\|\s*$/;
const SPEAKS_OF_RAGGED = /\b(?:ragged|broken|malformed|invalid|uneven|merged?|span\w*)\b/i;
const cellsOf = (row: string): number => row.trim().replace(/\\\|/g, '').split('|').length - 2;

/** A row that is new and shorter than the head, where all others are as long; null where there is none. */
export function shortRow(path: string, text: string, before: string | null, asked: string): string | null {
  if (!/\.(?:md|markdown|mdx)$/i.test(path) || SPEAKS_OF_RAGGED.test(asked)) return null;
  const old = new Set(before?.split('\n'));
  const lines = text.split('\n');
  let isFenced = false;
  let end = 0;
  for (const [at, line] of lines.entries()) {
    if (at < end) continue;
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    if (isFenced || !HEAD_END.test(line) || !ROW.test(lines[at - 1] ?? '')) continue;
    const wanted = cellsOf(line);
    end = at + 1;
    while (end < lines.length && ROW.test(lines[end] ?? '')) end++;
    const rows = lines.slice(at + 1, end);
    const short = rows.filter((row) => cellsOf(row) < wanted);
    const [first] = short.filter((row) => !old.has(row));
    if (first !== undefined && short.length < rows.length && short.every((row) => !old.has(row)))
      return `a row of its table has ${cellsOf(first)} cells, and the head has ${wanted}: ${first.trim().slice(0, 80)}`;
  }
  return null;
}
