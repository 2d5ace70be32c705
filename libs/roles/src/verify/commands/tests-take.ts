import type { CheckResult, FileChange } from '#domain';
import { isCode, isTestFile, nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';

/* Tests take what they test from the project: no copy of it, and not nothing. */

/** Tests are asked for, not a file that only bears the name. */
const WANTS_TESTS =
  /(?<![\w./-])(?:(?:unit-?)?tests|(?:unit|one|two|three|some|an?|each)\s+tests?|test\s+(?:cases?|for|of))(?![\w/-]|\.\w)/i;
const WANTS_SHOWN = /\b(?:print|output|display|log|show|echo|demo|copy|inline)/i;
const NAMED_FOR_ANOTHER = /^(?:test_\w+|\w[\w.-]*[._-](?:test|spec))\.(?:py|[cm]?[jt]sx?)$/i;

const LONGEST = 100_000;
const LONGEST_LINE = 1_000;
/** What runs tests and compares, and what brings nothing of a project. */
const OF_TESTING =
  /^(?:node:.*|assert(?:\/strict)?|test|jest|vitest|mocha|chai|tape|ava|expect|uvu(?:\/assert)?|@jest\/globals|bun:test|unittest(?:\..*)?|pytest|typing|math|random|time|datetime|__future__|decimal|re|json|string)$/;
/** By which something of a project may come another way. */
const OTHER_WAYS =
  /\b(?:exec\w*|spawn\w*|fork|read\w*|open|fetch|axios|request|eval|vm|Worker|page|browser|window|document|globalThis|global|subprocess|os|sys|importlib|__import__|runpy|pathlib|Path|fixture|parametrize|conftest|import\s*\(|createRequire|load\w*)\b/;

const FROM = /(?:\bfrom\s+|\brequire\s*\(\s*|^[ \t]*import\s+)(['"`])([^'"`\n]{1,200})\1/gm;
const FROM_PY = /^[ \t]*(?:from[ \t]+(\.{0,3}[\w.]{0,200})[ \t]+import\b|import[ \t]+([\w.]{1,200}))/gm;

/** Where its modules come from. */
const modulesOf = (path: string, text: string): string[] =>
  path.endsWith('.py')
    ? [...text.matchAll(FROM_PY)].map(([, from, bare]) => from ?? bare ?? '')
    : [...text.matchAll(FROM)].map(([, , name = '']) => name);

const TEXTS = /'(?:[^'\\\n]|\\.){0,1000}'|"(?:[^"\\\n]|\\.){0,1000}"/g;
const isShort = (text: string): boolean =>
  text.length <= LONGEST && !text.split('\n').some((line) => line.length > LONGEST_LINE);
const bareOf = (text: string): string =>
  text
    .replace(TEXTS, "''")
    .split('\n')
    .filter((line) => !/^\s*(?:#|\/\/|\*|\/\*)/.test(line))
    .join('\n');

/** Nothing of the project comes into it. */
export const takesNothing = (path: string, text: string): boolean =>
  isShort(text) && modulesOf(path, text).every((name) => OF_TESTING.test(name)) && !OTHER_WAYS.test(bareOf(text));

const DEFINES =
  /^[ \t]*(?:export[ \t]+)?(?:async[ \t]+)?(?:def|function|class)[ \t]+([A-Za-z_$][\w$]*)|^[ \t]*(?:export[ \t]+)?(?:const|let|var)[ \t]+([A-Za-z_$][\w$]*)[ \t]*=[ \t]*(?:async[ \t]*)?(?:function\b|\([^()\n]{0,200}\)[ \t]*=>|\w{1,80}[ \t]*=>)/gm;
const definedIn = (text: string): Set<string> =>
  new Set([...text.matchAll(DEFINES)].map(([, one, other]) => one ?? other ?? ''));

/** Of the language, and of what runs tests. */
const OWN_WORDS = new Set(
  'if for while switch catch return function def class super print range len str int float list dict set tuple bool isinstance test it describe suite expect before after beforeEach afterEach require assert assertEqual assertTrue Number String Array Boolean Object console unittest pytest self Math JSON t main TestCase raises'.split(
    ' ',
  ),
);
const CALLS = /(?<![\w$.])([A-Za-z_$][\w$]*)(?=\s?\(|\.[\w$.]{1,100}\()/g;

/** No call goes to anything but the language and what runs tests; something is asserted or said. Pure. */
export function testsNothing(path: string, text: string, asked: string): boolean {
  if (!NAMED_FOR_ANOTHER.test(nameOf(path)) || !WANTS_TESTS.test(asked) || WANTS_SHOWN.test(asked)) return false;
  if (!takesNothing(path, text)) return false;
  const bare = bareOf(text);
  // Templates call who knows what, and a fixture brings what somebody else has made.
  if (bare.includes('`') || /\bdef test\w*\((?!\s*(?:self\s*)?\))/.test(bare)) return false;
  const called = [...bare.matchAll(CALLS)].map(([, name = '']) => name);
  const own = definedIn(bare);
  const frames = new Set([...own].filter((name) => /^test/i.test(name)));
  return called.length > 0 && called.every((name) => OWN_WORDS.has(name) || frames.has(name));
}

/** JavaScript that gives nothing away cannot be taken from. */
const GIVES = /\bexport\b|\bmodule\.exports\b|\bexports\.\w/;

/** `told`: the user's words; `changes`: all of the task's. */
export async function testsTake(
  files: FilesView,
  told: string,
  changes: readonly FileChange[],
): Promise<CheckResult[]> {
  const prose = proseOf(told);
  if (!WANTS_TESTS.test(prose) || WANTS_SHOWN.test(prose)) return [];
  const made = changes.filter(({ path, operation }) => operation === 'create' && isTestFile(path));
  const faults: string[] = [];
  for (const { path } of made.slice(0, 50)) {
    const text = NAMED_FOR_ANOTHER.test(nameOf(path)) ? await files.text(path) : null;
    if (text === null || !takesNothing(path, text)) continue;
    const copied = await definedElsewhere(files, path, definedIn(text));
    if (copied !== null) faults.push(`${path} tests a ${copied.name} of its own instead of the one in ${copied.path}`);
  }
  return faults.length === 0 ? [] : [{ name: 'tests_take', passed: false, detail: faults.join('; ') }];
}

async function definedElsewhere(
  files: FilesView,
  test: string,
  own: ReadonlySet<string>,
): Promise<{ readonly name: string; readonly path: string } | null> {
  const kind = /\.py$/i;
  const code = files.there.filter(
    (path) =>
      isCode(path) && !isTestFile(path) && kind.test(path) === kind.test(test) && /\.(?:py|[cm]?[jt]sx?)$/i.test(path),
  );
  for (const path of code.slice(0, 200)) {
    const text = (await files.text(path)) ?? '';
    if (!kind.test(path) && !GIVES.test(text)) continue;
    const name = [...definedIn(text)].find((one) => own.has(one) && one !== 'main');
    if (name !== undefined && isShort(text)) return { name, path };
  }
  return null;
}
