import type { CheckResult } from '#domain';
import { stemOf } from '../file-kinds.js';
import { plainValues } from '../kept/values-kept.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import { rowsOf } from '../stated/records.js';

/* "Increase every price in prices.csv by 10 percent": each value of the column is as much more. */

const RAISES = new RegExp(
  `^(?:please\\s+)?(increase|raise|decrease|reduce|lower|cut)\\s+(?:(?:all|every|each)(?:\\s+of)?\\s+)?(?:the\\s+)?([a-z_]\\w{0,40})(?:\\s+(?:values?|column))?\\s+(?:in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+by\\s+(\\d{1,4}(?:\\.\\d{1,4})?)\\s*(?:%|percent|per\\s+cent)\\s*(?:,?\\s*rounded([^.;]{0,60}))?[.!]?$`,
  'i',
);

/** To other values than the next number of so many digits. */
const IN_STEPS =
  /\d\d|\b(?:[2-9]\s*cents?|multiples?|steps?|half|quarters?|tens?|five|fifty|hundreds?|thousands?|end\w*)\b/i;

export interface Raise {
  readonly column: string;
  readonly path: string;
  readonly factor: number;
}
/** Only where it is all that is asked for. Pure. */
export function raiseIn(told: string): Raise | null {
  const masked = mask(told);
  const [, verb = '', column = '', file = '', percent = '', rounded = ''] = RAISES.exec(masked.text.trim()) ?? [];
  const [path] = standingFor(file, masked, 'F');
  const sign = /^(?:increase|raise)$/i.test(verb) ? 1 : -1;
  return path === undefined || IN_STEPS.test(rounded)
    ? null
    : { column, path, factor: 1 + (sign * Number(percent)) / 100 };
}

const NUMBER = /^-?\d+(?:\.(\d+))?$/;
const bare = (name: string): string => name.trim().toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
/** The first value that is not as much more; null where there is none, or nobody can tell. Pure. */
export function wrongRaise({ column, path, factor }: Raise, text: string, before: string): string | null {
  const mark = /\.tsv$/i.test(path) ? '\t' : null;
  const [[head = [], ...rows], [were = [], ...old]] = [rowsOf(text, mark) ?? [], rowsOf(before, mark) ?? []];
  const at = were.findIndex((name) => bare(name) === bare(column));
  if (at < 0 || head[at] !== were[at] || rows.length !== old.length) return null;
  for (const [n, row] of old.entries()) {
    const [was = '', now = ''] = [row[at]?.trim(), rows[n]?.[at]?.trim()];
    const isSameRow = row.every((cell, place) => place === at || rows[n]?.[place] === cell);
    if (!isSameRow || !NUMBER.test(was) || !NUMBER.test(now)) return null;
    // Rounded in whatever way.
    const slack = 10 ** -(NUMBER.exec(now)?.[1]?.length ?? 0);
    const exact = Number(was) * factor;
    if (Math.abs(Number(now) - exact) >= slack + 1e-9)
      return `${head[at]} of row ${n + 2} is ${now}, and is to be ${Number(exact.toFixed(6))}`;
  }
  return null;
}

/** Numbers under a name, in their order; the same of the rest. */
function split(path: string, text: string, name: string): { readonly own: number[]; readonly rest: string } | null {
  const values = plainValues(path, text);
  if (values === null) return null;
  // "Every price in prices.json", which holds nothing else.
  const areAll = bare(stemOf(path)) === bare(name) && [...values.values()].every((value) => typeof value === 'number');
  const isOwn = (place: string): boolean => areAll || bare(place.slice(place.lastIndexOf('.') + 1)) === bare(name);
  const all = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  const own = all.flatMap(([place, value]) => (isOwn(place) ? [value] : []));
  const rest = JSON.stringify(all.filter(([place]) => !isOwn(place)));
  return own.every((value) => typeof value === 'number') ? { own, rest } : null;
}

/** As `wrongRaise`, of JSON or YAML. Pure. */
export function wrongRaiseOf({ column, path, factor }: Raise, text: string, before: string): string | null {
  const [now, was] = [split(path, text, column), split(path, before, column)];
  if (now === null || was === null || was.own.length === 0 || now.rest !== was.rest) return null;
  if (now.own.length !== was.own.length) return null;
  for (const [n, value] of was.own.entries()) {
    const [is, exact] = [now.own[n] ?? value, value * factor];
    const slack = 10 ** -(NUMBER.exec(String(is))?.[1]?.length ?? 0);
    if (Math.abs(is - exact) >= slack + 1e-9)
      return `a ${column} that was ${value} is ${is}, and is to be ${Number(exact.toFixed(6))}`;
  }
  return null;
}

/** `told`: the user's words. */
export async function valuesRaised(files: FilesView, told: string): Promise<CheckResult[]> {
  const raise = raiseIn(told);
  const [path, ...others] = raise === null ? [] : files.meant(raise.path);
  if (raise === null || path === undefined || others.length > 0 || !/\.(?:[ct]sv|json|ya?ml)$/i.test(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const wrong =
    text === null || typeof before !== 'string'
      ? null
      : (/\.[ct]sv$/i.test(path) ? wrongRaise : wrongRaiseOf)({ ...raise, path }, text, before);
  return wrong === null ? [] : [{ name: 'values_raised', passed: false, detail: `${path}: ${wrong}` }];
}
