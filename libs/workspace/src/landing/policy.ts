import { protectedBy } from '#domain';
import { shown, type BytePath } from '../byte-path.js';
import type { Plan } from './folder-writer.js';
import type { Operation } from './intent.js';

export interface Refusal {
  readonly because: string;
  readonly paths: readonly string[];
}

/** What no attempt may bring, whoever approves. `outward` are the new links that lead out of the workspace. */
export function refusalOf(
  { operations, from, to }: Pick<Plan, 'operations' | 'from' | 'to'>,
  outward: readonly BytePath[],
  protectedGlobs: readonly string[],
): Refusal | null {
  const folders = [...from.meta.dirs, ...to.meta.dirs].filter(
    (dir) => from.meta.dirs.has(dir) !== to.meta.dirs.has(dir),
  );
  const kept = [...operations.map((op) => op.path), ...folders].map(shown).filter(protectedBy(protectedGlobs));
  if (kept.length > 0) return { because: 'the attempt changes files that the task protects', paths: kept };
  const git = operations.filter((op) => op.path.split('/').some((part) => part.toLowerCase() === '.git'));
  if (git.length > 0)
    return { because: 'the attempt writes into a .git folder', paths: git.map((op) => shown(op.path)) };
  // Of a file that had it already, what it lends its rights to must be the same.
  const lent = ({ from, to }: Operation): number => (from !== null && from.id === to?.id ? from.mode : 0);
  const special = operations.filter((op) => ((op.to?.mode ?? 0) & 0o6000 & ~lent(op)) !== 0);
  if (special.length > 0) {
    return { because: 'the attempt sets a setuid or setgid bit', paths: special.map((op) => shown(op.path)) };
  }
  if (outward.length > 0) {
    return { because: 'the attempt makes a link that leads out of the workspace', paths: outward.map(shown) };
  }
  return null;
}

/**
 * Names of files that run code, or steer a tool or a model, when the user next opens the folder; and that hold secrets.
 */
const SENSITIVE: readonly RegExp[] = [
  /(^|\/)(\.husky|\.githooks|\.vscode|\.idea|\.zed|\.devcontainer(\.json)?|\.claude|\.codex|\.cursor|\.gemini|\.opencode)(\/|$)/i,
  /(^|\/)(\.roo|\.clinerules|\.windsurf|\.continue|\.kiro|\.junie|\.amazonq|\.trae|\.augment|\.qwen|\.agents)(\/|$)/i,
  /(^|\/)\.github\/(instructions|prompts|agents|chatmodes)(\/|$)|\.code-workspace$/i,
  /(^|\/)\.(github\/(workflows|actions)|gitlab-ci\.yml|circleci|buildkite|gitea\/workflows|forgejo\/workflows)(\/|$)/i,
  /(^|\/)(\.travis\.yml|\.drone\.yml|bitbucket-pipelines\.yml|\.pre-commit-config\.yaml|\.?lefthook(-local)?\.ya?ml)$/i,
  /(^|\/)(\.mcp\.json|opencode\.jsonc?|\.aider\.conf\.yml|copilot-instructions\.md)$/i,
  /(^|\/)(\.exrc|\.n?vimrc|\.nvim\.lua|\.lvimrc|\.dir-locals\.el|\.gdbinit|\.lldbinit|\.cargo\/config(\.toml)?)$/i,
  /(^|\/)\.(yarn\/(releases|plugins)|pnp)(\/|\.c?js$)/i,
  /(^|\/)(\.envrc|\.npmrc|\.yarnrc[^/]*|\.pnpmfile\.[^/]*|\.tool-versions)$/i,
  /(^|\/)(\.?mise(\.[^/]+)?\.toml|\.?mise\/[^/]+\.toml|\.pypirc|pip\.conf|\.condarc|\.gemrc|\.bundle\/config|nuget\.config)$/i,
  /(^|\/)(\.gitattributes|\.gitmodules|\.gitconfig|\.lfsconfig|jenkinsfile|azure-pipelines\.yml)$/i,
  /(^|\/)\.env(\.(?!(example|sample|template|dist)$)[^/]*)?$/i,
  /(^|\/)(\.netrc|\.pgpass|\.htpasswd|\.aws|\.ssh|\.kube|\.docker\/config\.json|credentials(\.json)?)(\/|$)/i,
  /(^|\/)(id_(rsa|dsa|ecdsa|ed25519)|[^/]+\.(pem|p12|pfx|jks|keystore))$/i,
  /(^|\/)secrets?(\.(json|ya?ml|toml|ini|env))?$/i,
  /(^|\/)([^/]*[._-])?prod(uction)?\.(json|ya?ml|toml|ini|env|conf)$/i,
  // A name that shows another one than it is: marks that turn the direction of writing.
  /[\u202a-\u202e\u2066-\u2069]/,
  /(^|\/)((agents|claude|gemini|qwen|crush)(\.(local|override))?\.md|\.cursorrules|\.windsurfrules|\.goosehints)$/i,
];

/** Among paths as people see them. */
export const sensitiveAmong = (paths: readonly string[]): string[] => [
  ...new Set(paths.filter((path) => SENSITIVE.some((pattern) => pattern.test(path)))),
];

/** Scripts that npm and its kin run without being asked to: at an install, a pack or a publish. */
const LIFECYCLE =
  /^(pre|post)?(install|prepare|prepack|pack|publish|prepublish|prepublishOnly|uninstall|dependencies)$/;

/** Whether a package.json brings or alters a script that runs by itself; null = no file. */
export function changesLifecycle(before: Buffer | null, after: Buffer | null): boolean {
  const own = JSON.stringify(lifecycleOf(before));
  const wanted = lifecycleOf(after);
  return wanted.length > 0 && JSON.stringify(wanted) !== own;
}

function lifecycleOf(file: Buffer | null): [string, unknown][] {
  if (file === null) return [];
  try {
    // npm takes a byte order mark.
    const json: unknown = JSON.parse(file.toString('utf8').replace(/^\ufeff/, ''));
    const scripts = (json as { scripts?: unknown } | null)?.scripts;
    if (typeof scripts !== 'object' || scripts === null) return [];
    const found = Object.entries(scripts).filter(([name]) => LIFECYCLE.test(name));
    return found.sort(([a], [b]) => (a < b ? -1 : 1));
  } catch {
    return []; // what is no JSON runs nothing
  }
}
