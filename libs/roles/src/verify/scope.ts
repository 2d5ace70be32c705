import { basename } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { Stated } from './stated/fact.js';
import { isTestFile } from './check-proof.js';
import { isVariant } from './stated/files-view.js';
import { proseOf } from './stated/masked-text.js';

/* Which files a task may touch, as far as the user's own words say so. What a plan says is not the user's word. Pure. */

/** Words by which files may go, be moved or be put together. */
const TAKES_AWAY =
  /\b(?:delet|remov|eras|purg|prun|renam|replac|merg|consolidat|split|migrat|convert|restructur|reorgani[sz]|refactor|rewrit|rework|eliminat|flatten|unused|obsolete|revert|modernis|moderniz|archiv|overhaul|redesign|uninstall|extract|simplif|upgrad|moving|moves?\b|moved\b|drop(?:s|ped|ping)?\b(?!-?down)|clean(?:s|ed|ing)?[- ]?(?:up|out)|cleanup|tid(?:y|ied)|get(?:s|ting)? rid|dead code|undo\b(?!-)|port(?:s|ed|ing)?\s+(?:to|from|the|it|this)|combin(?:e|ing)|inlin(?:e|ing)\s+the|clear(?:s|ed|ing)?\s+(?:out|the|all)|wip(?:e|es|ing)\b|throw(?:s|ing)?\s+away|start\s+(?:over|from scratch))/i;
/** Whether a text lets files go; quotations and names in it do not count. */
export const takesAway = (text: string): boolean => TAKES_AWAY.test(proseOf(text));

const MORE =
  /\b(?:everything|all|any|anything|every|others?|related|dependent|depends?|belong\w*|rest|more|etc|similar|like|such|whatever|uses?|using|tests?)\b/i;
/**
 * Whether files may go that nobody named: by words that name no file, or by more than the files named. "Delete a.txt"
 * lets go of nothing but a.txt.
 */
export const letsGo = (told: string, { rest }: Stated): boolean =>
  takesAway(rest) || (takesAway(told) && MORE.test(proseOf(rest)));

/** What tools leave behind and make again. */
const MADE_ANEW =
  /(?:^|\/)(?:__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.cache|node_modules|dist|build|out|target|coverage|htmlcov|\.next|\.nuxt|\.turbo|\.gradle|\.idea|\.vscode|[^/]+\.egg-info)\/|\.(?:pyc|pyo|class|o|log|tmp|swp|orig)$|(?:^|\/)(?:\.DS_Store|\.coverage|Thumbs\.db|nohup\.out)$/;
const LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|[\w-]+\.lock|go\.sum|bun\.lockb)$/;
/** What code needs beside what was asked for. */
const BESIDE_CODE =
  /^(?:__init__\.py|conftest\.py|py\.typed|index\.[cm]?[jt]sx?|mod\.rs|package\.json|tsconfig\.json|pyproject\.toml|go\.mod|Cargo\.toml)$/;
const IS_CODE =
  /\.(?:py|[cm]?[jt]sx?|rb|go|rs|java|kt|swift|c|h|cc|cpp|hpp|cs|php|pl|lua|sh|dart|ex|exs|vue|svelte|scala)$/i;

export interface Scope {
  /** Whether the user's words let files go that they do not name. */
  readonly isFree: boolean;
  readonly goal: Stated;
  /** Paths that earlier subtasks of the task have made. */
  readonly made: ReadonlySet<string>;
  /** Files the plan speaks of: they may be new. */
  readonly planned: readonly string[];
}

const isFile = ({ path }: FileChange): boolean => !path.endsWith('/');

/** Files of the user's that are gone, though nothing the user said lets a file go. */
export function nothingTakenAway(changes: readonly FileChange[], { isFree, goal, made }: Scope): CheckResult[] {
  const named = new Set(goal.facts.flatMap((d) => (d.kind === 'gone' ? [d.path] : d.kind === 'moved' ? [d.from] : [])));
  const gone = changes.filter(
    (change) =>
      change.operation === 'delete' &&
      isFile(change) &&
      !made.has(change.path) &&
      !MADE_ANEW.test(change.path) &&
      !isNamed(change.path, named),
  );
  if (isFree || gone.length === 0) return [];
  const paths = gone.map(({ path }) => path);
  return [
    {
      name: 'files_kept',
      passed: false,
      detail: `deleted, which the user did not ask for: ${paths.slice(0, 10).join(', ')}`,
    },
  ];
}

/** Where the goal names every file it is about, no other one changes. */
export function onlyNamedFiles(changes: readonly FileChange[], { goal, made, planned }: Scope): CheckResult[] {
  if (!goal.isWhole && !goal.isOnly) return [];
  const named = new Set([
    ...goal.files,
    ...goal.facts.flatMap((d) =>
      d.kind === 'in_folder' ? [`${d.folder}/${d.path}`] : d.kind === 'moved' ? [d.to] : [],
    ),
  ]);
  const aboutCode = goal.files.some((path) => IS_CODE.test(path));
  const others = changes.filter((change) => {
    const { path, oldPath, operation } = change;
    if (!isFile(change) || MADE_ANEW.test(path) || LOCK.test(path)) return false;
    if (isNamed(path, named) && (oldPath === undefined || isNamed(oldPath, named))) return false;
    if (made.has(path) && operation === 'delete') return false;
    const isNew = operation === 'create' || made.has(path);
    if (isNew && !goal.isOnly && isNamed(path, new Set(planned))) return false;
    return !(isNew && !goal.isOnly && aboutCode && (isTestFile(path) || BESIDE_CODE.test(basename(path))));
  });
  const detail =
    others.length === 0
      ? 'no file changed that the goal does not name'
      : `changed, though the goal names only ${[...named].slice(0, 10).join(', ')}: ${others
          .slice(0, 10)
          .map(({ path, operation }) => `${path} (${operation})`)
          .join(', ')}`;
  return [{ name: 'named_only', passed: others.length === 0, detail }];
}

const isNamed = (path: string, names: ReadonlySet<string>): boolean =>
  names.has(path) || [...names].some((name) => path.endsWith(`/${name}`) || isVariant(path, name));
