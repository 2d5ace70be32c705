import { escaped } from './held.js';
import { show, type Problem } from './problem.js';

/* Whether in place of one text another one was replaced as well. Pure. */

/** Letters up to which a word stands in others by chance; longer ones are related. */
const SHORT = 3;
/** What a word may end with and be the same. */
const ENDINGS = "(?:['’]?s|es|ed|ing|er|ly)?";
const isWordEnd = (sign: string): boolean => /[\p{L}\p{N}_]/u.test(sign);

/** A line that lacks the text, and has become what a careless pattern makes of it; null where there is none. */
export function replacedBeyond(
  { from, to, word }: { readonly from: string; readonly to: string; readonly word?: true },
  path: string,
  text: string,
  before: string,
): Problem {
  const [was, now] = [before.split('\n'), text.split('\n')];
  if (was.length !== now.length || from === '' || from.includes('\n')) return null;
  // A point stands for any sign where nobody has escaped it.
  const loose = from.includes('.') ? new RegExp(escaped(from).replaceAll('\\.', '.'), 'g') : null;
  const within = word === true && from.length <= SHORT && /^\p{L}+$/u.test(from) ? from : null;
  const wrong = was.findIndex((line, at) => {
    if (line === now[at]) return false;
    if (loose !== null && !line.includes(from)) return line.replace(loose, () => to) === now[at];
    return within !== null && isWithinWords(line, within) && line.split(within).join(to) === now[at];
  });
  return wrong < 0
    ? null
    : `line ${wrong + 1} of ${path} was changed, and does not hold ${show(from)}: ${show(was[wrong] ?? '')}`;
}

const NAME_BEFORE = /^[ \t]*["']?([\w@./-]{1,80})["']?[ \t]*(?:[=:]|==|[ \t])[ \t]*["']?/;
/**
 * Where each line is a name and its value: another name whose equal value has changed as well; null where there is
 * none.
 */
export function alsoOfOthers(
  { key, from, to }: { readonly key: string; readonly from: string; readonly to: string },
  path: string,
  text: string,
  before: string,
): Problem {
  const [was, now] = [before.split('\n'), text.split('\n')];
  if (was.length !== now.length || from === '') return null;
  const others: number[] = [];
  let isDone = false;
  for (const [at, line] of was.entries()) {
    if (line === now[at]) continue;
    const [start = '', name] = NAME_BEFORE.exec(line) ?? [];
    const value = line.slice(start.length);
    if (name === undefined || !value.startsWith(from) || !/^["',;\s]*$/.test(value.slice(from.length))) return null;
    if (start + to + value.slice(from.length) !== now[at]) return null;
    if (name.toLowerCase() === key.toLowerCase()) isDone = true;
    else others.push(at);
  }
  const [first] = others;
  return !isDone || first === undefined
    ? null
    : `line ${first + 1} of ${path} was changed, and is not of ${show(key)}: ${show(was[first] ?? '')}`;
}

/** Whether a word stands in a line as a part of others, and nowhere by itself. */
function isWithinWords(line: string, word: string): boolean {
  let found = false;
  for (const match of line.matchAll(new RegExp(escaped(word), 'g'))) {
    const behind = line.slice(match.index + word.length);
    const isOwn =
      !isWordEnd(line[match.index - 1] ?? ' ') && new RegExp(`^${ENDINGS}(?![\\p{L}\\p{N}_])`, 'u').test(behind);
    if (isOwn) return false;
    found = true;
  }
  return found;
}
