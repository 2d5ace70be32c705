import { posix } from 'node:path';
import { isCode, stemOf } from '../file-kinds.js';
import { partsOf } from './code-of.js';
import type { FactOf } from './fact.js';
import type { FilesView } from './files-view.js';
import { escaped } from './held.js';

/** Files that are looked into. */
const MOST_READ = 500;
const BEFORE_A_NAME =
  '(?:def|function\\*?|class|const|let|var|func|fn|sub|interface|type|struct|enum|trait|fun|val)\\s+(?:\\([^)\\n]{0,80}\\)\\s*)?';
const BY_FILE = /\.(?:[cm]?[jt]sx?|py|vue|svelte)$/i;
/** What others have may be called so too. */
const OF_OTHERS =
  '(?<!(?:localStorage|sessionStorage|document|window|element|el|event|JSON|Object|Array|Math|req|res|request|response|headers|params|process|os|sys)\\.)';

/** Whether a file sees what another one defines: it names it, or lies beside it where a folder is one whole. */
const isOfOne = (path: string, text: string, homes: readonly string[]): boolean =>
  homes.some((home) => {
    if (home === path) return true;
    if (!BY_FILE.test(home)) return posix.extname(path) === posix.extname(home);
    if (/\.py$/.test(path) !== /\.py$/.test(home)) return false;
    const stem = stemOf(home);
    const name = /^(?:index|__init__|mod)$/.test(stem) ? posix.basename(posix.dirname(home)) : stem;
    return new RegExp(`\\b(?:from|import|require)\\b[^\\n]*(?<!\\w)${escaped(name)}(?!\\w)`).test(text);
  });

/** Code that goes on using a name that nothing has any more: what was called so is called otherwise now. */
export async function stillUsed({ from, to }: FactOf<'renamed'>, files: FilesView): Promise<string | null | undefined> {
  const written = escaped(from);
  const definesAtAll = new RegExp(
    `${BEFORE_A_NAME}${written}(?![\\w$])|^(?:(?:module\\.)?exports\\.)?${written}\\s*=(?!=)`,
    'm',
  );
  const definesMember = new RegExp(
    `^[ \\t]+(?:async[ \\t]+)?def[ \\t]+${written}\\b|^[ \\t]+(?:(?:async|static|public|private|protected|override)[ \\t]+)*${written}[ \\t]*\\([^()\\n]*\\)[^;\\n]{0,60}\\{[ \\t]*$`,
    'm',
  );
  // Under its old name by choice.
  const named = new RegExp(`\\bas\\s+${written}(?![\\w$])|:\\s*${written}\\s*\\}\\s*=`);
  const changed = files.changes.filter(({ path, operation }) => isCode(path) && operation !== 'create');
  const homes: string[] = [];
  let isMember = false;
  for (const { path, oldPath } of changed.slice(0, MOST_READ)) {
    const before = (await files.before(oldPath ?? path)) ?? '';
    if (definesMember.test(before)) isMember = true;
    else if (!definesAtAll.test(before)) continue;
    homes.push(path);
  }
  if (homes.length === 0) return undefined;
  const member = isMember && /_|[a-z][A-Z]/.test(from) ? `|${OF_OTHERS}(?<=[\\w)\\]]\\??\\.)${written}(?=\\s*\\()` : '';
  const modules = homes
    .map((home) => escaped(stemOf(BY_FILE.test(home) ? home : posix.dirname(home))))
    .filter((name) => name !== '');
  const module = `(?<![\\w$.])(?:${modules.join('|') || '(?!)'})`;
  const ofModule = `|${module}\\.${written}(?![\\w$])`;
  const uses = new RegExp(`(?<![\\w$.])${written}(?![\\w$])(?!\\s*[:=](?!=))${member}${ofModule}`);
  // By its name as a text, of the module that had it: api['getUser'], getattr(api, "get_user").
  const asText = new RegExp(
    `${module}\\[\\s{0,9}(['"\`])${written}\\1\\s{0,9}\\]|(?<![\\w$.])getattr\\(\\s{0,9}${module}\\s{0,9},\\s{0,9}(['"])${written}\\2`,
    'g',
  );
  const using: string[] = [];
  for (const path of files.there.filter(isCode).slice(0, MOST_READ)) {
    const text = await files.text(path);
    if (text === null || !text.includes(from)) continue;
    // Another thing of that name.
    if (definesAtAll.test(text) || definesMember.test(text) || named.test(text)) return undefined;
    const { code } = partsOf(path, text);
    // What stands in a remark is blank there.
    const isText = (): boolean => [...text.matchAll(asText)].some(({ index }) => code[index] === text[index]);
    if (isOfOne(path, text, homes) && (uses.test(code) || isText())) using.push(path);
  }
  return using.length === 0 ? null : `${using.slice(0, 5).join(', ')} still uses ${from}, which is to be called ${to}`;
}
