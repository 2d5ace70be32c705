import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isCode, nameOf } from '../file-kinds.js';
import { mask } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';

/* "Each environment variable that server.js reads": none of them is left out of an example of the environment. */

const ALL_OF_THEM = /\b(?:each|every|all)\s+(?:of\s+)?(?:the\s+)?(?:environment|env)\s+(?:variables?|vars?)\b/i;
const SOME_OF_THEM =
  /\b(?:except|but not|without|other than|only|required|optional|missing|not yet|secret|private|starting|prefix\w*)\b/i;
/** The ways of JavaScript, Python, Ruby, PHP and Go. */
const READ =
  /\b(?:process\.env|import\.meta\.env|Deno\.env|Bun\.env)(?:\.([A-Za-z_]\w{0,80})|\[['"]([A-Za-z_]\w{0,80})['"]\])|\b(?:os\.environ|ENV|\$_ENV)\[['"]([A-Za-z_]\w{0,80})['"]\]|\b(?:os\.getenv|os\.environ\.get|getenv|os\.Getenv|ENV\.fetch|Deno\.env\.get)\(\s{0,8}['"]([A-Za-z_]\w{0,80})['"]/g;
/** Set by whoever runs the program. */
const GIVEN = /^(?:NODE_ENV|CI|HOME|PATH|PWD|USER|SHELL|LANG|TZ|TMPDIR|TERM|MODE|DEV|PROD|SSR|BASE_URL)$/;

/** Names that a program reads from its environment, in order. Pure. */
export function namesRead(code: string): string[] {
  const names = [...code.matchAll(READ)].map((match) => match.slice(1).find((name) => name !== undefined) ?? '');
  return [...new Set(names)].filter((name) => !GIVEN.test(name));
}

/** `told`: the user's words. */
export async function environmentListed(files: FilesView, told: string): Promise<CheckResult[]> {
  const { files: named, text } = mask(told);
  if (!ALL_OF_THEM.test(text) || SOME_OF_THEM.test(text)) return [];
  const lists = files.changes.filter(
    ({ path, operation }) => operation !== 'delete' && /^\.?env[.-]\w+$/.test(nameOf(path)),
  );
  const [list, ...others] = lists;
  const there = list === undefined || others.length > 0 ? null : await files.text(list.path);
  if (list === undefined || there === null) return [];
  const missing = new Set<string>();
  for (const name of named.filter(isCode)) {
    const [path, ...more] = files.meant(name);
    const code = path === undefined || more.length > 0 ? null : await files.text(path);
    for (const one of namesRead(code ?? '')) if (!there.includes(one)) missing.add(one);
  }
  if (missing.size === 0) return [];
  return [{ name: 'environment', passed: false, detail: `${list.path} lacks ${listed([...missing])}` }];
}
