import type { VerifyWork } from '#contracts';
import type { CheckResult } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { isTestFile } from '../file-kinds.js';
import { isLast } from '../result.js';
import { checksPass } from './run-checks.js';

/* Commands that the goal or a criterion says are to pass: checks of their own. */

const PASSES = '(?:pass(?:es)?|succeeds?|works?|exits?\\s+(?:with\\s+)?(?:code\\s+|status\\s+)?(?:0|zero))';
const COMMAND = '`([^`\\n]{3,200})`';
/** "so that `node test.js` passes", "make `npm test` pass", "`make check` must exit with 0". */
const SAID = new RegExp(
  `(?:(?:\\bso\\s+(?:that\\s+)?|\\buntil\\s+|\\bmakes?\\s+|\\bmaking\\s+|\\bensure\\s+(?:that\\s+)?|\\bsure\\s+(?:that\\s+)?|\\bthat\\s+|\\band\\s+|^[ \\t]{0,80}(?:[-*•]\\s+)?)(?:the\\s+command\\s+)?|[.;:]\\s+)${COMMAND}\\s+(?:must\\s+|should\\s+|has\\s+to\\s+|still\\s+|then\\s+)?(${PASSES})(?!\\s+(?:on|in|under|with|only|through|by|to|as|for|when|if|after|once|from|at|against|without)\\b|\\w)`,
  'gim',
);
/** "Run test_slug.py to check it": a test that is named to be run is to pass. */
const RUN_TEST =
  /\brun\s+(?:the\s+)?(?:tests?\s+(?:in\s+)?|script\s+)?`?([\w./-]{1,120}\.(?:py|[cm]?js|sh))`?(?=\s+(?:to|and)\s+(?:check|verify|confirm|make\s+sure|prove|see\s+that|be\s+sure)\b)/gi;
/** A command of a usual runner, without marks round it: "make npm test pass". */
const BARE_COMMAND =
  '((?:npm|pnpm|yarn) (?:run )?test(?::[\\w-]{1,40})?|npm t|pytest|python3? -m (?:unittest|pytest)|make (?:test|check)|cargo test|go test(?: \\./\\.\\.\\.)?|(?:node|python3?|sh|bash) [\\w./-]{1,120}\\.(?:[cm]?js|py|sh))';
/** In quotes stands a command, or what is to be written somewhere. */
const COMMAND_QUOTED = new RegExp(`["'“”„‘’]${BARE_COMMAND}["'“”‘’]`, 'gi');
const TEXT_QUOTED = /"[^"\n]{1,300}"|“[^“”\n]{1,300}”/g;
const OF_A_TEST = '(?:the\\s+(?:tests?|script)\\s+(?:in\\s+)?)?([\\w./-]{1,120}\\.(?:py|[cm]?js|sh))';
/** Behind these, what passes passes in some case only. */
const NO_CASE =
  '(?!\\s+(?:on|in|under|with|only|through|by|to|as|for|when|if|but|except|after|once|from|at|against|without)\\b|\\w|\\s*\\?)';
const ENDS_WELL =
  '(?:pass(?:es)?|succeeds?|(?:be|is|stays?|remains?|goes|turns?)\\s+green|green|exits?\\s+(?:with\\s+)?(?:code\\s+)?0)';
const MUST = '(?:(?:must|should|has\\s+to|needs\\s+to)\\s+(?:still\\s+|then\\s+|keep\\s+)?|still\\s+)';
/** "Make npm test pass", "so that npm test passes", "npm test must stay green", "test.js must pass". */
const SAID_BARE = [
  `\\b(?:makes?|making|get|so\\s+(?:that)?|until|ensure(?:\\s+that)?|sure(?:\\s+that)?)\\s+(?:the\\s+command\\s+)?${BARE_COMMAND}\\s+${MUST}?${ENDS_WELL}${NO_CASE}`,
  `(?<![\\w\`])${BARE_COMMAND}\\s+${MUST}${ENDS_WELL}${NO_CASE}`,
].map((pattern) => new RegExp(pattern, 'gi'));
const TEST_SAID = new RegExp(
  `(?<![\\w./-])(?:make\\s+${OF_A_TEST}\\s+${ENDS_WELL}|${OF_A_TEST}\\s+${MUST}${ENDS_WELL})${NO_CASE}`,
  'gi',
);
/** "Npm test is red": where a fault is to be mended, that is what it is measured by. */
const SAID_RED = new RegExp(
  `(?:^|[.;:,\\n]\\s*|\\b(?:(?<!so\\s)that|because|since|as)\\s+|\\bnow\\s+)(?:currently\\s+|running\\s+)?${BARE_COMMAND}\\s+(?:currently\\s+|now\\s+|still\\s+)?(?:fails?|is\\s+(?:red|failing|broken)|(?:does\\s+not|doesn['’]t|no\\s+longer)\\s+pass(?:es)?)${NO_CASE}`,
  'gim',
);
export const MENDS =
  /\b(?:fix|repair|mend|solve|correct)(?:es|ed|ing)?\b|\b(?:bug|fault|error|mistake)\s+(?:is|must\s+be|seems\s+to\s+be)\s+in\b|\bis\s+(?:broken|missing)\b/i;
/** Less than all of it is to be mended, or nothing but looked for. */
const NOT_ALL =
  /\b(?:first|one\s+of|some\s+of|part(?:ly)?|at\s+least|half|investigate|explain|analy[sz]e|find\s+out|why|report|describe|document)\b/i;

const MAY_FAIL = /\b(?:failing|should\s+fail|(?:it|that)\s+fails?|red|reproduc\w*|demonstrat\w*|expos\w*)\b/i;
const RUNNERS = { py: 'python3 -B', sh: 'sh', js: 'node', cjs: 'node', mjs: 'node' } as const;

function testsSaid(text: string): string[] {
  if (MAY_FAIL.test(text)) return [];
  return [...text.matchAll(RUN_TEST)].flatMap(([, path = '']) => runOf(path));
}

/** What is said of commands of usual runners, whatever marks are round them. */
function bareSaid(text: string): string[] {
  const plain = text.replaceAll('`', '').replace(COMMAND_QUOTED, '$1').replace(TEXT_QUOTED, '""');
  const runs = SAID_BARE.flatMap((pattern) =>
    [...plain.matchAll(pattern)].filter(isMeant).map(([, said = '']) => said),
  );
  const tests = [...plain.matchAll(TEST_SAID)]
    .filter(isMeant)
    .flatMap(([, made = '', must = '']) => runOf(made || must));
  const isToMend = MENDS.test(plain) && !NOT_ALL.test(plain);
  const red = isToMend ? [...plain.matchAll(SAID_RED)].map(([, said = '']) => said) : [];
  return [...runs, ...tests, ...red];
}

/** Not of what might be: "if npm test must pass", "document that npm test passes". */
const isMeant = ({ index, input }: RegExpMatchArray): boolean =>
  !/\b(?:if|whether|when|unless|not|n['’]t|never|no longer|document|explain|describe|say|says|mention|check|how)\b[^.;\n]{0,60}$/i.test(
    (input ?? '').slice(Math.max(0, (index ?? 0) - 80), index),
  );

function runOf(path: string): string[] {
  const runner = RUNNERS[path.slice(path.lastIndexOf('.') + 1).toLowerCase() as keyof typeof RUNNERS];
  return isTestFile(path) && !/^[./-]*(?:\.\.|-)/.test(path) ? [`${runner} ${path}`] : [];
}

/** Programs that look at the files of a project and need nothing but them. */
const LOOKS =
  /^(?:node|python3?|bash|sh|ruby|perl|php|make|npm (?:test|run)|pnpm (?:test|run)|yarn (?:test|run)|pytest|python3? -m (?:unittest|pytest|compileall|py_compile)|go (?:test|vet|build)|cargo (?:test|check|build)|test|grep|diff|cmp|\.\/[\w./-]+)(?:\s|$)/;
/** What may do more than look, or is only a pattern of a command. */
const MORE =
  /[;&|<>$\n]|\.\.\.|…|<\w+>|\b(?:rm|mv|cp|install|publish|push|deploy|start|serve|dev|watch|curl|wget|docker|kubectl)\b/i;
/** What works may end with another code where it was given nothing to do; what tests may not. */
const TESTS =
  /^(?:pytest|make|(?:npm|pnpm|yarn|go|cargo) (?:run )?test|python3? -m (?:unittest|pytest)|\S+ \S*tests?(?![a-z]))/;
const MOST = 3;

/** Pure. */
export function commandsSaid(text: string): string[] {
  const commands = [...text.matchAll(SAID)].flatMap(([, said = '', ends = '']) => {
    const command = said.trim();
    return /^works?$/i.test(ends) && !TESTS.test(command) ? [] : [command];
  });
  return [...new Set([...commands, ...bareSaid(text), ...testsSaid(text)])]
    .filter((command) => LOOKS.test(command) && !MORE.test(command))
    .slice(0, MOST);
}

/** Words of an output by which the machine, and not the work, may be why a command fails. */
const OF_THE_MACHINE =
  /\bnot found\b|cannot find (?:module|package) ['"](?![./])|no module named|modulenotfound|enotfound|econnrefused|eai_again|getaddrinfo|network|proxy|timed? ?out|eacces|eperm|erofs|permission denied|read-only|no space|out of memory|not installed|unsupported engine|requires node|enoent|no such file|could not resolve|address already in use|display|sandbox|killed/i;

/** Whether a command that failed has certainly failed for what the work is. `detail` begins with how it ended. Pure. */
export const failsForTheWork = (detail: string): boolean =>
  /^exit code (?!0\b|12[4-7]\b|1[3-5]\d\b)\d+ in /.test(detail) && !OF_THE_MACHINE.test(detail);

/** Those of the last step of the work: before it, what they need may be still to come. */
export async function saidPass(
  work: VerifyWork,
  tree: AttemptTree,
  runner: CheckRunner,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const { task, subtask, instructions } = work;
  // What the user says later may change what was said before.
  if (subtask === null || instructions.length > 0 || !isLast(work)) return [];
  const said = commandsSaid(`${task.goal}\n${subtask.description}\n${subtask.acceptanceCriteria}`);
  const commands = said.filter((command) => !subtask.checks.includes(command));
  if (commands.length === 0) return [];
  if (subtask.checks.length > 0) await tree.reset();
  const ran = await checksPass(runner, tree, commands, signal);
  return ran.flatMap(({ result }) => (result.passed || failsForTheWork(result.detail) ? [result] : []));
}
