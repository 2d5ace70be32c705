import type { CheckResult } from '#domain';
import { isScript } from '../file-kinds.js';
import { FILE, mask, QUOTE, sentencesOf, standingFor } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';
import { onlyUsed } from '../stated/only-used.js';
import { IS_MODULE } from '../text/not-imported.js';

/* "Move the function foo from a.py to b.py": what goes on using it takes it from there. */

const MOVES = new RegExp(
  `\\bmove\\s+(?:the\\s+)?(?:functions?|class(?:es)?)\\s+(${QUOTE}|[A-Za-z_$][\\w$]{1,60})(?:\\(\\))?\\s+(?:from|out\\s+of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:in)?to\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+|module\\s+)?(${FILE})`,
  'i',
);

export interface Moved {
  readonly name: string;
  readonly from: string;
}

/** Pure. */
export function movedIn(told: string): Moved[] {
  const masked = mask(told);
  return sentencesOf(masked).flatMap((sentence) => {
    const [, token = '', source = ''] = MOVES.exec(sentence) ?? [];
    const name = (standingFor(token, masked, 'Q')[0] ?? token).replace(/\(\)$/, '');
    const [from] = standingFor(source, masked, 'F');
    return from === undefined || !/^[A-Za-z_$][\w$]{1,60}$/.test(name) ? [] : [{ name, from }];
  });
}

/** `told`: the user's words. */
export async function movedIsTaken(files: FilesView, told: string): Promise<CheckResult[]> {
  for (const { name, from } of movedIn(told)) {
    const [path, ...others] = files.meant(from);
    const [text, before] =
      path === undefined || others.length > 0 ? [null, null] : [await files.text(path), await files.before(path)];
    if (path === undefined || text === null || typeof before !== 'string') continue;
    if (!isScript(path) && !path.endsWith('.py')) continue;
    // Plain scripts of a page share their names.
    if (isScript(path) && !IS_MODULE.test(text) && files.there.some((one) => /\.(?:html?|php|vue|erb)$/i.test(one)))
      continue;
    const lacks = (of: string): boolean => onlyUsed(path, of, [name]).has(name);
    if (lacks(before) || !lacks(text)) continue;
    const detail = `${path} still uses ${name}, which it neither defines nor takes from anywhere`;
    return [{ name: 'moved_definition', passed: false, detail }];
  }
  return [];
}
