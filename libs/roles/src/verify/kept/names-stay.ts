import type { CheckResult } from '#domain';
import { linesByFile } from '../diff-lines.js';
import { listed } from '../doubt.js';
import { isCode } from '../file-kinds.js';
import { countsIn, lostIn } from './definitions-kept.js';

/* Names of code that are said to stay. Pure. */

const NAME = '`?\\b(?!(?:must|should|has|is|to|itself|shall)\\b)([A-Za-z_$][\\w$]{1,80})(?:\\(\\))?`?';
const SAID = [
  `${NAME}\\s+(?:(?:itself|must|should|has\\s+to|is\\s+to|shall)\\s+){0,2}(?:stays?|remains?|is\\s+kept|be\\s+kept)\\b`,
  `\\b(?:keep|leave)\\s+(?:the\\s+)?(?:(?:function|class|method|constant|type|interface)\\s+)?${NAME}(?=\\s*(?:[.,;)]|$|as\\s|alone|untouched|unchanged|in\\s+place|and\\s+${NAME}))`,
].map((pattern) => new RegExp(pattern, 'gi'));

/** Whether they are names of code is for the code to say. */
export const namesToStay = (told: string): string[] => [
  ...new Set(
    SAID.flatMap((pattern) => [...told.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]))),
  ),
];

/** `told`: the user's words. */
export function namesStay(diff: string, told: string): CheckResult[] {
  const names = new Set(namesToStay(told));
  if (names.size === 0) return [];
  const files = [...linesByFile(diff)];
  const written = countsIn(files.flatMap(([, { added }]) => added).join('\n'));
  const lost = files.flatMap(([path, lines]) =>
    isCode(path) ? lostIn(lines, written).flatMap((name) => (names.has(name) ? [`${name} in ${path}`] : [])) : [],
  );
  return lost.length === 0
    ? []
    : [{ name: 'names_stay', passed: false, detail: `gone, and was to stay: ${listed(lost)}` }];
}
