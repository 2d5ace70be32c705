import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, sentencesOf, standingFor } from '../stated/masked-text.js';

/* "Add "## 1.4.0" above "## 1.3.2" in CHANGES.md": what is new stands on that side of what was there. */

const THING = `(?:(?:a|an|the)\\s+)?(?:new\\s+)?(?:(?:line|heading|section|entry|row|item|text)\\s+)?(${QUOTE})`;
/** What comes along with it. */
const ALONG = `(?:\\s+with\\s+[^⟦.;\\n]{0,40}${QUOTE})?`;
const ADDS = `\\b(?:add|insert|put|write)\\s+${THING}${ALONG}`;
const SIDE = `(?:(?:right|directly|just|immediately)\\s+)?(above|below)\\s+${THING}`;
const PLACE = `(?:in|to|into|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const ORDERS = [
  new RegExp(`${ADDS}\\s+${SIDE}\\s+${PLACE}`, 'gi'),
  new RegExp(`${ADDS}\\s+${PLACE}\\s*,?\\s+${SIDE}(?=\\s*(?:[.,;!]|$)|\\s+and\\b)`, 'gi'),
];
const NOT = /\b(?:not|never|n['’]t|unless|if|either|or)\b/i;

export interface Beside {
  readonly text: string;
  readonly side: 'above' | 'below';
  readonly of: string;
  readonly path: string;
}

/** Pure, linear. */
export function placedBeside(told: string): Beside[] {
  const masked = mask(told);
  return sentencesOf(masked).flatMap((sentence) =>
    NOT.test(sentence)
      ? []
      : ORDERS.flatMap((order, at) =>
          [...sentence.matchAll(order)].flatMap(([, one = '', second = '', third = '', fourth = '']): Beside[] => {
            const [word, other, file] = at === 0 ? [second, third, fourth] : [third, fourth, second];
            const [text] = standingFor(one, masked, 'Q');
            const [of] = standingFor(other, masked, 'Q');
            const [path] = standingFor(file, masked, 'F');
            if (text === undefined || of === undefined || path === undefined) return [];
            return [{ text, of, path, side: word.toLowerCase() === 'above' ? 'above' : 'below' }];
          }),
        ),
  );
}

/** Whether all that is new stands on the other side of the one place that was there. Pure, linear. */
export function standsOnTheOtherSide({ text, of, side }: Beside, now: string, before: string): boolean {
  const linesWith = (what: string, where: string): number[] =>
    where.split(/\r?\n/).flatMap((line, at) => (line.includes(what) ? [at] : []));
  const [place, ...others] = linesWith(of, now);
  const found = linesWith(text, now);
  if (place === undefined || others.length > 0 || found.length === 0) return false;
  if (linesWith(of, before).length !== 1 || linesWith(text, before).length > 0) return false;
  return found.every((at) => (side === 'above' ? at > place : at < place));
}

/** `told`: the user's words. */
export async function standsBeside(files: FilesView, told: string): Promise<CheckResult[]> {
  const faults: string[] = [];
  for (const beside of placedBeside(told)) {
    const [path, ...more] = files.meant(beside.path);
    const now = path === undefined || more.length > 0 ? null : await files.text(path);
    const before = path === undefined || now === null ? null : await files.before(path);
    if (now === null || typeof before !== 'string' || !standsOnTheOtherSide(beside, now, before)) continue;
    const [text, of] = [beside.text, beside.of].map((one) => JSON.stringify(one.slice(0, 80)));
    faults.push(`${beside.path}: ${text} was to stand ${beside.side} ${of}, and does not`);
  }
  return faults.length === 0 ? [] : [{ name: 'placed_beside', passed: false, detail: faults.join('; ') }];
}
