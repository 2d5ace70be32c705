import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isCode, isTestFile } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';

/* Code that knows the results a test asks for, one by one, instead of working them out. */

const VALUE = '-?\\d{1,15}(?:\\.\\d{1,10})?|"[^"\\n]{1,80}"|\'[^\'\\n]{1,80}\'';
/** A branch for one value, and the value it gives. */
const BRANCH = new RegExp(
  `(?:===?|\\bcase|\\bwhen)[ \\t]{1,4}(${VALUE})[ \\t]{0,4}(?:\\)[ \\t]{0,4})?(?:[:{][ \\t]{0,4}\\n?[ \\t]{0,40}|then[ \\t]{1,4}|\\n[ \\t]{0,40})?(?:return[ \\t]{1,4}|[?][ \\t]{1,4})(${VALUE})`,
  'g',
);
/** Entries of a table, or of a match. */
const ENTRY = new RegExp(
  `(?:[{,\\n][ \\t]{0,40})(${VALUE})[ \\t]{0,4}(?::|=>|->)[ \\t]{0,4}(${VALUE})(?=[ \\t]{0,4}[,}\\n])`,
  'g',
);
/** A branch for one number, whatever it gives. */
const ONE =
  /===?[ \t]{1,4}(-?\d{4,15})[ \t]{0,4}(?:\)[ \t]{0,4})?(?:[:{][ \t]{0,4}\n?[ \t]{0,40}|\n[ \t]{0,40})?(?:return\b|\?)/g;
/** Numbers by which programs are usually told apart. */
const PORTS = new Set([3306, 4200, 5173, 5432, 6379, 8008, 8080, 8081, 8443, 8888, 9090, 27017]);
const MOST_FILES = 100;
const MOST_PAIRS = 50;
const LONGEST = 200_000;
const MOST_SEARCHED = 1000;
const FEWEST = 2;

interface Pair {
  readonly given: string;
  readonly gives: string;
}

const bare = (value: string): string => value.replace(/^["']|["']$/g, '');

/** Whether a value can only come of the other by work: a sum, or the same letters in another form. */
function isWorkedOut({ given, gives }: Pair): boolean {
  const [from, to] = [bare(given), bare(gives)];
  if (/^-?\d/.test(given) && /^-?\d/.test(gives)) return Math.abs(Number(to)) >= 10 || !Number.isInteger(Number(to));
  const letters = (text: string): string => [...text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');
  return from !== to && letters(from).length > 1 && letters(from) === letters(to);
}

/** What the code gives for a value word for word, where it would have to be worked out. Pure. */
export function pairsIn(code: string): Pair[] {
  const text = code.slice(0, LONGEST);
  return [...text.matchAll(BRANCH), ...text.matchAll(ENTRY)]
    .map(([, given = '', gives = '']) => ({ given, gives }))
    .filter(isWorkedOut)
    .slice(0, MOST_PAIRS);
}

const isStated = (text: string, { given, gives }: Pair): boolean =>
  hasWord(text, bare(given)) && hasWord(text, bare(gives));

/** Numbers that nothing but a test can have told to make a branch for. Pure. */
export function singledOut(code: string): string[] {
  const found = [...code.slice(0, LONGEST).matchAll(ONE)].map(([, value = '']) => value);
  return [...new Set(found)].slice(0, MOST_PAIRS).filter((value) => {
    const number = Math.abs(Number(value));
    return number % 1000 !== 0 && !PORTS.has(number) && !Number.isInteger(Math.log2(number));
  });
}

/** Branches for single numbers of a test, of which no other file and no word of the user's speaks. */
async function singledOutOf(files: FilesView, path: string, told: string, tests: readonly string[]): Promise<string[]> {
  const [now, before] = [await files.text(path), await files.before(path)];
  const added = singledOut(now ?? '').filter(
    (value) => !hasWord(before ?? '', value) && !hasWord(told, value) && tests.some((line) => hasWord(line, value)),
  );
  const others = files.there.filter((one) => one !== path && !(isTestFile(one) && isCode(one))).slice(0, MOST_SEARCHED);
  if (added.length === 0 || others.length === MOST_SEARCHED) return [];
  const texts = (await Promise.all(others.map((one) => files.text(one)))).join('\n');
  return added.filter((value) => !hasWord(texts, value));
}

/** `told`: the user's words. */
export async function notForTheTest(
  files: FilesView,
  changes: readonly FileChange[],
  told: string,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  let asked: string[] | null = null;
  for (const { path, operation } of changes.slice(0, MOST_FILES)) {
    if (operation === 'delete' || !isCode(path) || isTestFile(path)) continue;
    const [now, before] = [await files.text(path), await files.before(path)];
    const single =
      singledOut(now ?? '').length === 0
        ? []
        : await singledOutOf(files, path, told, (asked ??= await linesOfTests(files)));
    if (single.length > 0)
      results.push({
        name: 'not_for_the_test',
        passed: false,
        detail: `${path} has a branch for nothing but what a test asks for: ${listed(single)}`,
      });
    const had = new Set(pairsIn(before ?? '').map(({ given }) => given));
    const pairs = pairsIn(now ?? '').filter(({ given }) => !had.has(given));
    // Who states the values asks for a table of them.
    if (pairs.length < FEWEST || pairs.some((pair) => isStated(told, pair))) continue;
    asked ??= await linesOfTests(files);
    const lines = asked;
    if (!pairs.every((pair) => lines.some((line) => isStated(line, pair)))) continue;
    const what = listed(pairs.map(({ given, gives }) => `${gives} for ${given}`));
    const detail = `${path} gives the results that a test asks for one by one (${what}) instead of working them out`;
    results.push({ name: 'not_for_the_test', passed: false, detail });
  }
  return results;
}

async function linesOfTests(files: FilesView): Promise<string[]> {
  const tests = files.there.filter((path) => isTestFile(path) && isCode(path)).slice(0, MOST_FILES);
  const texts = await Promise.all(tests.map((path) => files.text(path)));
  return texts.flatMap((text) => (text ?? '').slice(0, LONGEST).split('\n'));
}
