import { isDeepStrictEqual } from 'node:util';
import { readYaml } from '#prompts';
import { isCode, isTable } from '../file-kinds.js';
import { countValue, groupProblem, holdsValue, settingProblem } from './config-values.js';
import type { Fact, FactOf } from './fact.js';
import { items } from './count-problem.js';
import { escaped, isHeld, linesOf, lostLines, variantsOf } from './held.js';
import { shapeProblem } from './shape-problem.js';
import { cellsOf, headOutOfOrder } from './head-line.js';
import { isPage, titleProblem } from './page-title.js';
import { leftUnbound } from './left-unbound.js';
import { show, type Problem } from './problem.js';
import { alsoOfOthers, replacedBeyond } from './replaced-beyond.js';
import { inOneLine, lineProblem, notGrown, SAID_BY_LANGUAGE } from './line-problem.js';

/* What a file's text is to be, by what is stated of it. Pure. */

export type TextFact = Extract<
  Fact,
  {
    kind:
      | 'content'
      | 'holds'
      | 'added'
      | 'in_order'
      | 'grows'
      | 'lacks'
      | 'undefined'
      | 'replaced'
      | 'setting'
      | 'in_group'
      | 'items'
      | 'numbers'
      | 'counted'
      | 'untabbed'
      | 'remark'
      | 'key_case'
      | 'ignored'
      | 'names'
      | 'placed'
      | 'first_replaced'
      | 'endings'
      | 'last_break'
      | 'outline';
  }
>;

/** Pure. `before` as in `FilesView.before`. */
export function textProblem(fact: TextFact, path: string, text: string, before: string | null | undefined): Problem {
  switch (fact.kind) {
    case 'content':
      return content(fact.text, path, text, before);
    case 'holds':
      return isHeld(fact.text, text, path) ? null : `${path} does not hold ${show(fact.text)}`;
    case 'added':
      return added(fact, path, text, before);
    case 'in_order':
      return inOrder(fact.texts, path, text);
    case 'grows':
      return lost(path, text, before, []) ?? notGrown(fact, path, text, before);
    case 'placed':
    case 'first_replaced':
    case 'endings':
    case 'last_break':
    case 'outline':
      return lineProblem(fact, path, text, before);
    case 'lacks':
      return lacks(fact.text, path, text, before);
    case 'undefined':
      return defined(fact.name, path, text, before);
    case 'replaced':
      return replaced(fact, path, text, before);
    case 'setting':
      return setting(fact, path, text, before);
    case 'in_group':
      return groupProblem(text, fact);
    case 'items':
      return items(fact, path, text);
    case 'numbers': {
      const there = new Set(text.match(/\d+/g)?.map(Number));
      for (let n = fact.from; n <= fact.to; n++) if (!there.has(n)) return `${path} lacks the number ${n}`;
      const missing = fact.perLine && linesOf(text).filter((line) => line !== '').length < fact.to - fact.from + 1;
      return missing ? `${path} has too few lines for one number each` : null;
    }
    case 'counted':
    case 'untabbed':
    case 'remark':
    case 'key_case':
    case 'ignored':
      return shapeProblem(fact, path, text, before);
    case 'names':
      return named(fact, path, text);
  }
}

const settled = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .trim();
function content(wanted: string, path: string, text: string, before: Problem): Problem {
  if (variantsOf(wanted).some((variant) => settled(text) === settled(variant) || isSameData(path, text, variant)))
    return null;
  // A file that was there, and still is, may be meant to keep what it held.
  if (
    typeof before === 'string' &&
    before.trim() !== '' &&
    isHeld(wanted, text, path) &&
    lost(path, text, before, []) === null
  )
    return null;
  return `${path} holds something else than exactly ${show(wanted)}`;
}

/** However it is laid out. */
function isSameData(path: string, text: string, wanted: string): boolean {
  if (!/\.(?:json|ya?ml)$/i.test(path)) return false;
  try {
    const [now, asked] = [text, wanted].map(readYaml);
    return typeof now === 'object' && now !== null && isDeepStrictEqual(now, asked);
  } catch {
    return false;
  }
}

/** Lines that are not there are told of elsewhere. */
function inOrder(texts: readonly string[], path: string, text: string): Problem {
  const lines = linesOf(text);
  const places = texts.map((part) => {
    const wanted = variantsOf(part).map((line) => line.trim());
    return lines.findLastIndex((line) => wanted.includes(line));
  });
  if (places.includes(-1)) return inOneLine(texts, lines, path);
  return places.every((place, n) => n === 0 || place > (places[n - 1] ?? 0))
    ? null
    : `${path} holds the lines ${texts.map(show).join(', ')} in another order`;
}

function added(fact: FactOf<'added'>, path: string, text: string, before: Problem): Problem {
  const lines = linesOf(text);
  const wanted = variantsOf(fact.text).map((line) => line.trim());
  const at =
    fact.at === 'start'
      ? lines.findIndex((line) => wanted.includes(line))
      : lines.findLastIndex((line) => wanted.includes(line));
  if (at < 0)
    return wanted.some((part) => text.includes(part)) ? undefined : `${path} does not hold ${show(fact.text)}`;
  const gone = lost(path, text, before, []);
  if (typeof gone === 'string') return gone;
  const count = (of: string): number => linesOf(of).filter((line) => wanted.includes(line)).length;
  const times = fact.times ?? 1;
  const more = count(text) - (typeof before === 'string' ? count(before) : 0);
  if (typeof before === 'string' && fact.text.trim().length > 2 && more > times)
    return `${path} holds ${show(fact.text)} ${count(text)} times, and it was to be added ${oftenOf(times)}`;
  if (more < times && times > 1)
    return `${path} holds ${show(fact.text)} ${more} times more than before, and it was to be added ${oftenOf(times)}`;
  const old = typeof before === 'string' ? linesOf(before).filter((line) => line !== '' && !wanted.includes(line)) : [];
  // What stands first or last in code and in a page, its language says too.
  if (old.length === 0 || fact.at === null || isCode(path) || SAID_BY_LANGUAGE.test(path)) return null;
  const places = old.map((line) => (fact.at === 'end' ? lines.lastIndexOf(line) : lines.indexOf(line)));
  // A title, or the names of columns, may stay first.
  const heads = isTable(path) || (/\.(?:md|markdown|rst)$/i.test(path) && isTitle(old)) ? 1 : 0;
  const isThere =
    fact.at === 'end' ? Math.max(...places) < at : places.filter((place) => place >= 0 && place < at).length <= heads;
  return isThere ? null : `${path} holds ${show(fact.text)}, but not at its ${fact.at}`;
}

const oftenOf = (times: number): string => (times === 1 ? 'once' : `${times} times`);

const isTitle = ([first = '', second = '']: readonly string[]): boolean =>
  /^(?:#{1,6}\s|<h1\b|!\[|---$)/i.test(first) || /^[=~-]{3,}$/.test(second);

/** Lines that were there and are not any more, though something was only to be added or one to go. */
function lost(path: string, text: string, before: Problem, but: readonly string[]): Problem {
  if (typeof before !== 'string') return null;
  const gone = lostLines(before, text, /\.(?:json|ya?ml)$/i.test(path)).filter(
    (line) => !but.includes(line) && !(isCode(path) && /^(?:pass|\.{3}|(?:#|\/\/)\s*TODO\b.*)$/.test(line)),
  );
  return gone.length === 0 ? null : `${path} was to be added to, and lost ${gone.slice(0, 3).map(show).join(', ')}`;
}

/** A text as a whole word, where it is one: "react" does not stand in "react-query". */
function countWord(text: string, word: string): number {
  if (!/^[\w$]/.test(word) || !/[\w$]$/.test(word)) return text.split(word).length - 1;
  return [...text.matchAll(new RegExp(`(?<![\\w$@/-])${escaped(word)}(?![\\w$/-])`, 'g'))].length;
}

function lacks(wanted: string, path: string, text: string, before: Problem): Problem {
  const line = wanted.trim();
  if (linesOf(before ?? text).includes(line)) {
    if (linesOf(text).includes(line)) return `${path} still holds ${show(wanted)}, which was to be removed`;
    return lost(path, text, before, [line]);
  }
  const left = countWord(text, wanted);
  // In code and data the same word may stand for other things.
  const isProse = /\.(?:txt|md|markdown|rst|log)$/i.test(path);
  const isLess = typeof before === 'string' && left < countWord(before, wanted);
  return left > 0 && (isProse || !isLess) ? `${path} still holds ${show(wanted)}, which was to be removed` : null;
}

/** Neither defined nor, where nothing else has that name, called. */
function defined(name: string, path: string, text: string, before: Problem): Problem {
  const written = escaped(name);
  const definitions = (of: string): number =>
    [
      ...of.matchAll(
        new RegExp(
          `(?:def|function|class|const|let|var|func|fn|sub|interface|type|struct|enum)\\s+(?:\\([^)]{0,80}\\)\\s*)?${written}(?![\\w$])`,
          'g',
        ),
      ),
    ].length;
  const left = definitions(text);
  if (left > 0 && (typeof before !== 'string' || left >= definitions(before)))
    return `${path} still defines ${name}, which was to go`;
  if (left > 0) return null;
  const code = text.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?:#|\/\/).*|^[ \t]*\*.*/gm, ' ');
  const uses = [...code.matchAll(new RegExp(`(?<![\\w$.])${written}(?![\\w$])(\\s*\\()?`, 'g'))];
  if (uses.length > 0 && uses.every(([, call]) => call !== undefined))
    return `${path} still calls ${name}, which was to go`;
  return typeof before === 'string' ? leftUnbound(name, path, text, before) : null;
}

function replaced(fact: FactOf<'replaced'>, path: string, text: string, before: Problem): Problem {
  const { from, to, one } = fact;
  const count = (of: string): number => (/^[\w$]+$/.test(from) ? countValue(of, from) : of.split(from).length - 1);
  // What is put in may hold what was there.
  const left = count(to.includes(from) && to !== '' ? text.split(to).join('') : text);
  const had = typeof before === 'string' ? count(before) : null;
  const beyond = typeof before === 'string' ? replacedBeyond(fact, path, text, before) : null;
  if (beyond !== null) return beyond;
  const isLess = one === true && had !== null && left < had;
  if (left > 0 && had !== 0 && !isLess) return `${path} still holds ${show(from)}`;
  return had !== null && had > 0 && to.trim() !== '' && !isHeld(to, text, path)
    ? `${path} does not hold ${show(to)}`
    : null;
}

function setting(fact: FactOf<'setting'>, path: string, text: string, before: Problem): Problem {
  const { key, value, quoted, from } = fact;
  const was = typeof before === 'string' ? before : null;
  if (key === 'title' && isPage(path)) return titleProblem(path, text, value);
  const problem = settingProblem(text, { path, key, value, quoted, was });
  if (typeof problem === 'string') return problem;
  if (from === null) return problem;
  const beyond =
    was === null
      ? null
      : (replacedBeyond({ from, to: value }, path, text, was) ??
        alsoOfOthers({ key, from, to: value }, path, text, was));
  if (beyond !== null) return beyond;
  const had = was === null ? 1 : countValue(was, from);
  // Only where the old value stood there as it is named, the new one will.
  // A bare word may stand in the text for another reason too.
  if (had === 0 || (!quoted && !/^v?\d[\d._]*$/.test(value)) || (was === null && !/\d/.test(value))) return problem;
  if (!holdsValue(text, value)) return `${path} does not hold ${show(value)}`;
  return was === null || countValue(text, from) < had ? null : `${path} still holds ${show(from)}`;
}

function named(fact: FactOf<'names'>, path: string, text: string): Problem {
  const fold = (part: string): string => part.toLowerCase().replace(/[\s_-]+/g, '');
  const columns = cellsOf(text.split('\n', 1)[0] ?? '').map((name) => fold(name.replace(/^"|"$/g, '')));
  const folded = fold(text);
  // Quoted in one, as the line of a header is.
  const each = fact.of === 'code' ? fact.names : fact.names.flatMap(cellsOf);
  const missing = each.filter((name) => {
    // Only a plain word leaves its capitals to the language.
    if (fact.of === 'code')
      return !holdsValue(
        /^[A-Z]?[a-z]+$/.test(name) ? text.toLowerCase() : text,
        /^[A-Z]?[a-z]+$/.test(name) ? name.toLowerCase() : name,
      );
    return fact.of === 'columns'
      ? !columns.some((column) => column.includes(fold(name)))
      : !folded.includes(fold(name));
  });
  if (missing.length === 0) return fact.of === 'columns' ? headOutOfOrder(fact.names, path, columns, fold) : null;
  return fact.of === 'columns'
    ? `${path} has no column ${missing.map(show).join(', ')}`
    : `${path} lacks ${missing.join(', ')}`;
}
