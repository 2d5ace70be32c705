import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../ports/attempt-trees.js';
import { MOST_WALKED, walk, type Ran } from './deterministic-checks.js';
import { nameOf } from './file-kinds.js';
import { escaped } from './stated/held.js';

/* Checks that cannot run where the work is: their program is not here, or the project is none of their kind. */

const FILES_OF: readonly (readonly [tools: RegExp, files: RegExp])[] = [
  [
    /^(?:npm|pnpm|yarn|bun)\s+(?:(?:run(?:-script)?|test|t|start)\b|(?:lint|build|typecheck|check)$)/,
    /^package\.json$/,
  ],
  [/^cargo\s/, /^Cargo\.toml$/],
  [/^mvn\s/, /^pom\.xml$/],
  [/^(?:\.\/gradlew|gradle)\s/, /^(?:build|settings)\.gradle(?:\.kts)?$/],
  [/^make(?:\s|$)/, /^(?:GNUm|[Mm])akefile$/],
  [/^composer\s+(?:test|run)/, /^composer\.json$/],
  [/^bundle\s+exec\b/, /^Gemfile$/],
];
const MISSING =
  /(?:^|\n)(?:\/\S*\/)?(?:ba|da)?sh: (?:(?:line )?\d+: )?([\w.+-]{1,60}): (?:command )?not found\s*(?:\n|$)/;

interface Absence {
  /** What is missing; null where the project lacks the files of its kind. */
  readonly program: string | null;
  readonly because: string;
}

/**
 * Why a check that failed says nothing of the work; null where it may say something. `paths`: all of the project's files,
 * before the work and after it. `asked`: all that was asked for; what that speaks of is part of the work. Pure.
 */
export function absenceIn(
  command: string,
  { passed, detail }: CheckResult,
  paths: readonly string[],
  asked: string,
): Absence | null {
  if (passed) return null;
  const isAsked = (word: string): boolean => new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`, 'i').test(asked);
  const [program = ''] = command.trim().split(/\s+/);
  const [, missing] = (detail.startsWith('exit code 127 ') && MISSING.exec(detail)) || [];
  const isNamed = missing !== undefined && command.split(/[\s;&|()]+/).includes(missing) && !isAsked(missing);
  if (isNamed && !paths.some((path) => nameOf(path).replace(/\.\w+$/, '') === missing))
    return { program: missing, because: `${missing} is not on this machine` };
  if (/[;&|\n<>`$]/.test(command) || isAsked(program.replace(/^\.\//, ''))) return null;
  const [, files] = FILES_OF.find(([tools]) => tools.test(command.trim())) ?? [];
  if (files === undefined || paths.some((path) => files.test(nameOf(path)))) return null;
  // What is still to be made may be named.
  return asked.split(/[^\w.-]+/).some((word) => files.test(word.replace(/\.$/, '')))
    ? null
    : { program: null, because: `the project has none of the files that ${program} needs` };
}

/** Puts a note, which is neither for the work nor against it, in the place of a failure that says nothing. */
export async function heardHere(
  ran: readonly Ran[],
  { tree, changes, runner }: { tree: AttemptTree; changes: readonly FileChange[]; runner: CheckRunner },
  asked: string,
  signal: AbortSignal,
): Promise<Ran[]> {
  if (ran.every(({ result }) => result.passed)) return [...ran];
  const there = await walk(tree.root);
  if (there.length >= MOST_WALKED) return [...ran];
  const paths = [...there, ...changes.flatMap(({ path, oldPath }) => [path, oldPath ?? path])];
  const heard: Ran[] = [];
  for (const one of ran) {
    const absence = absenceIn(one.command, one.result, paths, asked);
    // The work may have printed what a shell prints.
    const isSo =
      absence !== null &&
      (absence.program === null || !(await runner.run(tree, `command -v ${absence.program}`, signal)).passed);
    heard.push(isSo ? { ...one, isHere: false, result: noted(one.result, absence.because) } : one);
  }
  return heard;
}

const noted = ({ name }: CheckResult, because: string): CheckResult => ({
  ...{ name, passed: true, proves: false },
  detail: `could not run here, so that it says nothing: ${because}`,
});
