import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { listed } from '../doubt.js';
import { isVariant } from '../stated/files-view.js';
import { FILE, mask, sentencesOf, standingFor, type Masked } from '../stated/masked-text.js';
import { FILES, FILLERS, isConditional, isOrder, mayBeWrittenLater, type Sentence } from '../stated/sentence.js';
import { MOST_WALKED, walk } from '../walk.js';
import { isAtHome } from './loosely-named.js';

/*
 * Files that a goal names the way people speak: "I need a.txt with …", "page.html that shows …". Such words may as well
 * speak of what is there, so that only a name is told which no file has, neither before the work nor after it.
 */

const ENDS =
  '(?=\\s*(?:[.,;:!)]|$)|\\s+(?:with|that|which|containing|holding|here|each|in|inside|for|where|saying)\\b)';
const FEW =
  '(?:(?!(?:sure|the|these|those|all|your|our|my|each|every|both|existing|in|into|to|of|from|for)\\b)[\\w-]{1,30}\\s{1,3}){0,6}?';
const HOLDS = '(?=\\s+(?:with|that|which|containing|holding|saying)\\b)';
const VERB = '(?:make|put|give\\s+me|(?:i|we)\\s+(?:also\\s+)?(?:need|want))';
const ORDERS = [
  // "Make two little files: a.txt with …", "put a file a.txt here".
  `\\b${VERB}\\s{1,3}(?:me\\s+)?${FEW}files?\\s{0,3}(?:called|named)?:?\\s{1,3}(${FILES})${ENDS}`,
  // "I need a.txt with …", "make b.txt that …".
  `\\b${VERB}\\s{1,3}(?:me\\s+)?${FILLERS}(${FILES})${HOLDS}`,
].map((pattern) => new RegExp(pattern, 'giu'));
/** "Data.json with the numbers …", "tax.js: export …": a file, and then what it is to be. */
const ALONE = new RegExp(`^(?:please\\s+|also\\s+|and\\s+)?(?:an?\\s+)?(${FILE})(?:${HOLDS}|\\s{0,3}:\\s)`, 'iu');
/** Behind the first of them: ", and b.txt with …". */
const ONE_MORE = new RegExp(`(?:\\band|,)\\s{1,3}${FILLERS}(${FILE})${HOLDS}`, 'giu');
/** What is said of a file that is there, and words by which none has to be made. */
const IS_SO =
  /\b(?:is|are|was|were|does|do|did|fail\w*|crash\w*|throws?|breaks?|broken|wrong|bug|has|had|cannot|can|works?|looks?|deleted?|removed?|missing|instead|maybe|perhaps|optional\w*|if|like|such\s+as|e\.g|example|similar|fix|rename|move|copy|convert|read|use|using)\b/i;

/** Pure. */
export function casuallyNamed(text: string): string[] {
  const masked = mask(text);
  return [...new Set(sentencesOf(masked).flatMap((said) => (isConditional(said) ? [] : namedIn(said, masked))))];
}

function namedIn(text: string, masked: Masked): string[] {
  const of: Sentence = { text, masked, files: standingFor(text, masked, 'F'), before: null };
  const files = (piece = ''): string[] => standingFor(piece, masked, 'F');
  const orders = ORDERS.flatMap((pattern) => [...text.matchAll(pattern)]).filter((match) => isOrder(match, of));
  const alone = IS_SO.test(text) ? null : ALONE.exec(text);
  const [first] = [...orders, ...(alone === null ? [] : [alone])];
  if (first === undefined) return [];
  const rest = text.slice(first.index + first[0].length);
  const more = IS_SO.test(rest) ? [] : [...rest.matchAll(ONE_MORE)].flatMap(([, path]) => files(path));
  const named = [...orders.flatMap(([, paths]) => files(paths)), ...files(alone?.[1])];
  return [...named, ...more.filter((path) => !mayBeWrittenLater(path, of))];
}

type Change = Pick<FileChange, 'path' | 'operation'> & Partial<Pick<FileChange, 'oldPath'>>;

export async function casuallyNamedExist(
  tree: AttemptTree,
  changes: readonly Change[],
  wanted: readonly string[],
  spoken: string,
): Promise<CheckResult[]> {
  if (wanted.length === 0 || changes.length === 0) return [];
  const there = await walk(tree.root);
  if (there.length >= MOST_WALKED) return [];
  const created = new Set(changes.flatMap(({ path, operation }) => (operation === 'create' ? [path] : [])));
  const older = [
    ...there.filter((path) => !created.has(path)),
    ...changes.flatMap(({ path, oldPath, operation }) => (operation === 'delete' ? [path] : (oldPath ?? []))),
  ];
  const isIt = (path: string, name: string): boolean =>
    path === name || path.endsWith(`/${name}`) || isVariant(path, name);
  const text = spoken.toLowerCase();
  const missing = wanted.filter(
    (name) =>
      !there.includes(name) &&
      !older.some((path) => isIt(path, name)) &&
      ![...created].some((path) => isVariant(path, name) || (isIt(path, name) && isAtHome(path, name, text, older))),
  );
  if (missing.length === 0) return [];
  const told = missing.map((name) => {
    const elsewhere = [...created].find((path) => isIt(path, name));
    return elsewhere === undefined ? name : `${name} (there is only ${elsewhere})`;
  });
  return [{ name: 'named_files', passed: false, detail: `to be made, and not there: ${listed(told)}` }];
}
