import { dirname } from 'node:path';
import type { FileChange, SubtaskSpec } from '#domain';
import { isCode, isLeftBehind, isLockFile, isTestFile, nameOf, stemOf } from '../file-kinds.js';
import type { DiffLines } from '../diff-lines.js';
import { bringsIn, hasWord } from '../has-word.js';
import { escaped } from '../stated/held.js';
import { isSaid, standsIn } from './near-name.js';

/*
 * The user's words bind; the name that a plan alone has thought of for a file does not. Where the work has made another
 * file in its place, and nothing needs the name, a judge says whether that one will do. Pure.
 */

export interface Guessing {
  readonly changes: readonly FileChange[];
  /** All that the user said. */
  readonly user: string;
  readonly step: Pick<SubtaskSpec, 'description' | 'expectedOutputs'>;
  /** The plan's other steps. */
  readonly others: readonly Pick<SubtaskSpec, 'description' | 'acceptanceCriteria' | 'expectedOutputs'>[];
  /** Outputs that the worker was told are missing, and ended without. */
  readonly unmade: readonly string[];
  /** Every path of the tree. */
  readonly there: readonly string[];
  readonly lines: ReadonlyMap<string, DiffLines>;
}

/** The change of a file that may stand for an output at which nothing is: only a judge can say whether it does. */
export function standsFor(given: string, of: Guessing, taken: ReadonlySet<string>): FileChange | undefined {
  const output = plain(given);
  const isPattern = /^[^*?[\]{}]*\*\.\w+$/.test(output);
  if (output.includes('://') || (!isPattern && /[*?[\]{}]/.test(output))) return undefined;
  const removed = of.changes.find(
    ({ operation, path }) => operation === 'delete' && (path === output || path.startsWith(`${output}/`)),
  );
  if (removed !== undefined && isToGo(output, of.step.description)) return removed;
  if (given.endsWith('/') || !isGuessed(output, of)) return undefined;
  // Whoever has done away with it was to: it stands for itself, or under another name.
  const gone = of.changes.find(({ operation, path, oldPath }) => (operation === 'delete' ? path : oldPath) === output);
  if (gone !== undefined) return taken.has(gone.path) && gone.operation !== 'delete' ? undefined : gone;
  if (!isPattern && !of.unmade.includes(output)) return undefined;
  const planned = new Set(of.others.flatMap(({ expectedOutputs }) => expectedOutputs.map(plain)));
  const own = new Set(of.step.expectedOutputs.map(plain));
  const fits = ({ path, operation }: FileChange): boolean =>
    operation !== 'delete' &&
    !path.endsWith('/') &&
    // What another step is to make is no work of this one; both may be at work on a file that was there.
    !(operation !== 'modify' && planned.has(path)) &&
    !isLeftBehind(path) &&
    !isLockFile(path) &&
    (isOfCustom(output)
      ? coreOf(path) === coreOf(output)
      : isOfItsKind(path, output, of) || isSetFromOutside(path, output, of)) &&
    isInSaidFolder(path, output, of.user);
  const fitting = of.changes.filter(fits).sort((a, b) => likeness(b, output) - likeness(a, output));
  // A pattern is for several files that are new.
  if (isPattern && fitting.filter(({ path, operation }) => operation === 'create' && !own.has(path)).length < 2)
    return undefined;
  const free = fitting.find(({ path }) => !taken.has(path));
  if (free !== undefined) return free;
  // Who has made one file by its planned name has left the other one out; who names none so may have put both into one.
  if (fitting.some(({ path, operation }) => operation !== 'modify' && own.has(path))) return undefined;
  return fitting.find(({ path }) => !own.has(path) && tellsOf(output, own, of.lines.get(path)?.added ?? []));
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

export const plain = (path: string): string => path.replace(/^\.\//, '').replace(/\/$/, '');

/** Whether nobody but the plan has named an output, and no other of its steps is told to use it by that name. */
export function isGuessed(
  output: string,
  { user, others, there }: Pick<Guessing, 'user' | 'others' | 'there'>,
): boolean {
  const [name, stem] = [nameOf(output).toLowerCase(), stemOf(output).toLowerCase()];
  if (name === '') return false;
  // Who names a file that is there does not name another one that is called the same.
  const paths = new Set(there.filter((path) => path !== output && nameOf(path) === nameOf(output)));
  const withoutThose = (text: string): string =>
    text.replace(PATH, (path) => (paths.has(path.replace(/[./]+$/, '')) ? ' ' : path)).toLowerCase();
  const said = withoutThose(user);
  if (isSaid(output, said) || standsIn(name, said) || isCalled(stem, said)) return false;
  const elsewhere = withoutThose(others.flatMap((other) => [other.description, other.acceptanceCriteria]).join('\n'));
  return !standsIn(name, elsewhere) && !isCalled(stem, elsewhere);
}

/** With a folder. */
const PATH = /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)+/gu;

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

/** Names by which programs look for a file, so that only their like will do. */
const isOfCustom = (output: string): boolean =>
  /^(?:[A-Z][A-Za-z]*|\..*|__\w+__\.py|conftest\.py|index\.\w+|main\.\w+|mod\.rs|(?:package|tsconfig|composer)\.json|(?:pyproject|Cargo)\.toml|setup\.(?:py|cfg)|requirements\.txt|go\.mod|pom\.xml|(?:docker-)?compose\.ya?ml)$/.test(
    nameOf(output),
  );
/** ".vimrc" and "vimrc", ".prettierrc" and ".prettierrc.json"; a name that is not hidden keeps its ending. */
const coreOf = (path: string): string => {
  const name = nameOf(path);
  return (name.startsWith('.') ? stemOf(name).slice(1) || name.slice(1) : name).toLowerCase();
};

/** Endings of one kind of file, each with the words by which it is asked for. */
const KINDS: readonly (readonly (readonly [endings: string, words: RegExp | null])[])[] = [
  [
    ['md markdown mdx', /\b(?:markdown|md|mdx)\b/],
    ['txt text', /\b(?:txt|plain text|text file)\b/],
    ['rst', /\b(?:rst|restructuredtext)\b/],
    ['adoc', /\b(?:adoc|asciidoc)\b/],
    ['org', null],
    ['csv', /\bcsv\b/],
    ['tsv', /\btsv\b/],
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

type Asked = Pick<Guessing, 'user' | 'lines'>;

/** Whether two files are of one kind, and of one ending where the user has asked for that. */
export function isOfItsKind(path: string, output: string, { user, lines }: Asked): boolean {
  const [is, wanted] = [endingOf(path), endingOf(output)];
  if (isTestFile(path) !== isTestFile(output))
    return isTestFile(output) && isCode(path) && is === wanted && lines.get(path)?.added.some(isOfATest) === true;
  // A name without an ending says nothing but that no program was meant.
  if (wanted === '') return is === '' || (!isCode(path) && KINDS[0]?.some(([endings]) => has(endings, is)) === true);
  if (is === wanted) return true;
  const kind = KINDS.find((endings) => endings.some(([some]) => has(some, wanted)));
  const [same, other] = [wanted, is].map((ending) => kind?.find(([endings]) => has(endings, ending)));
  if (same === undefined || other === undefined) return false;
  // The ending of a file that is named is no wish for others.
  return same === other || same[1]?.test(user.toLowerCase().replace(/(?<=[\p{L}\d_*-])\.\w+/gu, ' ')) !== true;
}
/** Settings may come from the environment or the command line as well as from a file of them. */
const isSetFromOutside = (path: string, output: string, { lines }: Asked): boolean =>
  /\.(?:jsonc?|json5|ya?ml|toml|ini|cfg|conf|env|properties)$/i.test(output) &&
  isCode(path) &&
  lines.get(path)?.added.some((line) => READS_SETTINGS.test(line)) === true;
const READS_SETTINGS =
  /\bprocess\.(?:env|argv)\b|\bparseArgs\(|\bimport\.meta\.env\b|\bos\.(?:environ|getenv|Getenv|LookupEnv|Args)\b|\bargparse\b|\bsys\.argv\b|\benv::(?:var|args)|\bSystem\.getenv\(|\bgetenv\(|\bENV(?:\[|\.fetch)|\$\{\w+:[-=?]/;
/** Tests may stand in what they test. */
const isOfATest = (line: string): boolean =>
  /#\[(?:\w+::)?test\b|#\[cfg\(test\)\]|@Test\b|\bdef test_\w|\bfunc Test\w|\bunittest\b|\bdoctest\b|\b(?:it|test|describe)\(['"`]/.test(
    line,
  );
const has = (endings: string, ending: string): boolean => endings.split(' ').includes(ending);

/** A folder that the user has spoken of is where the file belongs. */
const isInSaidFolder = (path: string, output: string, user: string): boolean =>
  dirname(output)
    .split('/')
    .every((folder) => folder === '.' || dirname(path).split('/').includes(folder) || !isSaidFolder(folder, user));

const FOLDER =
  '(?:sub)?(?:folder|director(?:y|ies)|dir|(?:unter)?ordner|verzeichnis|dossier|répertoire|carpeta|directorio|cartella|pasta|map|katalog|mappe?|папк\\p{L}*|каталог\\p{L}*|klasör\\p{L}*|文件夹|フォルダ|폴더)';
/**
 * With a stroke beside it, a word for it, or "in" before it, and in its own letters: many folders are called as other
 * things are.
 */
function isSaidFolder(folder: string, user: string): boolean {
  const name = `["'\`]?(${escaped(folder)})["'\`]?`;
  const before = `(?:/|(?<!\\p{L})(?:${FOLDER}|in(?:to)?|under|inside|unter|dans|en|nella?|em)\\s{1,3})`;
  const said = new RegExp(
    `${before}${name}(?![\\p{L}\\d_-]|\\.\\w)|(?<![\\p{L}\\d_-])${name}(?:/|[\\s-]${FOLDER})`,
    'giu',
  );
  return [...user.matchAll(said)].some(([, one, other]) => (one ?? other) === folder);
}

const wordsOf = (path: string): string[] =>
  stemOf(path)
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
/** Whether what was added to a file speaks of all by which an output's name differs from those of the others. */
function tellsOf(output: string, outputs: Iterable<string>, added: readonly string[]): boolean {
  const others = new Set([...outputs].filter((other) => other !== output).flatMap(wordsOf));
  const own = wordsOf(output).filter((word) => !others.has(word));
  const text = added.join('\n').toLowerCase();
  return own.length > 0 && own.every((word) => !/^\d+$/.test(word) && text.includes(word));
}
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
 * Whether a file needs an output by its name: a link to it, or code that takes it in. Where another one bears the same
 * name, by its path.
 */
export function needsByName(output: string, { path, text }: Written, hasNamesake: boolean): boolean {
  const [name, stem] = [nameOf(output), stemOf(output)];
  if (hasNamesake) return standsIn(output, text);
  if (standsIn(name, text)) return true;
  return (
    isCode(output) &&
    isCode(path) &&
    text.includes(stem) &&
    text.split('\n').some((line) => line.length < 1000 && bringsIn(line, stem))
  );
}
