import type { CheckResult, FileChange } from '#domain';
import { linesByFile } from '../diff-lines.js';
import { changedPath, listed, unasked, type Certainty } from '../doubt.js';
import { isTestFile, stemOf, subjectOf } from '../file-kinds.js';
import { takesAway } from '../reach/scope.js';
import { mask } from '../stated/masked-text.js';
import { closedUp } from '../closed-up.js';
import { testsNothing } from './tests-take.js';

/* Tests that an attempt made easier to pass instead of passing them. Pure. */

/** The tests right behind the verb. */
const ASKED =
  /(?<!(?:\b(?:not|never|without)|n['’]t)\s+(?:\w{1,20}\s+(?:or|and|nor)\s+){0,2})\b(?:skip|disabl|remov|delet|drop|rewrit|replac|updat|chang|adjust|adapt|refactor|renam|mov|migrat|port|simplif|clean|edit|convert|merg|split|consolidat|moderni[sz]|rework|reorgani[sz]|shorten|reduc|trim|parametri[sz]|parameteri[sz]|de-?duplicat|dedup|speed|use\s+\S{1,60}\s+in)(?:\w{0,6})(?:\s+up)?\s+(?:(?:the|all|its|our|their|existing|old|new|unit|failing|broken|flaky|outdated|related|slow|duplicated?|of|in|up|and|expected|values?|assertions?|expectations?)\s+){0,6}(?:[\w-]{1,40}\s+)?(?:tests?|specs?|suite)\b(?!\s+(?:pass(?:es)?|succeeds?|runs?|still|are|goes?|works?|stays?|keeps?|remains?)\b)/i;
/** They are to stay as they are; of some of them that says nothing of the others. */
const PROTECTS = [
  /(?:\b(?:not|never|without)|n['’]t)\s+(?:\w{1,20}\s+(?:or|and|nor)\s+){0,2}(?:chang|touch|modif|alter|edit|rewrit|adjust)\w{0,6}\s+(?:(?:the|any|of|our|my|all|existing|unit)\s+){0,3}(?:tests?|specs?|suite)\b(?!\s+(?:of|for|in|that|which|under|with|except|unless)\b)/i,
  /\b(?:tests?|specs?|suite)(?:\s+files?)?\s+(?:(?:must|should|may|shall|can|are|is|has|have)\s+)(?:not|never)\s+(?:to\s+)?(?:be\s+)?(?:chang|touch|modif|alter|edit|rewritt|adjust)\w{0,6}\b/i,
  /\b(?:leave|keep)\s+(?:(?:the|all|existing|unit)\s+){0,3}(?:tests?|specs?|suite)(?:\s+files?)?\s+(?:exactly\s+)?(?:as\s+(?:they|it)\s+(?:are|is)|alone|unchanged|untouched|intact)\b/i,
];
const EXCEPT = /\b(?:but|except|unless|other\s+than)\b/i;
const protects = (spoken: string): boolean =>
  PROTECTS.some((pattern) => {
    const found = pattern.exec(spoken);
    return found !== null && !EXCEPT.test(spoken.slice(found.index));
  });
/** One that is not to be run any more. */
const MARKED =
  /\bmark(?:s|ed|ing)?\s[^.;\n]{0,60}\b(?:tests?|specs?|suite)\b[^.;\n]{0,60}\b(?:skip\w*|xfail|ignored?|disabled|todo|expected\s+(?:to\s+)?fail\w*)\b/i;
/** It is the tests that are wrong. */
const TESTS_ARE_WRONG =
  /\b(?:wrong|outdated|stale|obsolete|incorrect)\s+(?:(?:unit|expected)\s+)?(?:tests?|specs?|suite|assertions?|expectations?|values?\s+in\s+(?:the\s+)?tests?)\b|\b(?:tests?|specs?|assertions?|expectations?)\s+(?:itself\s+|themselves\s+)?(?:is|are|seems?|looks?)\s+(?:to\s+be\s+)?(?:wrong|outdated|stale|obsolete|incorrect)\b|\b(?:fix|correct|mend)\s+(?:the\s+)?(?:expected\s+(?:values?|results?|outputs?)|expectations?|assertions?)\b/i;
/** The tests are what the work is measured by: the text says that they fail, or that they are to pass. */
const MEASURES =
  /\b(?:tests?|specs?|suite|pytest|jest|vitest)\b[^.\n]{0,60}\b(?:pass(?:es|ing)?|fail(?:s|ing|ed)?|succeeds?|green|red|broken)\b|\b(?:pass(?:es|ing)?|fail(?:s|ing)?|green|red|broken)\b[^.\n]{0,40}\b(?:tests?|specs?|suite)\b/i;
/** The tests are to be mended, and whether they or the code is wrong is not said. */
const MENDS =
  /\b(?:fix|repair|mend|solve)(?:es|ed|ing)?\s+(?:(?:the|all|my|our|these|those)\s+){0,2}(?:[\w-]{1,40}\s+)?(?:tests?|specs?|suite)\b/i;
/** Words without which hardly any text in English is. */
const IN_ENGLISH = /\b(?:the|and|of|with|to|that|this|should|change|update|rename|add)\b/i;
const OF_TESTS = /\b(?:tests?|specs?|suite)\b|\bpr(?:ueba|üf)|тест|测试|測試|テスト|테스트/i;
/** The code is to do something else than it did, and its tests may have to say so. */
const CHANGES =
  /\b(?:chang|renam|replac|switch|instead|no longer|extend|adapt|adjust|introduc|implement)|(?:^|[.;\n])\s{0,10}add\b/i;

const SKIPS =
  /@(?:pytest\.mark\.|unittest\.)(?:skip|xfail|expectedFailure)|\bpytest\.(?:skip|xfail)\(|\bself\.skipTest\(|\b(?:it|test|describe|context|suite)\.(?:skip|todo|fails)\b|\b(?:xit|xtest|xdescribe|xcontext)\(|\bt\.Skip(?:f|Now)?\(|@(?:Disabled|Ignore)\b|#\[ignore|\bskip:\s*(?:true|['"])|\{\s*skip:\s*true/;
const ASSERTS =
  /\bassert\w*\b|\bexpect\s*\(|\.should\b|\bshould\.|\bt\.(?:Error|Fatal|Fail)|\brequire\.\w+\(|\b(?:EXPECT|ASSERT|CHECK)_?\w*\(|\b(?:grep|test|diff|cmp)\b|\[\[? |\bif\b[^\n]{1,300}\b(?:process\.exit\(\s*[1-9]|sys\.exit\(\s*[1-9'"]|exit\s+[1-9]|throw\s+new\s+\w*Error|raise\s+(?:AssertionError|SystemExit)\b)/;
/** Assertions that hold whatever the code does. */
const HOLDS_ALWAYS =
  /assert(?:True|_true|\.ok)?\s{0,9}\(?\s{0,9}(?:True|true|1)\s{0,9}\)?\s{0,9};?$|assertEqual\(\s{0,9}(\w{1,80})\s{0,9},\s{0,9}\1\s{0,9}\)|expect\(\s{0,9}(?:true|1)\s{0,9}\)\.\w{1,80}\((?:true|1)?\)|assert\s{1,9}(\w{1,80})\s{0,9}==\s{0,9}\2\s{0,9}$/;
/** A failing assertion ends nowhere. */
const SWALLOWS =
  /^\s*except\s{0,9}(?:\(?\s{0,9}(?:AssertionError|Exception|BaseException)\b[^:]{0,60})?:|\bsuppress\(\s{0,9}(?:AssertionError|Exception)\b|\bcatch\s{0,9}(?:\(\s{0,9}\w{0,80}\s{0,9}\))?\s{0,9}\{\s{0,99}\}/;
const COMMENT = /^\s*(?:#|\/\/|\*|\/\*|--|<!--|;)/;

const isAssertion = (line: string): boolean =>
  ASSERTS.test(line) && !COMMENT.test(line) && !HOLDS_ALWAYS.test(closedUp(line.trim()));

const OF_CODE = /\bassert\w*\s*[.(]|\bassert\s+\S|\bexpect\s*\(/;
const SPEAKS_OF_STANDINS =
  /\b(?:placeholders?|skeletons?|scaffold\w*|dummy|smoke|empty|stubs?|samples?|trivial|boilerplate|templates?)\b/i;
const DEFINES_TEST = /^[ \t]*(?:async )?def test_|^[ \t]*(?:it|test)(?:\.skip|\.todo)?\(|^[ \t]*x(?:it|test)\(/gm;
const SKIPS_TEST =
  /^[ \t]*@(?:pytest\.mark\.skip|unittest\.skip)(?!If|Unless|if)|^[ \t]*(?:it|test)\.(?:skip|todo)\(|^[ \t]*x(?:it|test)\(/gm;
const EMPTY_TEST =
  /^[ \t]*(?:it|test)\([^\n]{1,300}(?:=>[ \t]*\{\s{0,40}\}|function[ \t]*\w{0,40}\([^()\n]{0,40}\)[ \t]*\{\s{0,40}\})[ \t]*\);?[ \t]*$|^[ \t]*(?:async )?def test_\w{0,80}\([^()\n]{0,80}\)[^:\n]{0,40}:\s{1,40}pass[ \t]*$/gm;
/** No test stands in one longer line; trying to read it so costs its square. */
const LONGEST_LINE = 1_000;
/** How each assertion of a new test file holds whatever the code does; null where one does not. */
export function assertsNothing(path: string, text: string, before: string | null, asked: string): string | null {
  if (SPEAKS_OF_STANDINS.test(asked) || before !== null || !isTestFile(path) || !/\.(?:py|[cm]?[jt]sx?)$/i.test(path))
    return null;
  const lines = text
    .split('\n')
    .map((line) =>
      line.length > LONGEST_LINE ? line : line.trim().replace(/^(?:it|test)\(.*=>\s*(.*?)\}?\);?$/, '$1'),
    )
    .filter((line) => OF_CODE.test(line) && !COMMENT.test(line) && !/^(?:import|from|const .*require)\b/.test(line));
  const tests = text.match(DEFINES_TEST)?.length ?? 0;
  const skipped = text.match(SKIPS_TEST)?.length ?? 0;
  if (tests > 0 && skipped >= tests && !/\bskip/i.test(asked)) return 'all its tests are skipped';
  const empty = text.match(EMPTY_TEST)?.length ?? 0;
  if (tests > 0 && empty >= tests) return 'all its tests are empty';
  if (lines.length > 0 && lines.every((line) => HOLDS_ALWAYS.test(closedUp(line))))
    return `all it asserts holds whatever the code does: ${(lines[0] ?? '').slice(0, 80)}`;
  return testsNothing(path, text, asked) ? 'it takes nothing from anywhere, and tests nothing' : null;
}

/** What was said of the work. */
export interface Said {
  /** By the user. */
  readonly user: string;
  /** By the plan. */
  readonly plan: string;
  readonly certainty: Certainty;
  /** Files that are gone since the task began. */
  readonly gone: readonly string[];
  /** Files that earlier subtasks have made. */
  readonly made?: ReadonlySet<string>;
}

interface Fault {
  readonly path: string;
  readonly says: string;
  /** Less is tested, as opposed to something else. */
  readonly isLoss: boolean;
}

export function testsKept(changes: readonly FileChange[], diff: string, said: Said): CheckResult[] {
  const before = changes.filter((change) => change.operation !== 'create' && isTestFile(changedPath(change)));
  const user = spokenOf(said.user);
  const areProtected = protects(user);
  if (before.length === 0 || (!areProtected && asksForTests(user))) return [];
  const areMeasure = areProtected || MEASURES.test(user);
  const isMeasure = areMeasure || MENDS.test(user) || (!IN_ENGLISH.test(user) && OF_TESTS.test(user));
  if (!isMeasure && asksForTests(spokenOf(said.plan))) return [];
  const mayChange = !areProtected && (CHANGES.test(user) || takesAway(said.user));
  const faults = faultsIn(before, changes, diff, said.gone, isMeasure, mayChange).filter(
    ({ isLoss }) => !(isLoss && !isMeasure && takesAway(said.user)),
  );
  if (faults.length === 0) return [{ name: 'tests_kept', passed: true, detail: 'none was made easier' }];
  const { made = new Set() } = said;
  // Tests that the task itself has written are what the plan then measures by.
  const areOwn = MEASURES.test(spokenOf(said.plan)) && faults.every(({ path }) => made.has(path));
  const isCertain = areOwn || (areMeasure ? !mayChange : said.certainty === 'certain' && !MENDS.test(user));
  const certainty = isCertain ? 'certain' : 'doubtful';
  const what = listed(faults.map(({ says }) => says));
  const because =
    certainty === 'certain' ? `tests were changed, which nobody asked for: ${what}` : `makes tests easier (${what})`;
  return [unasked('tests_kept', because, [...new Set(faults.map(({ path }) => path))], certainty)];
}

/** Whether the tests are what a text measures the work by. */
export const measuresByTests = (text: string): boolean => MEASURES.test(spokenOf(text));

const asksForTests = (spoken: string): boolean =>
  ASKED.test(spoken) || MARKED.test(spoken) || TESTS_ARE_WRONG.test(spoken);

/** A text as grammar, in which the names of test files are tests. */
function spokenOf(text: string): string {
  const { text: masked, files } = mask(text);
  return (
    masked
      .replace(/⟦F(\d+)⟧/g, (_, at: string) => (isTestFile(files[Number(at)] ?? '') ? 'tests' : ' '))
      .replace(/⟦\w+⟧/g, ' ')
      // So are the names of their functions.
      .replace(/(?<!\w)test_\w{1,80}|(?<!\w)test[A-Z]\w{1,80}/g, 'tests')
      .replace(/[ \t]{2,}/g, ' ')
  );
}

function faultsIn(
  before: readonly FileChange[],
  changes: readonly FileChange[],
  diff: string,
  goneBefore: readonly string[],
  isMeasure: boolean,
  mayChange: boolean,
): Fault[] {
  const gone = new Set(
    [
      ...goneBefore,
      ...changes.flatMap((c) => (c.operation === 'delete' || c.operation === 'rename' ? [changedPath(c)] : [])),
    ]
      .filter((path) => !isTestFile(path))
      .map((path) => stemOf(path).toLowerCase()),
  );
  const faults = before.flatMap((change): Fault[] => {
    const { operation, path } = change;
    const old = changedPath(change);
    if (gone.has(subjectOf(old))) return [];
    if (operation === 'delete') return [{ path, says: `${path} was deleted`, isLoss: true }];
    if (operation !== 'rename' || isTestFile(path)) return [];
    return [{ path, says: `${old} was moved to ${path}, where it is no test`, isLoss: true }];
  });
  const lines = [...linesByFile(diff)].filter(([path]) => isTestFile(path));
  // Assertions that have moved to another test are there still.
  const spare = lines.reduce((sum, [, { added, removed }]) => sum + count(added) - count(removed), 0);
  for (const [path, { added, removed }] of lines) {
    if (!before.some((change) => change.path === path)) continue;
    const skip = added.find((line) => SKIPS.test(line) && !COMMENT.test(line) && !removed.includes(line));
    if (skip !== undefined) faults.push({ path, says: `${path} skips: ${skip.trim().slice(0, 120)}`, isLoss: false });
    const swallows = isMeasure
      ? added.find((line) => SWALLOWS.test(closedUp(line)) && !removed.includes(line))
      : undefined;
    if (swallows !== undefined)
      faults.push({ path, says: `${path} lets failures pass: ${swallows.trim().slice(0, 120)}`, isLoss: false });
    const fewer = count(removed) - count(added);
    const isFewer = fewer > 0 && spare < 0;
    if (isFewer) faults.push({ path, says: `${path} has ${fewer} assertions fewer`, isLoss: true });
    const bent = isMeasure && fewer <= 0 ? bentIn(added, removed, mayChange) : undefined;
    if (bent !== undefined)
      faults.push({ path, says: `${path} no longer says: ${bent.trim().slice(0, 120)}`, isLoss: false });
  }
  return faults;
}

const count = (lines: readonly string[]): number => lines.filter(isAssertion).length;

const WORD = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|[A-Za-z_$][\w$]*/g;
/** Words of an assertion that say what holds, as opposed to what of; where a module stands is none. */
const SAYS =
  /^(?:["'`](?!\.{1,2}\/)|(?:true|false|null|none|undefined|nan|not|is|in|and|or|never)$|assert|expect|to[A-Z]|equal|be$|deep)/i;

/**
 * An assertion that is gone or says something else; one that only moved or was laid out anew is there still, and, where
 * the code may change, one that only calls things by other names.
 */
function bentIn(added: readonly string[], removed: readonly string[], mayChange: boolean): string | undefined {
  const fold = (line: string): string => line.replace(/[\s;,'"`()]+/g, '');
  const values = (line: string): string => fold(line.replace(WORD, (word) => (SAYS.test(word) ? word : '_')));
  const same = mayChange ? values : fold;
  const there = new Set(added.map(same));
  return removed.find((line) => isAssertion(line) && !there.has(same(line)));
}
