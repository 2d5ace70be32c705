import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isDocument } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { mask, sentencesOf, standingFor } from '../stated/masked-text.js';
import { isConditional } from '../stated/sentence.js';

/* "Set the timeout in client.ini to 45 seconds": the amount is there, in whatever unit the file counts in. */

type Units = Readonly<Record<string, number>>;
const SECONDS: Units = { ms: 0.001, second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
const BYTES: Units = {
  ...{ byte: 1, kb: 1000, mb: 1e6, gb: 1e9, tb: 1e12 },
  ...{ kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4 },
};
const SPELT: readonly (readonly [RegExp, string, Units])[] = [
  [/^(?:ms|msecs?|milliseconds?)$/i, 'ms', SECONDS],
  [/^(?:s|secs?|seconds?)$/i, 'second', SECONDS],
  [/^(?:mins?|minutes?)$/i, 'minute', SECONDS],
  [/^(?:h|hrs?|hours?)$/i, 'hour', SECONDS],
  [/^days?$/i, 'day', SECONDS],
  [/^weeks?$/i, 'week', SECONDS],
  [/^bytes?$/i, 'byte', BYTES],
  [/^[kmgt]i?b$/i, '', BYTES],
];

const SETS = new RegExp(
  '^\\s*(?:please,?\\s+)?(?:in\\s+⟦F\\d+⟧,?\\s+)?(?:set|change|raise|lower|increase|decrease|reduce|update|bump|adjust)\\s+(?:the\\s+)?' +
    '((?:[\\w-]{1,30}\\s+){0,3}?[\\w-]*(?:time-?out|interval|delay|ttl|expiry|expiration|retention|cool-?down|back-?off|limit|quota|grace|keep-?alive|debounce|lifetime|max[\\w-]*size)[\\w-]*(?:\\s+(?:period|time|value|window))?)' +
    '\\s+(?:in\\s+⟦F\\d+⟧\\s+)?(?:from\\s+\\d+(?:\\.\\d+)?\\s*\\w{0,12}\\s+)?to\\s+(\\d{1,7}(?:\\.\\d{1,6})?)\\s*([A-Za-z]{1,12})(?:\\s+in\\s+⟦F\\d+⟧)?(?=\\s*(?:[.,;!)]|$|and\\b))',
  'i',
);
/** A number that is only near, one of several, or for a case. */
const OTHERWISE =
  /\b(?:or|around|about|roughly|approximately|between|percent|each|per|every|up\s+to|not|never|unless)\b/i;

export interface Amount {
  readonly file: string;
  readonly value: number;
  readonly unit: string;
  readonly units: Units;
}

/** Of what is set in one file that the sentence names. Pure, linear. */
export function amountsTold(told: string): Amount[] {
  const masked = mask(told);
  return sentencesOf(masked).flatMap((sentence): Amount[] => {
    const [whole = '', , number = '', word = ''] = SETS.exec(sentence) ?? [];
    const [file, ...others] = new Set(standingFor(whole, masked, 'F'));
    if (file === undefined || others.length > 0 || isConditional(sentence) || OTHERWISE.test(whole)) return [];
    const [, named = '', units] = SPELT.find(([pattern]) => pattern.test(word)) ?? [];
    if (units === undefined || isDocument(file)) return [];
    return [{ file, value: Number(number), unit: named === '' ? word.toLowerCase() : named, units }];
  });
}

/** Whether a text has the amount in one of the units; null where it may be there in words or in several numbers. */
function holds(text: string, { value, unit, units }: Amount): boolean | null {
  const sizes = /^[kmgt]b$/.test(unit) ? [units[unit] ?? 1, units[`${unit[0] ?? ''}ib`] ?? 1] : [units[unit] ?? 1];
  const wanted = sizes.flatMap((size) => Object.values(units).map((other) => (value * size) / other));
  const found = (text.match(/\d[\d_,]{0,20}(?:\.\d{1,9})?/g) ?? []).map((one) => Number(one.replaceAll(/[_,]/g, '')));
  if (found.some((one) => wanted.some((number) => Math.abs(one - number) <= number * 1e-6))) return true;
  const isOne = wanted.some((number) => Math.abs(number - 1) < 1e-6);
  const isMixed = wanted.some((number) => number > 1 && number < value && !Number.isInteger(number));
  return isOne || (isMixed && units === SECONDS) ? null : false;
}

/** `told`: words of the user or the plan; `written`: files changed so far. */
export async function amountsThere(files: FilesView, told: string, written: readonly string[]): Promise<CheckResult[]> {
  const missing: string[] = [];
  for (const amount of amountsTold(told)) {
    const [path, ...others] = files.meant(amount.file);
    if (path === undefined || others.length > 0) continue;
    // It may be set where the file takes it from. A document only tells of it.
    const holders = [path, ...written.filter((one) => one !== path && !isDocument(one))];
    const texts = await Promise.all(holders.map((one) => files.text(one)));
    if (texts[0] === null || texts.some((text) => text !== null && holds(text, amount) !== false)) continue;
    missing.push(`${path} does not hold ${amount.value} ${amount.unit}, in this unit or another`);
  }
  return missing.length === 0 ? [] : [{ name: 'amounts_there', passed: false, detail: listed(missing) }];
}
