import { posix } from 'node:path';
import type { FileChange } from '#domain';
import { isCode, isScript, isTestFile, stemOf, subjectOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';

/* Which tests of the project look at what was changed, and how they are run. */

/** Test files that are looked into. */
const MOST_READ = 300;
/** Of one kind, in one command. */
const MOST_RUN = 20;

interface Kind {
  readonly is: (path: string, text: string, manifest: string) => boolean;
  readonly command: (paths: readonly string[]) => string;
}

const quoted = (path: string): string => (/^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
const all = (paths: readonly string[]): string => paths.map((path) => quoted(`./${path}`)).join(' ');
const installed = (name: string, args: string) => (paths: readonly string[]) =>
  `node_modules/.bin/${name} ${args}${all(paths)}`;
const each = (runner: string) => (paths: readonly string[]) =>
  paths.map((path) => `${runner} ${quoted(`./${path}`)}`).join(' && ');
/**
 * A test without a runner: a script that ends badly. One of a runner that is not named here calls what is not there.
 */
const ENDS_BADLY = /['"](?:node:)?assert(?:\/strict)?['"]|\bprocess\.exit\(\s*[1-9]/;
const OF_A_RUNNER = /\b(?:describe|it|test|suite|specify|before|after|beforeEach|beforeAll)\s*\(/;
const KINDS: readonly Kind[] = [
  {
    is: (path, text) => /\.[cm]?js$/i.test(path) && /['"]node:test['"]/.test(text),
    command: (paths) => `node --test ${all(paths)}`,
  },
  {
    is: (path, text) => isScript(path) && /\bfrom\s+['"]vitest['"]/.test(text),
    command: installed('vitest', 'run '),
  },
  {
    is: (path, text, manifest) =>
      isScript(path) && (/['"]@jest\/globals['"]/.test(text) || /"jest"\s*:/.test(manifest)),
    command: installed('jest', ''),
  },
  {
    is: (path, text) => path.endsWith('.py') && /^[ \t]*(?:import\s{1,9}unittest|from\s{1,9}unittest\b)/m.test(text),
    command: (paths) => `python3 -m unittest ${paths.map(quoted).join(' ')}`,
  },
  {
    is: (path, text) =>
      path.endsWith('.py') && /^(?:async\s{1,9})?def\s{1,9}test_|^[ \t]*import\s{1,9}pytest\b/m.test(text),
    command: (paths) => `python3 -m pytest -q -p no:cacheprovider ${all(paths)}`,
  },
  {
    is: (path, text) => /\.[cm]?js$/i.test(path) && ENDS_BADLY.test(text) && !OF_A_RUNNER.test(text),
    command: each('node'),
  },
  {
    is: (path, text) => path.endsWith('.py') && /^assert\b|\bsys\.exit\(\s*[1-9]/m.test(text),
    command: each('python3 -B'),
  },
  {
    is: (path) => path.endsWith('_test.go'),
    command: (paths) => `go test ${all([...new Set(paths.map((path) => posix.dirname(path)))])}`,
  },
];

/** Tests of one kind that are run together. */
export interface TestRun {
  readonly command: string;
  /** Whether all of them were written for this work, so that nobody can say how they ended before. */
  readonly isNew: boolean;
}

/**
 * Tests that were written or changed, and those that are about what was. `changed`: paths of the whole work so far;
 * `made`: those of them that were not there before.
 */
export async function testsAbout(
  changed: ReadonlySet<string>,
  made: ReadonlySet<string>,
  view: FilesView,
): Promise<TestRun[]> {
  const sources = [...changed].filter((path) => isCode(path) && !isTestFile(path));
  const manifest = (await view.text('package.json')) ?? '';
  const found = new Map<string, string[]>();
  for (const path of view.there.filter(isTestFile).slice(0, MOST_READ)) {
    const text = await view.text(path);
    if (text === null || !(changed.has(path) || sources.some((source) => looksAt(path, text, source)))) continue;
    const kind = KINDS.findIndex(({ is }) => is(path, text, manifest));
    if (kind < 0) continue;
    const key = `${kind} ${made.has(path) ? 'new' : 'old'}`;
    found.set(key, [...(found.get(key) ?? []), path]);
  }
  return [...found].flatMap(([key, paths]) => {
    const [kind, age] = key.split(' ');
    const command = KINDS[Number(kind)]?.command(paths.slice(0, MOST_RUN));
    return command === undefined ? [] : [{ command, isNew: age === 'new' }];
  });
}

/** What holds a package together, and is named by its folder. */
const OF_A_FOLDER = /^(?:index|__init__|mod|main)$/;

/** Whether a test is about a file: by its name, by what it imports, or by the package both are of. Pure. */
export function looksAt(test: string, text: string, source: string): boolean {
  if (source.endsWith('.go')) return test.endsWith('.go') && posix.dirname(test) === posix.dirname(source);
  if (isScript(source) !== isScript(test) || source.endsWith('.py') !== test.endsWith('.py')) return false;
  const stem = stemOf(source);
  if (OF_A_FOLDER.test(stem)) return false;
  const imports = isScript(source)
    ? `['"\`]\\.{1,2}/(?:[^'"\`\\n]*/)?${escaped(stem)}(?:\\.\\w+)?['"\`]`
    : `^[ \\t]*(?:from|import)\\b[^#\\n]*(?<!\\w)${escaped(stem)}(?!\\w)`;
  return subjectOf(test) === stem.toLowerCase() || new RegExp(imports, 'm').test(text);
}

/** Paths as they are now, of changes that leave a file. */
export const pathsOf = (changes: readonly Pick<FileChange, 'path' | 'operation'>[]): string[] =>
  changes.flatMap(({ path, operation }) => (operation === 'delete' ? [] : [path]));
