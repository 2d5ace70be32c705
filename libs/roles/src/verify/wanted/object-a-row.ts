import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';
import { rowsOf, valueOf } from '../stated/records.js';

/* "people.csv into people.json: an array with one object for each row": there are as many objects as rows. */

const FOR_EACH =
  /\b(?:an?|one)\s+(?:object|entry|element|item|record)\s+(?:for|per)\s+(?:(?:each|every)\s+)?(?:data\s+)?(?:row|record|line)(?=\s*(?:[,.;:)]|$|of\s+⟦F|in\s+⟦F|and\b|with\s+the\s+(?:fields?|keys?)\b))/i;
/** By these there may be fewer, or more. */
const OTHERWISE =
  /\b(?:only|where|who(?:se)?|which|filter\w*|exclud\w*|without|skip\w*|except\w*|remov\w*|drop\w*|ignor\w*|omit\w*|group\w*|nest\w*|dedup\w*|uniq\w*|distinct|duplicat\w*|empty|blank|invalid|valid\w*|limit\w*|first|last|top|sample|select\w*|split\w*|merg\w*|join\w*|if|unless|but|scripts?|programs?|functions?|tools?|commands?)\b/i;

export interface Converted {
  readonly from: string;
  readonly to: string;
}

/** Pure. */
export function objectsWanted(told: string): Converted | null {
  const { files, text } = mask(told);
  if (!FOR_EACH.test(text) || OTHERWISE.test(text)) return null;
  const named = (kind: RegExp): string[] => [...new Set(files.filter((path) => kind.test(path)))];
  const [[from, ...tables], [to, ...others]] = [named(/\.[ct]sv$/i), named(/\.json$/i)];
  return from === undefined || to === undefined || tables.length + others.length > 0 ? null : { from, to };
}

/** How many objects a list of them holds that is all there is, or the only list; null where there is none. Pure. */
export function objectsIn(text: string): number | null {
  const root = valueOf('json', text);
  const lists = Array.isArray(root) ? [root] : Object.values(root ?? {}).filter(Array.isArray);
  return lists.length === 1 ? (lists[0]?.length ?? null) : null;
}

/** `told`: the user's words. */
export async function anObjectForEachRow(files: FilesView, told: string): Promise<CheckResult[]> {
  const wanted = objectsWanted(told);
  if (wanted === null) return [];
  const [from, ...sources] = files.meant(wanted.from);
  const [to, ...more] = files.meant(wanted.to);
  if (from === undefined || to === undefined || sources.length + more.length > 0) return [];
  if (files.isChanged(from) || !files.isChanged(to)) return [];
  const table = rowsOf((await files.text(from)) ?? '', /\.tsv$/i.test(from) ? '\t' : null);
  const rows = table?.filter((row) => row.some((cell) => cell.trim() !== '')).length ?? 0;
  const count = objectsIn((await files.text(to)) ?? '');
  // The first row may be one as well.
  if (rows < 2 || count === null || count === rows - 1 || count === rows) return [];
  return [
    { name: 'object_a_row', passed: false, detail: `${to} holds ${count} objects for the ${rows - 1} rows of ${from}` },
  ];
}
