import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import { CLOSING } from './sections-listed.js';

/* "Add "- fixed login" to CHANGES.md under "## Unreleased"": what is new stands in that section. */

const ADDS = '(?:please\\s+)?(?:add|append|insert|put|write|include|enter|list)\\s+';
const TEXT = `[^⟦.;\\n]{0,60}(${QUOTE})`;
const TO = `\\s+(?:to|in|into)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const UNDER = `\\s*,?\\s*(?:(?:right|directly|just|immediately)\\s+)?(?:under|below|beneath|(?:in|to|into)\\s+the\\s+section|within)\\s+(?:the\\s+)?(?:(?:section|heading|headline|title)\\s+)?(${QUOTE})(?:\\s+(?:section|heading))?`;
const ORDERS = [
  new RegExp(`^${ADDS}${TEXT}${TO}${UNDER}\\s*(?:[.!]|$)`, 'i'),
  new RegExp(`^${ADDS}${TEXT}${UNDER}${TO}\\s*(?:[.!]|$)`, 'i'),
];

export interface Placed {
  readonly text: string;
  readonly heading: string;
  readonly path: string;
}

/** Pure. */
export function placedUnder(told: string): Placed | null {
  const masked = mask(told);
  const said = masked.text.trim();
  for (const [at, order] of ORDERS.entries()) {
    const [whole, first = '', second = '', third = ''] = order.exec(said) ?? [];
    if (whole === undefined) continue;
    const [text] = standingFor(first, masked, 'Q');
    const [path] = standingFor(at === 0 ? second : third, masked, 'F');
    const [heading] = standingFor(at === 0 ? third : second, masked, 'Q');
    if (text !== undefined && path !== undefined && heading !== undefined) return { text, heading, path };
  }
  return null;
}

const HEADING = /^(#{1,6})[ \t]+(\S.*)$/;
const bare = (heading: string): string =>
  heading
    .replace(/^#+\s*/, '')
    .replace(CLOSING, '')
    .trim()
    .toLowerCase();

/** Whether a text that is new stands somewhere else than in the section; null where nobody can say. Pure, linear. */
export function standsElsewhere({ text, heading }: Placed, now: string, before: string): boolean | null {
  const wanted = bare(heading);
  /** Level of the section that is open; 0 = another one. */
  let level = 0;
  let isThere = false;
  let [inside, outside] = [0, 0];
  const old = before.split(/\r?\n/).filter((line) => line.includes(text)).length;
  for (const line of now.split(/\r?\n/)) {
    const [, marks = '', title = ''] = HEADING.exec(line) ?? [];
    if (marks !== '' && bare(title) === wanted) [level, isThere] = [marks.length, true];
    else if (marks !== '' && marks.length <= level) level = 0;
    if (!line.includes(text)) continue;
    if (level > 0) inside++;
    else outside++;
  }
  // It was there before, or nowhere at all: others see to that.
  if (!isThere || old > 0 || inside + outside === 0) return null;
  return inside === 0;
}

/** `told`: the user's words. */
export async function standsUnderHeading(files: FilesView, told: string): Promise<CheckResult[]> {
  const placed = placedUnder(told);
  const [path, ...more] = placed === null ? [] : files.meant(placed.path);
  if (placed === null || path === undefined || more.length > 0 || !/\.(?:md|markdown|mdx)$/i.test(path)) return [];
  const [now, before] = [await files.text(path), await files.before(path)];
  if (typeof now !== 'string' || typeof before !== 'string' || standsElsewhere(placed, now, before) !== true) return [];
  const detail = `${path}: ${JSON.stringify(placed.text.slice(0, 80))} does not stand under ${JSON.stringify(placed.heading.slice(0, 80))}`;
  return [{ name: 'under_heading', passed: false, detail }];
}
