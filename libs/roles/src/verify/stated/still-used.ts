import { isCode } from '../file-kinds.js';
import type { Fact } from './fact.js';
import type { FilesView } from './files-view.js';

/** Files that are looked into. */
const MOST_READ = 500;
const ASIDE = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?:#|\/\/).*|^[ \t]*\*.*/gm;
const BEFORE_A_NAME =
  '(?:def|function\\*?|class|const|let|var|func|fn|sub|interface|type|struct|enum|trait)\\s+(?:\\([^)\\n]{0,80}\\)\\s*)?';

/** Code that goes on using a name that nothing has any more: what was called so is called otherwise now. */
export async function stillUsed(
  { from, to }: Extract<Fact, { kind: 'renamed' }>,
  files: FilesView,
): Promise<string | null | undefined> {
  const escaped = from.replaceAll('$', '\\$');
  const defines = new RegExp(`${BEFORE_A_NAME}${escaped}(?![\\w$])`);
  const uses = new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`);
  const changed = files.changes.filter(({ path, operation }) => isCode(path) && operation !== 'create');
  let had = false;
  for (const { path, oldPath } of changed.slice(0, MOST_READ))
    had ||= defines.test((await files.before(oldPath ?? path)) ?? '');
  if (!had) return undefined;
  const using: string[] = [];
  for (const path of files.there.filter(isCode).slice(0, MOST_READ)) {
    const text = await files.text(path);
    if (text === null || !text.includes(from)) continue;
    // Another thing of that name.
    if (defines.test(text)) return undefined;
    if (uses.test(text.replaceAll(ASIDE, ' '))) using.push(path);
  }
  return using.length === 0 ? null : `${using.slice(0, 5).join(', ')} still uses ${from}, which is to be called ${to}`;
}
