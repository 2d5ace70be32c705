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
const MAY_FAIL = /\b(?:failing|should\s+fail|(?:it|that)\s+fails?|red|reproduc\w*|demonstrat\w*|expos\w*)\b/i;
const RUNNERS = { py: 'python3 -B', sh: 'sh', js: 'node', cjs: 'node', mjs: 'node' } as const;

function testsSaid(text: string): string[] {
  if (MAY_FAIL.test(text)) return [];
  return [...text.matchAll(RUN_TEST)].flatMap(([, path = '']) => {
    const runner = RUNNERS[path.slice(path.lastIndexOf('.') + 1).toLowerCase() as keyof typeof RUNNERS];
    return isTestFile(path) && !/^[./-]*(?:\.\.|-)/.test(path) ? [`${runner} ${path}`] : [];
  });
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
  return [...new Set([...commands, ...testsSaid(text)])]
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
