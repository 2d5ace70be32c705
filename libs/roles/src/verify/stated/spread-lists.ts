import { FILE } from './masked-text.js';

/* A list of files under an order, with the order at each of them. Pure, linear. */

/** What is done to each file by itself. */
const ONE_BY_ONE =
  '(?:delete|remove|erase|rename|move|copy|duplicate|update|edit|change|modify|rewrite|refactor|reformat|extend|empty|clear|truncate|convert|translate|annotate|document|leave|keep|make|add|insert|append|prepend|set)';
const ORDER = new RegExp(
  `^(\\s*(?:#{1,6}\\s+)?(?:[^⟦\\n]{0,200}[.!]\\s+)?(?:please\\s+|then\\s+|also\\s+|now\\s+|and\\s+){0,2}(?:(?:do\\s+not|don['’]t|never|you\\s+must\\s+not|must\\s+not)\\s+(?:\\w+\\s+){0,2}?\\w+|${ONE_BY_ONE})\\b[^:\\n]{0,150}?)\\b(?:(?:all\\s+(?:of\\s+)?)?(?:these|the\\s+following)(?:\\s+\\w+)?\\s+(?:files?|scripts?|modules?|documents?|pages?|ones)|(?:all\\s+of\\s+)?these|the\\s+following|(?:the\\s+)?files)\\b([^:\\n]{0,80}):\\s*$`,
  'i',
);
const TAKES_SEVERAL =
  /(?:^|\s)(?:delete|remove|erase|empty|truncate|copy|move|make|leave|keep|do\s+not|don['’]t|never)\b/i;
/** The verb alone, with nothing that the files could be only a place of. */
const BARE = new RegExp(`^\\s*(?:please\\s+)?${ONE_BY_ONE}(?=\\s*:\\s*$)`, 'i');
const ITEM = new RegExp(`^\\s*(?:(?:[-*•]|\\d{1,3}[.)])\\s+)?(${FILE})(.*)$`, 'u');
const ARROW = /^\s*(?:->|=>|→|⇒)\s*(?=⟦F)/;
/** "a.txt: what is to be done with it" is an order of its own. */
const HAS_OWN = /^\s*[:(–—-]\s*\S/;
/** What takes part of a file, or looks for something that need not be in each. */
const OF_A_PART =
  /\b(?:from|in|inside|within|across|of|for|without|about|using|with|that|which|who|by|as|between)\s*$|\b(?:any|where|if|when|unless|needed|necessary|unused)\b/i;

/** A masked text in which each file of a list has its order beside it. */
export function spreadLists(text: string): string {
  const lines = text.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const order = partsOf(line);
    let next = at + 1;
    while (order !== null && next < lines.length && next < at + 3 && (lines[next] ?? '').trim() === '') next++;
    const items: { readonly file: string; readonly rest: string }[] = [];
    for (let i = next; order !== null && i < lines.length; i++) {
      const item = ITEM.exec(lines[i] ?? '');
      if (item === null) break;
      items.push({ file: item[1] ?? '', rest: (item[2] ?? '').replace(ARROW, ' to ') });
    }
    if (order === null || items.length === 0 || items.some(({ rest }) => HAS_OWN.test(rest))) {
      out.push(line);
      continue;
    }
    const [before, after] = order;
    const put = (list: string): string => `${before} ${list} ${after}`.trim();
    // Of some orders several files are understood at once, and then nothing follows that could belong to one alone.
    if (TAKES_SEVERAL.test(before) && items.every(({ rest }) => rest.trim() === ''))
      out.push(put(items.map(({ file }) => file).join(', ')));
    else out.push(...items.map(({ file, rest }) => put(`${file}${rest}`)));
    at = next + items.length - 1;
  }
  return out.join('\n');
}

function partsOf(line: string): [string, string] | null {
  if (line.includes('⟦F') && !/⟦F\d+⟧[^⟦]*$/.test(line)) return null;
  const bare = BARE.exec(line)?.[0];
  if (bare !== undefined) return [bare.trim(), ''];
  const [, before = '', after = ''] = ORDER.exec(line) ?? [];
  return before === '' || OF_A_PART.test(before.trim()) ? null : [before.trim(), after.trim()];
}
