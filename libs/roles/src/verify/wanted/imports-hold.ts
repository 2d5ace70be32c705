import { posix } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import { isLeftBehind, isScript } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { hasWord } from '../has-word.js';
import { importsIn } from '../stated/imports.js';

/* Whether modules of the project that import each other find what they import. */

const MOST_READ = 400;
const MODULE = /\.(?:[cm]?[jt]sx?|py)$/i;
const ENDINGS = ['', '.js', '.ts', '.mjs', '.cjs', '.jsx', '.tsx', '.mts', '.cts', '.d.ts', '.json', '.vue', '.svelte'];
/** What a compiler makes the named file of. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

interface Import {
  readonly line: string;
  readonly from: string;
  readonly names: readonly string[];
}

/** Imports that find nothing because of this work: a new one, or one whose module it changed. */
export async function importsHold(files: FilesView): Promise<CheckResult[]> {
  const changed = files.changes.filter(({ path, oldPath }) => MODULE.test(oldPath ?? path));
  const modules = files.there.filter((path) => MODULE.test(path) && !isLeftBehind(path) && !IS_EXAMPLE.test(path));
  if (changed.length === 0 || modules.length > MOST_READ) return [];
  // Folders that a compiler lays over each other.
  if (/"rootDirs"/.test((await files.text('tsconfig.json')) ?? '')) return [];
  const there = new Set(files.there);
  const stems = new Set(files.there.flatMap(otherForms));
  const made = ((await files.text('.gitignore')) ?? '')
    .split('\n')
    .map((line) => line.trimEnd().replace(/^\/|\/$/g, ''));
  const isMade = (path: string, from: string): boolean =>
    BY_TOOLS.test(from) ||
    placesOf(path, from).some((place) => made.some((one) => one.length > 2 && `/${place}/`.includes(`/${one}/`)));
  const faults: string[] = [];
  let looked = 0;
  for (const path of modules) {
    const text = await files.text(path);
    if (text === null) continue;
    const old = files.isChanged(path) ? ((await files.before(path)) ?? '') : text;
    for (const one of lookedInto(path, text)) {
      looked++;
      if (isMade(path, one.from)) continue;
      const isNew = !old.includes(one.line);
      const problem = await problemWith(path, one, isNew, files, there, stems);
      if (problem !== null) faults.push(problem);
    }
  }
  if (looked === 0) return [];
  const detail = faults.length === 0 ? 'they find what they import' : faults.slice(0, 6).join('; ');
  return [{ name: 'imports', passed: faults.length === 0, detail }];
}

/** What tools write when the project is built. */
const BY_TOOLS =
  /(?:_pb2?(?:_grpc)?|_version|[._]generated|[._]gen)(?:\.\w+)?$|(?:^|\/)(?:__generated__|generated)(?:\/|$)/;
const IS_EXAMPLE = /(?:^|\/)(?:__)?(?:fixtures?|testdata|examples?|snippets?)(?:__)?\//;
const OTHER_FORM =
  /^(.*?)\.(?:(?!(?:test|spec|stories|config)\.)\w+\.[cm]?[jt]sx?|pyx|pyi|pyd|so|c|cc|cpp|node|graphql|proto|peg)$/;
/** The module that a file is for one platform, describes, or is made into. */
const otherForms = (path: string): string[] => {
  const [, stem] = OTHER_FORM.exec(path) ?? [];
  return stem === undefined ? [] : [stem];
};

async function problemWith(
  path: string,
  { from, names }: Import,
  isNew: boolean,
  files: FilesView,
  there: ReadonlySet<string>,
  stems: ReadonlySet<string>,
): Promise<string | null> {
  const places = placesOf(path, from);
  const place = places.find((one) => there.has(one));
  if (place === undefined) {
    // Of what is installed nobody here knows, but of a module of the project that this work has taken away.
    const home = `/${from.replaceAll('.', '/')}.py`;
    const isGone = ({ path: now, oldPath, operation }: FileChange): boolean =>
      `/${oldPath ?? (operation === 'delete' ? now : '')}`.endsWith(home);
    const isFound = [...there].some(
      (one) => `/${one}`.endsWith(home) || one.endsWith(`${home.slice(0, -3)}/__init__.py`),
    );
    if (
      path.endsWith('.py') &&
      !from.startsWith('.') &&
      home.split('/').length > 2 &&
      !isFound &&
      files.changes.some(isGone)
    )
      return `${path} imports ${from}, which is not there`;
    // A folder may be a package without a file of its own.
    if (
      path.endsWith('.py') &&
      (!from.startsWith('.') || places.some((one) => [...there].some((p) => p.startsWith(`${one}/`))))
    )
      return null;
    if (places.length === 0) return null;
    // `x.ios.tsx`, `x.pyx` and `x.d.ts` are what `x` is, too.
    const [one = ''] = places;
    if (stems.has(one.replace(/\.(?:[cm]?js|py)$/, ''))) return null;
    const wasThere = places.some((one) => files.changes.some((change) => (change.oldPath ?? change.path) === one));
    return (isNew || wasThere) && !places.some(isLeftBehind) ? `${path} imports ${from}, which is not there` : null;
  }
  if (names.length === 0 || (!isNew && !files.isChanged(place))) return null;
  const text = await files.text(place);
  if (text === null || text.trim() === '' || givesAnything(place, text)) return null;
  const before = isNew ? null : await files.before(place);
  const missing = names.filter(
    (name) => !hasWord(text, name) && (isNew || (typeof before === 'string' && hasWord(before, name))),
  );
  return missing.length === 0 ? null : `${path} imports ${missing.join(', ')} from ${place}, which has no such name`;
}

/** A module that hands on names it does not write out. */
const givesAnything = (path: string, text: string): boolean =>
  path.endsWith('.py')
    ? /^[ \t]*from[ \t]{1,9}\S+[ \t]{1,9}import[ \t]{1,9}\*|__getattr__|globals\(\)/m.test(text) ||
      /__init__\.py$/.test(path)
    : !isScript(path) || /export\s*\*|module\.exports\s*=\s*[^{\s]|\.\.\.|Object\.(?:assign|define)/.test(text);

/** Those that name what they take from a module that may be one of the project. */
const lookedInto = (path: string, text: string): Import[] =>
  importsIn(path, text).flatMap(({ line, from, names }) =>
    from === null ||
    /^\s/.test(path.endsWith('.py') ? line : '') ||
    !(path.endsWith('.py') || /^\.{1,2}\/[^?#]+$/.test(from))
      ? []
      : names.some(({ name }) => name === '*')
        ? []
        : [{ line, from, names: names.flatMap(({ name }) => (name === 'default' ? [] : [name])) }],
  );

/** Where an import may lead; none for what is no module of the project. */
function placesOf(path: string, from: string): string[] {
  const folder = posix.dirname(path);
  if (path.endsWith('.py')) {
    const dots = /^\.*/.exec(from)?.[0].length ?? 0;
    const rest = from.slice(dots).replaceAll('.', '/');
    const home = dots === 0 ? folder : posix.join(folder, ...Array.from({ length: dots - 1 }, () => '..'));
    const inFolder = posix.join(home, rest);
    return rest === '' ? [] : [`${inFolder}.py`, `${inFolder}/__init__.py`, inFolder];
  }
  const place = posix.normalize(posix.join(folder, from));
  // Out of the project, or made by the framework.
  if (place.startsWith('..') || /\$|\+types/.test(from)) return [];
  const [, stem = place, ending = ''] = /^(.*?)(\.\w+)?$/.exec(place) ?? [];
  return [
    ...ENDINGS.map((end) => place + end),
    ...(MADE_OF[ending] ?? []).map((end) => stem + end),
    ...ENDINGS.slice(1).map((end) => `${place}/index${end}`),
    `${place}/package.json`,
  ];
}
