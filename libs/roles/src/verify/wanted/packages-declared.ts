import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { CheckResult } from '#domain';
import { isLeftBehind, isScript } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';

/* Whether what code newly takes from packages is declared by its project: what is not, is there on no machine. */

const MOST_READ = 400;
const IS_EXAMPLE = /(?:^|\/)(?:__)?(?:fixtures?|testdata|examples?|snippets?|templates?)(?:__)?\//;
/** Where other names than those of packages are told to a compiler. */
const MAPS_NAMES = /"(?:paths|baseUrl|imports|workspaces)"\s*:|\balias\b|moduleNameMapper/;
const CONFIG =
  /(?:^|\/)(?:tsconfig[\w.-]*\.json|jsconfig\.json|package\.json|deno\.jsonc?|(?:vite|vitest|webpack|rollup|jest|babel|metro)\.config\.[cm]?[jt]s)$/;
const TAKES =
  /^[ \t]{0,8}(?:(?:import|export)\s[^'"\n;]{0,300}?from\s{0,4}|import\s{0,4}|(?:(?:const|let|var)\s[^'"\n;=]{1,300}=\s{0,4})?require\(\s{0,4})['"]([@\w][^'"\s:\n]{0,200})['"]/gm;
/** Modules that come with Node. */
export const BUILT_IN: ReadonlySet<string> = new Set(builtinModules);

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
/** Pure. */
export const packagesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(TAKES)].flatMap(([, from = '']) => (from.startsWith('@/') ? [] : [packageOf(from)]))),
];

/** `asked`: all that was said; a package that is spoken of there is the user's to declare. */
export async function packagesDeclared(files: FilesView, asked: string): Promise<CheckResult[]> {
  const manifests = files.there.filter((path) => /(?:^|\/)package\.json$/.test(path) && !isLeftBehind(path));
  const changed = files.changes.filter(({ path, operation }) => operation !== 'delete' && isScript(path));
  const modules = files.there.filter((path) => isScript(path) && !isLeftBehind(path) && !IS_EXAMPLE.test(path));
  if (manifests.length === 0 || changed.length === 0 || modules.length > MOST_READ) return [];
  const known = new Set<string>();
  for (const path of files.there.filter((one) => CONFIG.test(one) && !isLeftBehind(one))) {
    const text = (await files.text(path)) ?? '';
    if (MAPS_NAMES.test(text)) return [];
    if (manifests.includes(path)) for (const name of namesIn(text)) known.add(name);
  }
  const isKnown = (name: string): boolean => known.has(name) || known.has(`@types/${name}`) || BUILT_IN.has(name);
  const faults: string[] = [];
  for (const path of modules) {
    const text = await files.text(path);
    if (text === null) continue;
    const old = files.isChanged(path) ? ((await files.before(path)) ?? '') : text;
    const before = packagesIn(old);
    // A project that has always taken what it does not declare finds it somewhere.
    if (before.some((name) => !isKnown(name))) return [];
    const isAtHome = manifests.some((one) => isAbove(posix.dirname(one), path));
    const added = packagesIn(text).filter(
      (name) => !before.includes(name) && !isKnown(name) && !isSpokenOf(name, asked),
    );
    const needed = added.filter((name) => !mayBeMissing(text, name));
    if (isAtHome && needed.length > 0) faults.push(`${path} takes ${needed.join(', ')}`);
  }
  if (faults.length === 0) return [];
  const detail = `${faults.slice(0, 6).join('; ')}, which no package.json declares and nobody asked for`;
  return [{ name: 'packages', passed: false, detail }];
}

/** Whether somebody speaks of the package, as opposed to a function of its name. */
const isSpokenOf = (name: string, asked: string): boolean =>
  new RegExp(
    `\\b(?:us(?:e|es|ed|ing)|with|via|by|install\\w*|add|imports?|requires?|depends?|packages?|librar(?:y|ies)|modules?|npm|from|on)\\b[^.;\\n]{0,40}(?<![\\w-])${escaped(name)}(?![\\w(-])|(?<![\\w-])${escaped(name)}\\s+(?:packages?|librar|modules?|from\\s+npm)`,
    'i',
  ).test(asked);
const isAbove = (folder: string, path: string): boolean => folder === '.' || path.startsWith(`${folder}/`);
/** What is only tried to be loaded. */
export const mayBeMissing = (text: string, name: string): boolean =>
  /\btry\s*\{/.test(text.slice(0, text.indexOf(name)));

/** Pure. */
export function namesIn(manifest: string): string[] {
  try {
    const parsed: unknown = JSON.parse(manifest);
    if (typeof parsed !== 'object' || parsed === null) return [];
    const { name, dependencies, devDependencies, peerDependencies, optionalDependencies } = parsed as Record<
      string,
      unknown
    >;
    const of = [dependencies, devDependencies, peerDependencies, optionalDependencies];
    const declared = of.flatMap((one) => (typeof one === 'object' && one !== null ? Object.keys(one) : []));
    return typeof name === 'string' ? [...declared, name] : declared;
  } catch {
    return [];
  }
}
