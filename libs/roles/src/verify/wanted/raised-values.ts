import type { CheckResult } from '#domain';
import { isTable, stemOf } from '../file-kinds.js';
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
function raiseIn(told: string): Raise | null {
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

/** Each value as it is written, behind its place. */
function valuesOf(path: string, text: string): (readonly [string, string])[] | null {
  if (!isTable(path)) {
    const values = plainValues(path, text);
    return values && [...values].map(([place, value]) => [place, JSON.stringify(value) ?? ''] as const);
  }
  const [head = [], ...rows] = rowsOf(text, /\.tsv$/i.test(path) ? '\t' : null) ?? [];
  return rows.flatMap((row, n) => row.map((cell, at) => [`row ${n + 2}.${head[at] ?? ''}`, cell.trim()] as const));
}

/** The numbers under a name, and the rest; null where something else stands there. */
function split(path: string, text: string, name: string) {
  const all = valuesOf(path, text)?.sort(([a], [b]) => (a < b ? -1 : 1)) ?? [];
  const isNamed = (place: string): boolean => bare(place.slice(place.lastIndexOf('.') + 1)) === bare(name);
  // "Every price in prices.json", which holds nothing else.
  const areAll =
    bare(stemOf(path)) === bare(name) && !all.some(([place, value]) => isNamed(place) || !NUMBER.test(value));
  const isOwn = (place: string): boolean => areAll || isNamed(place);
  const own = all.filter(([place]) => isOwn(place));
  const rest = JSON.stringify(all.filter(([place]) => !isOwn(place)));
  return own.every(([, value]) => NUMBER.test(value)) ? { own, rest } : null;
}

/** The first value that is not as much more; null where there is none, or nobody can tell. Pure. */
function wrongRaise({ column, path, factor }: Raise, text: string, before: string): string | null {
  const [now, was] = [split(path, text, column), split(path, before, column)];
  if (now === null || was === null || now.rest !== was.rest || now.own.length !== was.own.length) return null;
  for (const [n, [place, value]] of was.own.entries()) {
    const [is, exact] = [now.own[n]?.[1] ?? value, Number(value) * factor];
    // Rounded in whatever way.
    const slack = 10 ** -(NUMBER.exec(is)?.[1]?.length ?? 0);
    const called = isTable(path) ? `${column} of ${place.split('.', 1)[0] ?? ''}` : `a ${column} that was ${value}`;
    if (Math.abs(Number(is) - exact) >= slack + 1e-9)
      return `${called} is ${is}, and is to be ${Number(exact.toFixed(6))}`;
  }
  return null;
}

/** `told`: the user's words. */
export async function valuesRaised(files: FilesView, told: string): Promise<CheckResult[]> {
  const raise = raiseIn(told);
  const [path, ...others] = raise === null ? [] : files.meant(raise.path);
  if (raise === null || path === undefined || others.length > 0 || !/\.(?:[ct]sv|json|ya?ml)$/i.test(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const wrong = text === null || typeof before !== 'string' ? null : wrongRaise({ ...raise, path }, text, before);
  return wrong === null ? [] : [{ name: 'values_raised', passed: false, detail: `${path}: ${wrong}` }];
}
