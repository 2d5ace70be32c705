import { isCode, isLeftBehind, isLockFile, isTestFile, nameOf } from '../file-kinds.js';
import { partsOf } from './code-of.js';
import { liesIn } from './depth.js';
import type { FactOf } from './fact.js';
import type { FilesView } from './files-view.js';
import { escaped, linesOf } from './held.js';

/* What is left of something that was to go, or to become something else, everywhere. */

type Swept = FactOf<'swept'>;
/** Files that are looked into. */
const MOST_READ = 500;
const MOST_TOLD = 6;

/** Other people's code, and what tools make. */
const NOT_OURS =
  /(?:^|\/)(?:vendor|third[_-]party|node_modules|\.git|\.venv|venv|site-packages|bower_components)\/|\.min\.\w+$|\.(?:map|snap)$/i;
/** What was, stays written there. */
const HISTORY = /^(?:changelog|changes|history|news|release[-_]?notes|migrat\w*|upgrad\w*)\b|^\d{4}-\d\d/i;
/** Where printing is the work itself, "all" may not mean it. */
const PRINTS =
  /(?:^|\/)(?:bin|cli|scripts?|tools?|examples?|samples?|fixtures?|testdata|docs?)\/|(?:log|cli|console|print|debug)[^/]*$/i;
/** A line that tells how it was called. */
const TELLS_OF_OLD = /\b(?:formerly|previously|originally|used to be|known as|renamed|old name)\b/i;
/** Addresses have names of their own. */
const ADDRESS = /\b[a-z]+:\/\/[^\s"'<>)]+|(?<![\w.+-])[\w.+-]{1,100}@[\w-]{1,100}\.[\w.]+/gi;

function inReach(fact: Swept, files: FilesView): string[] {
  const { paths, types, folder, isTop: isFlat } = fact.reach;
  if (paths.length > 0) return [...new Set(paths.flatMap((path) => files.meant(path)))];
  const made = new Set(files.changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const isTop = folder !== null && files.there.some((path) => path.startsWith(`${folder}/`));
  return files.there.filter((path) => {
    if (made.has(path) || NOT_OURS.test(path) || isLeftBehind(path) || isLockFile(path)) return false;
    if (isFlat === true && !liesIn(path, folder ?? '', 'top')) return false;
    if (folder !== null && !(isTop ? path.startsWith(`${folder}/`) : path.includes(`/${folder}/`))) return false;
    if (types.length > 0) return types.some((type) => path.toLowerCase().endsWith(`.${type}`));
    if (fact.as === 'text') return !HISTORY.test(nameOf(path));
    return isCode(path) && !(folder === null && (isTestFile(path) || PRINTS.test(path)));
  });
}

/** Undefined where there was nothing of it, or nobody knows what was. */
export async function leftOver(fact: Swept, files: FilesView): Promise<string | null | undefined> {
  const left: string[] = [];
  let isThere = false;
  for (const path of inReach(fact, files).slice(0, MOST_READ)) {
    const text = await files.text(path);
    if (text === null || !text.includes(fact.text)) continue;
    isThere = true;
    const was = files.isChanged(path) ? await files.before(path) : text;
    const lines = linesLeft(fact, path, text, was ?? null);
    if (lines.length > 0)
      left.push(`${path} (line${lines.length === 1 ? '' : 's'} ${lines.slice(0, MOST_TOLD).join(', ')})`);
  }
  if (left.length === 0) return isThere || files.changes.length > 0 ? null : undefined;
  const aim = fact.to === null ? 'was to go' : `was to become ${JSON.stringify(fact.to)}`;
  const more = left.length > MOST_TOLD ? ` and ${left.length - MOST_TOLD} more files` : '';
  return `${JSON.stringify(fact.text)} ${aim} everywhere, and is left in ${left.slice(0, MOST_TOLD).join(', ')}${more}`;
}

/** Numbers of the lines, from 1, that still have what they had. Pure. `before`: null = nobody knows. */
export function linesLeft(
  fact: Pick<Swept, 'text' | 'as' | 'to'>,
  path: string,
  text: string,
  before: string | null,
): number[] {
  const has = lineTest(fact);
  const looked = (of: string): string[] => partFor(fact, path, of).split(/\r?\n/);
  const now = looked(text);
  const hits = now.flatMap((line, at) => (has(line) ? [at] : []));
  // What is new there is of the work itself.
  const old = before === null ? null : new Set(linesOf(before).map((line) => replaced(fact, line)));
  const lines = text.split(/\r?\n/);
  const left = hits.filter((at) => old === null || old.has(replaced(fact, (lines[at] ?? '').trim())));
  if (fact.as !== 'code' || before === null) return left.map((at) => at + 1);
  // A call that became a remark is still written there.
  const called = new Set(
    looked(before).flatMap((line, at) => (has(line) ? [bare(before.split(/\r?\n/)[at] ?? '')] : [])),
  );
  const aside = partsOf(path, text).remarks.split(/\r?\n/);
  const hidden = aside.flatMap((line, at) => (line.includes(fact.text) && called.has(bare(line)) ? [at] : []));
  return [...new Set([...left, ...hidden])].sort((a, b) => a - b).map((at) => at + 1);
}

/** A line as it is to be: one that is so at some of its places is known again. */
const replaced = ({ text, as, to }: Pick<Swept, 'text' | 'as' | 'to'>, line: string): string =>
  as === 'text' || as === 'name' ? line.split(text).join(to ?? '') : line;
const ended = (line: string, end: string): string => {
  const trimmed = line.trimEnd();
  return trimmed.endsWith(end) ? trimmed.slice(0, -end.length) : trimmed;
};
const bare = (line: string): string => ended(ended(line.trim().replace(/^(?:\/\/|#|--|\/\*)/, ''), ';'), '*/').trim();

const partFor = ({ as }: Pick<Swept, 'as'>, path: string, text: string): string =>
  as === 'code' || (as === 'name' && isCode(path))
    ? partsOf(path, text).code
    : as === 'remark' && isCode(path)
      ? partsOf(path, text).remarks
      : text;

function lineTest({ text, as, to }: Pick<Swept, 'text' | 'as' | 'to'>): (line: string) => boolean {
  const written = escaped(text);
  switch (as) {
    case 'code': {
      const call = new RegExp(
        text === 'debugger' ? `(?<![\\w$.])${written}\\s*(?:;|$)` : `(?<![\\w$.>:])${written}\\s*[(!]`,
      );
      const defines = new RegExp(
        `\\b(?:def|function|func|fn|sub|fun|class)\\s+${written}\\b|^\\s*(?:async\\s+|static\\s+)*${written}\\([^()]*\\)\\s*\\{`,
      );
      const calls = text.endsWith('!') ? new RegExp(`(?<![\\w$])${written}\\s*[([{]`) : call;
      return (line) => calls.test(line) && !defines.test(line);
    }
    case 'remark': {
      const mark = new RegExp(`(?:\\/\\/|#|--|\\/\\*|\\*|<!--|;|%|^)\\s*@?${written}\\b(?!\\s+(?:list|app|item)s?\\b)`);
      return (line) => mark.test(line);
    }
    case 'line':
      return (line) => line.includes(text);
    case 'start':
      return (line) => line.trimStart().startsWith(text);
    case 'name':
    case 'text': {
      const word = new RegExp(
        `${/^[\w$]/.test(text) ? '(?<![\\w$])' : ''}${written}${/[\w$]$/.test(text) ? '(?![\\w$])' : ''}`,
      );
      const isAddress = /:\/\/|@/.test(text);
      return (line) => {
        if (TELLS_OF_OLD.test(line)) return false;
        const rest = isAddress ? line : line.replace(ADDRESS, ' ');
        return word.test(to !== null && to !== '' && to.includes(text) ? rest.split(to).join(' ') : rest);
      };
    }
  }
}
