import { isScript, isTestFile } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { partsOf } from '../stated/code-of.js';
import { timesOf } from '../times-of.js';

/* A function or class that a file which was there defines twice now: one of the two is never run. Pure, linear. */

/** Words by which two of a name may be wanted. */
const MAY_REPEAT = /\b(?:overload|redefin|duplicat|shadow|monkey|twice|multimethod|singledispatch)\w*/i;
/** An overload's head ends without a body. */
const OVERLOAD = /^export\s+declare\b|^declare\b|;\s*$/;

interface Defined {
  readonly name: string;
  readonly isPlain: boolean;
}

/** Definitions at the left edge. Those under a decorator, or without a body, are not plain. */
function definedIn(path: string, text: string): Defined[] {
  const lines = partsOf(path, text).code.split(/\r?\n/);
  const isOfScript = isScript(path);
  const pattern = isOfScript
    ? /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\*?|class)\s+([\w$]+)/
    : /^(?:async\s+)?(?:def|class)\s+(\w+)/;
  return lines.flatMap((line, at) => {
    const [, name] = pattern.exec(line) ?? [];
    if (name === undefined) return [];
    const above = lines[at - 1] ?? '';
    const isDecorated = /^[@)]/.test(above.trim());
    return [{ name, isPlain: !isDecorated && !(isOfScript && (OVERLOAD.test(line) || !hasBody(lines, at))) }];
  });
}

/** Whether a definition ends as one with a body does: with a bracket, and nothing behind it. */
function hasBody(lines: readonly string[], at: number): boolean {
  const head = lines[at] ?? '';
  const end = head.trimEnd();
  if (end.endsWith('}') && end.indexOf('{') >= 0 && end.indexOf('{') < end.length - 1) return true;
  let next = at + 1;
  while (next < lines.length && !/^[^\s)]/.test(lines[next] ?? '')) next++;
  return lines[next]?.trimEnd() === '}';
}

const counted = (defined: readonly Defined[]): Map<string, number> => timesOf(defined.map(({ name }) => name));

/** What a file defines twice that it defined once before, or not at all, a sentence; null where it does not. */
export function definedTwice(path: string, text: string, before: string | null, asked: string): string | null {
  if (before === null || isTestFile(path) || MAY_REPEAT.test(asked)) return null;
  if (!isScript(path) && !path.endsWith('.py')) return null;
  const were = counted(definedIn(path, before));
  const are = definedIn(path, text);
  const counts = counted(are);
  // Where the function itself was to change, what is used before the second one is the old one.
  const isUsed = (name: string): boolean => !isNamed(asked, name) && usedBetween(path, text, name);
  const twice = [...counts].flatMap(([name, count]) =>
    name !== '_' &&
    (were.get(name) ?? 0) <= 1 &&
    count > 1 &&
    are.every((one) => one.name !== name || one.isPlain) &&
    !isUsed(name)
      ? [name]
      : [],
  );
  return twice.length === 0
    ? null
    : `${twice.slice(0, 5).join(', ')} ${twice.length === 1 ? 'is' : 'are'} defined twice at the top level`;
}

/** By itself: not as a part of something else. */
const isNamed = (text: string, name: string): boolean => hasWord(text, name, /[\w$.]/);

/** Whether the first definition is used at the left edge, deleted or kept under another name before the next one. */
function usedBetween(path: string, text: string, name: string): boolean {
  const lines = partsOf(path, text).code.split(/\r?\n/);
  const heads = lines.flatMap((line, at) =>
    isNamed(line, name) && /^(?:export\s+|default\s+|async\s+){0,3}(?:def|class|function\*?)\s/.test(line) ? [at] : [],
  );
  const [first = 0, last = 0] = [heads[0], heads.at(-1)];
  return lines
    .slice(first + 1, last)
    .some(
      (line) =>
        /^\S/.test(line) &&
        isNamed(line, name) &&
        !/^(?:export\s+|default\s+|async\s+){0,3}(?:def|class|function\*?)\s/.test(line),
    );
}
