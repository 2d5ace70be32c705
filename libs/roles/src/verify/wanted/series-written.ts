import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { COUNT, numberOf } from '../stated/code-phrases.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/*
 * "Write the even numbers from 2 to 20 to even.txt", "Write the first 10 Fibonacci numbers to fib.txt", "Write FizzBuzz
 * from 1 to 15 to f.txt": all of them are there, and no other.
 */

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
const WRITE = '^(?:please\\s+)?(?:write|put|save|list|store|output|print)\\s+(?:all\\s+)?(?:of\\s+)?(?:the\\s+)?';
const TO_FILE = `\\s+(?:to|in|into)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s*(?:,?\\s*(?:one|each)\\s+(?:number\\s+)?(?:per|on)\\s+[\\w\\s]{1,30})?[.!]?$`;
const SERIES = new RegExp(
  `${WRITE}(?:(even|odd|prime|square)\\s+numbers|multiples\\s+of\\s+(\\d{1,4}))\\s+(?:from|between)\\s+(\\d{1,5})\\s+(?:to|and|through|up\\s+to)\\s+(\\d{1,5})${TO_FILE}`,
  'i',
);
const PRIMES = new RegExp(
  `${WRITE}prime(?:s|\\s+numbers)\\s+(below|under|less\\s+than|smaller\\s+than|up\\s+to)\\s+(\\d{1,5})${TO_FILE}`,
  'i',
);
const FIRST = new RegExp(`${WRITE}first\\s+${COUNT}\\s+(fibonacci|prime)\\s+numbers${TO_FILE}`, 'i');
const FIZZBUZZ = new RegExp(
  `${WRITE}fizz\\s?buzz(?:\\s+(?:sequence|output|results?))?\\s+(?:from|for)\\s+(?:the\\s+numbers\\s+)?(?:from\\s+)?1\\s+(?:to|through|up\\s+to)\\s+(\\d{1,4})${TO_FILE}`,
  'i',
);

export interface Series {
  readonly path: string;
  readonly numbers: readonly number[];
}
/** Pure. */
function seriesIn(told: string): Series | null {
  const masked = mask(told);
  const below = PRIMES.exec(masked.text.trim());
  if (below !== null) {
    const [, bound = '', most = '', target = ''] = below;
    const [path] = standingFor(target, masked, 'F');
    const last = /up/i.test(bound) ? Number(most) : Number(most) - 1;
    const numbers = Array.from({ length: Math.max(0, last) }, (_, at) => at + 1).filter(isPrime);
    return path === undefined || last > MOST ? null : { path, numbers };
  }
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
function seriesProblem({ path, numbers }: Series, text: string): string | null {
  if (!/^[\d\s,;]+$/.test(text)) return null;
  const are = (text.match(/\d+/g) ?? []).map(Number);
  const [there, wanted] = [new Set(are), new Set(numbers)];
  const inner = new Set(numbers.slice(1, -1));
  const missing = [...inner].filter((n) => !there.has(n));
  const other = are.filter((n) => !wanted.has(n));
  if (missing.length > 0) return `${path} lacks ${listed(missing.map(String))}`;
  return other.length > 0 ? `${path} holds ${listed(other.map(String))}, which does not belong there` : null;
}

/** What stands one behind the other; one of several ways to begin. */
export interface Sequence {
  readonly path: string;
  readonly ways: readonly (readonly string[])[];
}

/** Of at most so many, numbers are told exactly. */
const MOST_FIBONACCI = 75;
function fibonacci(count: number, a: number, b: number): string[] {
  const found = [a, b];
  while (found.length < count) found.push((found.at(-1) ?? 0) + (found.at(-2) ?? 0));
  return found.slice(0, count).map(String);
}
function primes(count: number): string[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (isPrime(n)) found.push(n);
  return found.map(String);
}
const fizzBuzz = (n: number): string => `${n % 3 === 0 ? 'fizz' : ''}${n % 5 === 0 ? 'buzz' : ''}` || String(n);

/** Pure. */
function sequenceIn(told: string): Sequence | null {
  const masked = mask(told);
  const text = masked.text.trim();
  const [, word = '', of = '', file = ''] = FIRST.exec(text) ?? [];
  const [, most = '', target = ''] = FIZZBUZZ.exec(text) ?? [];
  const [path] = standingFor(file || target, masked, 'F');
  if (path === undefined) return null;
  if (most !== '') return { path, ways: [Array.from({ length: Number(most) }, (_, at) => fizzBuzz(at + 1))] };
  const count = numberOf(word);
  if (!(count > 0)) return null;
  if (/prime/i.test(of)) return count > MOST_FIBONACCI ? null : { path, ways: [primes(count)] };
  if (count > MOST_FIBONACCI) return null;
  return { path, ways: [fibonacci(count, 0, 1), fibonacci(count, 1, 1), fibonacci(count, 1, 2)] };
}

/** What is not in its place; null where nothing is, or where there are other words. Pure. */
function sequenceProblem({ path, ways }: Sequence, text: string): string | null {
  const are = text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
  const known = new Set(ways.flat());
  if (!are.every((one) => known.has(one) || /^\d+$/.test(one) || /^(?:fizz|buzz)+$/.test(one))) return null;
  const problems = ways.map((way) => {
    const at = way.findIndex((one, place) => one !== are[place]);
    if (at >= 0) return `${path} is to hold ${way[at] ?? ''} as number ${at + 1}, and holds ${are[at] ?? 'nothing'}`;
    return are.length > way.length ? `${path} holds ${are.length} instead of ${way.length}` : null;
  });
  return problems.includes(null) ? null : (problems[0] ?? null);
}

/** `told`: the user's words. */
export async function seriesWritten(files: FilesView, told: string): Promise<CheckResult[]> {
  const [series, sequence] = [seriesIn(told), sequenceIn(told)];
  const named = series?.path ?? sequence?.path;
  const [path, ...others] = named === undefined ? [] : files.meant(named);
  const text = path === undefined || others.length > 0 ? null : await files.text(path);
  if (text === null) return [];
  const problem =
    series === null ? (sequence === null ? null : sequenceProblem(sequence, text)) : seriesProblem(series, text);
  return problem === null ? [] : [{ name: 'series', passed: false, detail: problem }];
}
