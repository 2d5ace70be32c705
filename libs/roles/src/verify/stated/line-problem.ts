import { isCode } from '../file-kinds.js';
import type { FactOf } from './fact.js';
import { escaped, linesOf, variantsOf } from './held.js';
import { timesOf } from '../times-of.js';

/* Whether the lines of a text stand where, and end how, they are to. Pure. */

type LineFact = FactOf<'placed' | 'first_replaced' | 'endings' | 'last_break' | 'outline'>;
/** As in `FilesView.before`. */
type Before = string | null | undefined;

/** What stands first or last in these, their language says too. */
export const SAID_BY_LANGUAGE = /\.(?:html?|xml|svg|css|json|ya?ml|toml)$/i;
const show = (text: string): string => JSON.stringify(text.slice(0, 120));
const full = (text: string): string[] => linesOf(text).filter((line) => line !== '');
/** Not a rule between lines. */
const says = (line: string): boolean => /[\p{L}\p{N}]/u.test(line);

export function lineProblem(fact: LineFact, path: string, text: string, before: Before): string | null | undefined {
  switch (fact.kind) {
    case 'placed':
      return placed(fact, path, text);
    case 'first_replaced':
      return firstReplaced(fact, path, text, before);
    case 'endings': {
      const [all, crlf] = [text.split('\n').length - 1, text.split('\r\n').length - 1];
      if (all === 0) return undefined;
      return (fact.of === 'CRLF' ? crlf === all : crlf === 0)
        ? null
        : `the lines of ${path} do not end with ${fact.of}`;
    }
    case 'last_break': {
      if (text === '' || text.endsWith('\n') === fact.wanted) return null;
      return `${path} ${fact.wanted ? 'does not end' : 'ends'} with a line break`;
    }
    case 'outline':
      return outline(path, text, before);
  }
}

/** The line right beside the one it was to stand beside; `next`: nothing but blank lines between. */
function placed(
  { text: wanted, anchor, side, next }: FactOf<'placed'>,
  path: string,
  text: string,
): string | null | undefined {
  const lines = full(text).filter((line) => says(line) || line === wanted || line === anchor);
  const at = (of: string): number[] => {
    const variants = variantsOf(of).map((line) => line.trim());
    return lines.flatMap((line, n) => (variants.includes(line) ? [n] : []));
  };
  const [places, anchors] = [at(wanted), at(anchor)];
  // What is no line of its own, nobody can place.
  if (places.length === 0 || anchors.length === 0) return undefined;
  const isRight = places.some((place) =>
    anchors.some((mark) => {
      const distance = side === 'after' ? place - mark : mark - place;
      return next ? distance === 1 : distance > 0;
    }),
  );
  return isRight ? null : `${path} holds ${show(wanted)}, but not ${next ? 'right ' : ''}${side} ${show(anchor)}`;
}

function firstReplaced(
  { from, to }: FactOf<'first_replaced'>,
  path: string,
  text: string,
  before: Before,
): string | null | undefined {
  if (typeof before !== 'string' || !before.includes(from)) return undefined;
  // The first at all, the first word, and the first in any letters.
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(from)}(?![\\p{L}\\p{N}])`, 'u');
  const firsts = [before.indexOf(from), before.search(word), before.toLowerCase().indexOf(from.toLowerCase())];
  const fold = (one: string): string => one.trimEnd().toLowerCase();
  return firsts.some((at) => at >= 0 && fold(text) === fold(before.slice(0, at) + to + before.slice(at + from.length)))
    ? null
    : `${path} is not as it was with only the first ${show(from)} replaced`;
}

const HEADING = /^#{1,6}\s+\S/;
function outline(path: string, text: string, before: Before): string | null | undefined {
  if (typeof before !== 'string') return undefined;
  const count = (of: string): number => linesOf(of).filter((line) => HEADING.test(line)).length;
  const [had, has] = [count(before), count(text)];
  return has >= had ? null : `${path} has ${has} of its ${had} headings`;
}

/** Lines that have become one, between whatever signs; what a language says in one is none. */
export function inOneLine(texts: readonly string[], lines: readonly string[], path: string): string | null {
  if (isCode(path) || SAID_BY_LANGUAGE.test(path) || texts.some((one) => one.trim().length < 2)) return null;
  const holders = texts.map((part) =>
    lines.flatMap((line, at) => (variantsOf(part).some((one) => line.includes(one.trim())) ? [at] : [])),
  );
  const [first = []] = holders;
  const isOne = first.length === 1 && holders.every((at) => at.length === 1 && at[0] === first[0]);
  const isApart = texts.every((one) => texts.every((other) => one === other || !other.includes(one)));
  return isOne && isApart ? `${path} holds ${texts.map(show).join(', ')} in one line` : null;
}

const CLOSES = /^(?:\[[^\]]+\]:|<!--|<\/|©|\(c\)|copyright\b)/i;
/** Whether what is new stands where it was to be added; where all is new, or nothing, there is nothing to say. */
export function notGrown({ at }: FactOf<'grows'>, path: string, text: string, before: Before): string | null {
  if (at === null || typeof before !== 'string' || isCode(path) || SAID_BY_LANGUAGE.test(path)) return null;
  const [old, now] = [full(before), full(text)];
  const left = timesOf(old);
  const fresh: number[] = [];
  const kept: number[] = [];
  for (const [n, line] of now.entries()) {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    // Rules, addresses of links and whose it is end a text in any case.
    if (count <= 0) fresh.push(n);
    else if (says(line) && !CLOSES.test(line)) kept.push(n);
  }
  // Names of columns, or a title, stay first.
  const marks = at === 'end' ? kept : kept.slice(1);
  if (fresh.length === 0 || marks.length === 0) return null;
  const far = at === 'end' ? -1 : 0;
  const [one, other] = [fresh.at(far) ?? 0, marks.at(far) ?? 0];
  return (at === 'end' ? one > other : one < other) ? null : `what is new in ${path} does not stand at its ${at}`;
}
