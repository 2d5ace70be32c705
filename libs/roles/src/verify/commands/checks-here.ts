import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { MOST_WALKED, walk } from '../walk.js';
import { notHere, type Ran } from './run-checks.js';
import { nameOf } from '../file-kinds.js';
import { escaped } from '../stated/held.js';

/* Checks that cannot run where the work is: their program is not here, or the project is none of their kind. */

/** A tool, the files it needs, and words of a goal or a step which say that the project is to be of its kind. */
const KINDS: readonly { readonly tools: RegExp; readonly files: RegExp; readonly words: RegExp }[] = [
  {
    tools: /^(?:npm|pnpm|yarn|bun)\s+(?:(?:run(?:-script)?|test|t|start)\b|(?:lint|build|typecheck|check)$)|^npx\s/,
    files: /^package\.json$/,
    words: /\b(?:npm|node(?:js)?|javascript|typescript|react|vue|svelte|express|package)\b/i,
  },
  { tools: /^cargo\s/, files: /^Cargo\.toml$/, words: /\b(?:rust|crate)\b/i },
  { tools: /^mvn\s/, files: /^pom\.xml$/, words: /\b(?:java|kotlin|maven|spring)\b/i },
  {
    tools: /^(?:\.\/gradlew|gradle)\s/,
    files: /^(?:build|settings)\.gradle(?:\.kts)?$/,
    words: /\b(?:java|kotlin|gradle|android|spring)\b/i,
  },
  { tools: /^make(?:\s|$)/, files: /^(?:GNUm|[Mm])akefile$/, words: /\b(?:makefile|make target)\b/i },
  { tools: /^composer\s+(?:test|run)/, files: /^composer\.json$/, words: /\b(?:php|laravel|composer)\b/i },
  {
    tools: /^(?:python3?\s+-m\s+)?pytest(?:\s|$)/,
    files: /^(?:test_\w+|\w+_test|conftest)\.py$/,
    words: /\b(?:py)?tests?\b/i,
  },
  { tools: /^bundle\s+exec\b/, files: /^Gemfile$/, words: /\b(?:ruby|rails|gem|bundler)\b/i },
];
const MISSING =
  /(?:^|\n)(?:\/\S*\/)?(?:ba|da)?sh: (?:(?:line )?\d+: )?([\w.+-]{1,60}): (?:command )?not found\s*(?:\n|$)/;

/** The program that a shell did not find; that of a pipe ends as the last of its commands does. */
export const missingIn = (command: string, detail: string): string | undefined =>
  detail.startsWith('exit code 127 ') || /\S\s*\|\s*\w/.test(command) ? MISSING.exec(detail)?.[1] : undefined;

/** The package that npx would have fetched, where there is no net. */
const UNFETCHED = /npm (?:error|ERR!) (?:code (?:EAI_AGAIN|ENOTFOUND|ENETUNREACH|ECONNREFUSED|ENOTCACHED)\b)/;
function unfetchedIn(command: string, detail: string): string | undefined {
  const program = /^(?:npx|npm exec|pnpm dlx|bunx)\s+(?:--?[\w-]+\s+){0,5}(@?[\w./-]{1,60})(?=\s|$)/.exec(
    command.trim(),
  )?.[1];
  const isIt = program !== undefined && UNFETCHED.test(detail) && detail.includes(`/${program.replace('/', '%2f')} `);
  return isIt ? program : undefined;
}

/** Terraform without the providers that it would have fetched. */
const UNINITIALISED = /\bMissing required provider\b|\bInconsistent dependency lock file\b|\bModule not installed\b/;

/** What a program reads, and what is never one; nor is what stands with the settings of several. */
const isNoProgram = (path: string): boolean =>
  /(?:^|\/)(?:[\w-]+\.d|etc|sites-(?:available|enabled))\//i.test(path) ||
  /\.(?:conf|cfg|ini|ya?ml|json|toml|md|txt|rst|xml|html?|css|csv|lock|env|service|properties|mod|sum)$/i.test(path);

/** Said of a program that it is to be made, or is to say something of the work. */
const RUNS =
  /\b(?:run|runs|running|execut\w+|invok\w+|call(?:s|ed)?|named|pass(?:es|ed|ing)?|accept\w*|succeed\w*|works?|compil\w+|green|clean(?:ly)?|exits?|valid\w*|checks?|errors?|warnings?|commands?|cli|scripts?|tools?|programs?|binary|executable)\b/i;
const MAKES = '\\b(?:create|write|implement|build|make|add|start|set\\s+up|develop|program)\\s+(?:[\\w-]+\\s+){0,5}';

/** Programs that bear the name of a language: "a Go program" is written in it. */
const OF_A_LANGUAGE =
  /^(?:go|node|deno|bun|python3?|ruby|perl|php|java|lua|luajit|julia|swift|dart|elixir|scala|kotlin|Rscript)$/;

/** All that was asked for, and what of it are the user's own words. */
interface Asked {
  readonly all: string;
  readonly user: string;
}

/**
 * Whether anybody has asked for a program, or the user for what it says: one that is only a subject is not asked for,
 * nor is one that the plan measures the work by. Pure.
 */
export function isWanted(program: string, command: string, { all, user }: Asked): boolean {
  if (OF_A_LANGUAGE.test(program)) {
    const own = new RegExp(`(?<![\\w./-])${program}\\s+[\\w./-]+`).exec(command)?.[0].replace(/\s+/g, ' ');
    return own !== undefined && user.replace(/\s+/g, ' ').includes(own);
  }
  const name = `(?<![\\w./-])${escaped(program)}(?![\\w-]|\\.\\w)`;
  // "Write the tool" makes it, "make the docker image smaller" does not.
  const [word, made] = [new RegExp(name, 'i'), new RegExp(`${MAKES}["'\`]?${name}(?!\\s+\\w)`, 'i')];
  const isIn = (text: string, isMeant: (said: string) => boolean): boolean => text.split(/\n|[.;!?]\s/).some(isMeant);
  return isIn(all, (said) => made.test(said)) || isIn(user, (said) => word.test(said) && RUNS.test(said));
}

/** A sanitizer reserves far more addresses than the sandbox lets a program have, whatever the program does. */
const NO_ROOM = /\bReserveShadowMemoryRange failed while trying to map\b/;

interface Absence {
  /** What is missing; null where the project lacks the files of its kind. */
  readonly program: string | null;
  readonly because: string;
}

/**
 * Why a check that failed says nothing of the work; null where it may say something. `paths`: all of the project's
 * files, before the work and after it. What was asked for and speaks of it is part of the work. Pure.
 */
export function absenceIn(
  command: string,
  { passed, detail }: CheckResult,
  paths: readonly string[],
  asked: Asked,
): Absence | null {
  if (passed) return null;
  if (NO_ROOM.test(detail))
    return { program: null, because: 'a sanitizer finds no room for its tables within the limits of the sandbox' };
  const isAsked = (word: string): boolean => isWanted(word, command, asked);
  const [program = ''] = command.trim().split(/\s+/);
  const missing = missingIn(command, detail);
  const isNamed = missing !== undefined && command.split(/[\s;&|()]+/).includes(missing) && !isAsked(missing);
  if (isNamed && !paths.some((path) => !isNoProgram(path) && nameOf(path).replace(/\.\w+$/, '') === missing))
    return { program: missing, because: `${missing} is not on this machine` };
  const unfetched = unfetchedIn(command, detail);
  if (unfetched !== undefined && !isAsked(unfetched))
    return { program: unfetched, because: `${unfetched} is not installed, and there is no net to fetch it` };
  if (/^(?:terraform|tofu)\s/.test(command.trim()) && UNINITIALISED.test(detail) && !isAsked(program))
    return { program: null, because: 'its providers are not installed, and there is no net to fetch them' };
  const module = /^python3?\s+-m\s+(\w{1,60})/.exec(command.trim())?.[1];
  const isModuleHere =
    module === undefined ||
    !new RegExp(`No module named '?${module}\\b`).test(detail) ||
    paths.some((path) => path.split('/').some((part) => part.replace(/\.py$/, '') === module));
  if (module !== undefined && !isModuleHere && !isAsked(module))
    return { program: null, because: `Python has no module ${module} on this machine` };
  // Of a chain, what each of its commands needs is missing.
  const parts = command.trim().split(/(?<!\s)\s+&&\s+/);
  return parts.every(
    (part) => lacksItsFiles(part, paths, asked.all) && !isAsked(part.split(/\s+/)[0]?.replace(/^\.\//, '') ?? ''),
  )
    ? { program: null, because: `the project has none of the files that ${program} needs` }
    : null;
}

/** Whether a command is of a kind of project that this one is not, and is not to be. */
function lacksItsFiles(command: string, paths: readonly string[], asked: string): boolean {
  const kind = /[;&|\n<>`$]/.test(command) ? undefined : KINDS.find(({ tools }) => tools.test(command));
  if (kind === undefined || paths.some((path) => kind.files.test(nameOf(path)))) return false;
  // What is still to be made may be named.
  const isToBe = asked.split(/[^\w.-]+/).some((word) => kind.files.test(word.replace(/\.$/, '')));
  return !isToBe && !kind.words.test(asked);
}

/** Puts a note, which is neither for the work nor against it, in the place of a failure that says nothing. */
export async function heardHere(
  ran: readonly Ran[],
  { tree, changes, runner }: { tree: AttemptTree; changes: readonly FileChange[]; runner: CheckRunner },
  asked: Asked,
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
    heard.push(isSo ? { ...one, isHere: false, result: notHere(one.result, absence.because) } : one);
  }
  return heard;
}
