import { isCode } from '../file-kinds.js';

/* A line that is written over and over: a model that did not come to an end. Pure, linear. */

const MOST_IN_A_ROW = 20;
const LEAST_WORDS = 2;
/** By these a text may be long, or its lines alike. */
const SPEAKS_OF_MANY =
  /\b(?:repeat\w*|times|copies|lines|rows|entries|fill\w*|long|large|big|huge|dummy|samples?|stress|bench\w*|lorem|identical|duplicat\w*|padding|pattern|verse|chorus|lyrics|\d{2,})\b/i;
const PROSE = /\.(?:md|markdown|mdx|rst|adoc|txt|html?)$/i;

export function sameLineAgain(path: string, text: string, before: string | null, asked: string): string | null {
  if ((!isCode(path) && !PROSE.test(path)) || SPEAKS_OF_MANY.test(asked)) return null;
  const [line, times] = longestRun(text);
  if (times <= MOST_IN_A_ROW || (before !== null && longestRun(before)[1] >= times)) return null;
  return `it says ${times} times in a row: ${line.slice(0, 80)}`;
}

function longestRun(text: string): [string, number] {
  let longest: [string, number] = ['', 0];
  let last = '';
  let times = 0;
  for (const given of text.split(/\r?\n/)) {
    const line = given.trim();
    if (line === '') continue;
    times = line === last ? times + 1 : 1;
    last = line;
    if (times > longest[1] && (line.slice(0, 400).match(/\p{L}{2,}/gu) ?? []).length >= LEAST_WORDS)
      longest = [line, times];
  }
  return longest;
}
