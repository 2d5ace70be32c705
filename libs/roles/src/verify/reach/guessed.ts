import { dirname } from 'node:path';
import type { FileChange, SubtaskSpec } from '#domain';
import { isCode, isLeftBehind, isLockFile, isTestFile, nameOf, stemOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { isSaid, standsIn } from './near-name.js';

/*
 * The user's words bind; the name that a plan alone has thought of for a file does not. Where the work has made another
 * file in its place, and nothing needs the name, a judge says whether that one will do. Pure.
 */

export interface Guessing {
  readonly changes: readonly FileChange[];
  /** All that the user said. */
  readonly user: string;
  readonly step: Pick<SubtaskSpec, 'description' | 'expectedOutputs' | 'checks'>;
  /** The plan's other steps. */
  readonly others: readonly Pick<SubtaskSpec, 'description' | 'acceptanceCriteria' | 'expectedOutputs' | 'checks'>[];
  /** Outputs that the worker was told are missing, and ended without. */
  readonly unmade: readonly string[];
}

/** The change of a file that may stand for an output at which nothing is: only a judge can say whether it does. */
export function standsFor(given: string, of: Guessing, taken: ReadonlySet<string>): FileChange | undefined {
  const output = plain(given);
  if (output.includes('://') || /[*?[\]{}]/.test(output)) return undefined;
  const removed = of.changes.find(
    ({ operation, path }) => operation === 'delete' && (path === output || path.startsWith(`${output}/`)),
  );
  if (removed !== undefined && isToGo(output, of.step.description)) return removed;
  if (given.endsWith('/') || !isGuessed(output, of)) return undefined;
  // Whoever has done away with it was to: it stands for itself, or under another name.
  const gone = of.changes.find(({ operation, path, oldPath }) => (operation === 'delete' ? path : oldPath) === output);
  if (gone !== undefined) return taken.has(gone.path) && gone.operation !== 'delete' ? undefined : gone;
  if (!of.unmade.includes(output) || isOfCustom(output)) return undefined;
  const planned = new Set(of.others.flatMap(({ expectedOutputs }) => expectedOutputs.map(plain)));
  const fits = ({ path, operation }: FileChange): boolean =>
    operation !== 'delete' &&
    !taken.has(path) &&
    !path.endsWith('/') &&
    // What another step is to make is no work of this one; both may be at work on a file that was there.
    !(operation !== 'modify' && planned.has(path)) &&
    !isLeftBehind(path) &&
    !isLockFile(path) &&
    isOfItsKind(path, output, of.user) &&
    isInSaidFolder(path, output, of.user);
  return of.changes.filter(fits).sort((a, b) => likeness(b, output) - likeness(a, output))[0];
}

/** Whether a step is to do away with the whole of what it names as its output, and not with something in it. */
export function isToGo(output: string, description: string): boolean {
  const [said, name] = [description.toLowerCase(), nameOf(plain(output)).toLowerCase()];
  for (let at = said.indexOf(name); at >= 0 && name !== ''; at = said.indexOf(name, at + name.length))
    if (REMOVES.test(said.slice(Math.max(0, at - 120), at)) && WHOLE.test(said.slice(at + name.length))) return true;
  return false;
}
const REMOVES =
  /\b(?:delete|remove|drop|erase|get rid of)(?:\s+(?:the|whole|entire|old|unused|obsolete|dead|deprecated|folder|directory|file|module|package)){0,4}\s+[`"']?(?:[\w.-]{1,60}\/){0,8}$/;
const WHOLE =
  /^\/?[`"']?(?:\s+(?:folder|directory|file|module|package))?(?=\s*(?:[.,;:)](?!\w)|$|and\b|with\b|from\s+the\s+(?:repo|project|code)))/;

const plain = (path: string): string => path.replace(/^\.\//, '').replace(/\/$/, '');

/** Whether nobody but the plan's own step has ever named an output. */
export function isGuessed(output: string, { user, step, others }: Omit<Guessing, 'changes' | 'unmade'>): boolean {
  const [name, stem] = [nameOf(output).toLowerCase(), stemOf(output).toLowerCase()];
  if (name === '') return false;
  const said = user.toLowerCase();
  if (isSaid(output, user) || standsIn(name, said) || isCalled(stem, said)) return false;
  const elsewhere = others.flatMap((other) => [other.description, other.acceptanceCriteria]).join('\n');
  if (standsIn(name, elsewhere.toLowerCase()) || isCalled(stem, elsewhere.toLowerCase())) return false;
  const outputs = others.flatMap(({ expectedOutputs }) => expectedOutputs.map((one) => nameOf(plain(one))));
  if (outputs.some((one) => [name, stem].includes(one.toLowerCase()))) return false;
  const checks = [step, ...others].flatMap((one) => one.checks).join('\n');
  // A module is called without its ending, and a test in it behind a point.
  return !standsIn(name, checks.toLowerCase()) && !hasWord(checks, stemOf(output), /[\w-]/, OF_ANOTHER);
}

/** Behind the stem: more of a word, or the ending of another file. */
const OF_ANOTHER = /^(?:[\w-]|\.[a-z])/;

/** Whether a text gives a file its name without the ending. */
function isCalled(stem: string, text: string): boolean {
  const isQuoted = ['``', '""', "''", '“”', '„“', '«»'].some(([open = '', close = '']) =>
    text.includes(`${open}${stem}${close}`),
  );
  return isQuoted || [...CALLED].some((word) => hasWord(text, `${word} ${stem}`, /[\p{L}\d]/u, /^[\p{L}\d]/u));
}
const CALLED =
  'named called file module script namens genannt datei nommé nommée appelé appelée llamado llamada chiamato chiamata'.split(
    ' ',
  );

/** Names by which programs look for a file, so that no other will do. */
const isOfCustom = (output: string): boolean =>
  /^(?:[A-Z][A-Za-z]*|\..*|__\w+__\.py|conftest\.py|index\.\w+|main\.\w+|mod\.rs|(?:package|tsconfig|composer)\.json|(?:pyproject|Cargo)\.toml|setup\.(?:py|cfg)|requirements\.txt|go\.mod|pom\.xml|(?:docker-)?compose\.ya?ml)$/.test(
    nameOf(output),
  );

/** Endings of one kind of file, each with the words by which it is asked for. */
const KINDS: readonly (readonly (readonly [endings: string, words: RegExp | null])[])[] = [
  [
    ['md markdown mdx', /\b(?:markdown|md|mdx)\b/],
    ['txt text', /\b(?:txt|plain text|text file)\b/],
    ['rst', /\b(?:rst|restructuredtext)\b/],
    ['adoc', /\b(?:adoc|asciidoc)\b/],
    ['org', null],
  ],
  [['html htm', null]],
  [
    ['css', null],
    ['scss', /\bscss\b/],
    ['sass', /\bsass\b/],
    ['less', null],
  ],
  [
    ['json', /\bjson\b/],
    ['jsonc json5', null],
    ['yaml yml', /\bya?ml\b/],
    ['toml', /\btoml\b/],
    ['ini cfg conf', /\bini\b/],
    ['properties', null],
    ['xml', /\bxml\b/],
  ],
  [
    ['csv', /\bcsv\b/],
    ['tsv', /\btsv\b/],
  ],
  [
    ['js mjs cjs', /\b(?:js|javascript)\b/],
    ['jsx', /\bjsx\b/],
    ['ts mts cts', /\b(?:ts|typescript)\b/],
    ['tsx', /\btsx\b/],
    ['vue', /\bvue\b/],
    ['svelte', /\bsvelte\b/],
  ],
  [['py pyi', null]],
  [
    ['sh', null],
    ['bash', /\bbash\b/],
    ['zsh', /\bzsh\b/],
  ],
  [
    ['c', null],
    ['cpp cc cxx', null],
  ],
  [
    ['h', null],
    ['hpp', null],
  ],
];
const endingOf = (path: string): string => /[^/.]\.(\w{1,12})$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** Whether two files are of one kind, and of one ending where the user has asked for that. */
export function isOfItsKind(path: string, output: string, user: string): boolean {
  const [is, wanted] = [endingOf(path), endingOf(output)];
  if (isTestFile(path) !== isTestFile(output)) return false;
  // A name without an ending says nothing but that no program was meant.
  if (wanted === '') return is === '' || (!isCode(path) && KINDS[0]?.some(([endings]) => has(endings, is)) === true);
  if (is === wanted) return true;
  const kind = KINDS.find((endings) => endings.some(([some]) => has(some, wanted)));
  const [same, other] = [wanted, is].map((ending) => kind?.find(([endings]) => has(endings, ending)));
  if (same === undefined || other === undefined) return false;
  return same === other || same[1]?.test(user.toLowerCase()) !== true;
}
const has = (endings: string, ending: string): boolean => endings.split(' ').includes(ending);

/** A folder that the user has spoken of is where the file belongs. */
function isInSaidFolder(path: string, output: string, user: string): boolean {
  const folders = dirname(output).split('/');
  const said = user.toLowerCase();
  return folders.every(
    (folder) =>
      folder === '.' ||
      !hasWord(said, folder.toLowerCase(), /[\p{L}\d_-]/u, /^[\p{L}\d_-]/u) ||
      dirname(path).split('/').includes(folder),
  );
}

const wordsOf = (path: string): string[] =>
  stemOf(path)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
/** How near a file is to an output: words of their names, then the folder, then that it is new. */
function likeness({ path, operation }: FileChange, output: string): number {
  const words = new Set(wordsOf(output));
  const common = wordsOf(path).filter((word) => words.has(word)).length;
  const isBeside = dirname(path) === dirname(output);
  return (
    common * 8 + (isBeside ? 4 : 0) + (endingOf(path) === endingOf(output) ? 2 : 0) + (operation === 'create' ? 1 : 0)
  );
}

export interface Written {
  readonly path: string;
  readonly text: string;
}

/**
 * Whether a file needs an output by its name: a link to it, or code that takes it in. Where what was found bears the same
 * name, by its path.
 */
export function needsByName(output: string, { path, text }: Written, found: string): boolean {
  const [name, stem] = [nameOf(output), stemOf(output)];
  if (nameOf(found) === name) return standsIn(output, text);
  if (standsIn(name, text)) return true;
  return (
    isCode(output) &&
    isCode(path) &&
    text.includes(stem) &&
    text.split('\n').some((line) => line.length < 1000 && TAKES_IN.test(line) && hasWord(line, stem))
  );
}
const TAKES_IN = /\b(?:import|require|from|include|use|mod|source|load)\b|#include/;
