import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Write the even numbers from 2 to 20 to even.txt": all of them are there, and no other. */

const MOST = 10_000;
const isPrime = (n: number): boolean => {
  for (let by = 2; by * by <= n; by++) if (n % by === 0) return false;
  return n > 1;
};
const KINDS: Readonly<Record<string, (n: number) => boolean>> = {
  even: (n) => n % 2 === 0,
  odd: (n) => n % 2 !== 0,
  prime: isPrime,
  square: (n) => Number.isInteger(Math.sqrt(n)),
};
const SERIES = new RegExp(
  `^(?:please\\s+)?(?:write|put|save|list|store|output)\\s+(?:all\\s+)?(?:of\\s+)?(?:the\\s+)?(?:(even|odd|prime|square)\\s+numbers|multiples\\s+of\\s+(\\d{1,4}))\\s+(?:from|between)\\s+(\\d{1,5})\\s+(?:to|and|through|up\\s+to)\\s+(\\d{1,5})\\s+(?:to|in|into)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s*(?:,?\\s*(?:one|each)\\s+(?:number\\s+)?(?:per|on)\\s+[\\w\\s]{1,30})?[.!]?$`,
  'i',
);

export interface Series {
  readonly path: string;
  readonly numbers: readonly number[];
}
/** Pure. */
export function seriesIn(told: string): Series | null {
  const masked = mask(told);
  const [, kind, by, from = '', to = '', file = ''] = SERIES.exec(masked.text.trim()) ?? [];
  const [path] = standingFor(file, masked, 'F');
  const [low, high] = [Number(from), Number(to)];
  if (path === undefined || high < low || high - low > MOST || by === '0') return null;
  const isOne = kind === undefined ? (n: number) => n % Number(by) === 0 : KINDS[kind.toLowerCase()];
  if (isOne === undefined) return null;
  const numbers = Array.from({ length: high - low + 1 }, (_, n) => low + n).filter(isOne);
  // "Between" may leave out its ends.
  return { path, numbers };
}

/** What is missing or too much; null where nothing is, or where there is more than numbers. Pure. */
export function seriesProblem({ path, numbers }: Series, text: string): string | null {
  if (!/^[\d\s,;]+$/.test(text)) return null;
  const are = (text.match(/\d+/g) ?? []).map(Number);
  const [there, wanted] = [new Set(are), new Set(numbers)];
  const inner = new Set(numbers.slice(1, -1));
  const missing = [...inner].filter((n) => !there.has(n));
  const other = are.filter((n) => !wanted.has(n));
  if (missing.length > 0) return `${path} lacks ${listed(missing.map(String))}`;
  return other.length > 0 ? `${path} holds ${listed(other.map(String))}, which does not belong there` : null;
}

/** `told`: the user's words. */
export async function seriesWritten(files: FilesView, told: string): Promise<CheckResult[]> {
  const series = seriesIn(told);
  const [path, ...others] = series === null ? [] : files.meant(series.path);
  const text = path === undefined || others.length > 0 ? null : await files.text(path);
  const problem = series === null || text === null ? null : seriesProblem(series, text);
  return problem === null ? [] : [{ name: 'series', passed: false, detail: problem }];
}
