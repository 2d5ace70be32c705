import type { Fact, FactOf } from './fact.js';
import { ADDRESS_TOKEN, FILE, QUOTE, standingFor } from './masked-text.js';
import type { Phrase, Sentence } from './sentence.js';
import { isCode } from '../file-kinds.js';
import { fileIn, FILES, filesIn, IN_FILE, isOrder, onlyFile, PLACES, quotesIn, WHAT } from './sentence.js';

/* What a file is to hold instead of what it holds: texts that are replaced, settings that get a value. */

const BARE_VALUE = '(?:[^\\s,;:()⟦⟧]|:(?=[^\\s,;:()⟦⟧])){1,80}';
const KEY = `(?:${QUOTE}|[\\w.$\\-]+(?:\\s+[\\w.$\\-]+){0,4}?)`;
const VALUE = `(${QUOTE}|${ADDRESS_TOKEN}|${BARE_VALUE})`;
/** Behind a value nothing may come that belongs to it. */
const VALUE_ENDS = '(?=\\s*(?:[,;)]|$)|[.](?:\\s|$)|\\s+(?:in|of|for|inside|within|and|everywhere|throughout)\\b)';
const NOUN = '(?:\\s+(?:value|field|key|setting|option|property|variable|flag|entry|attribute|constant|number))?';

interface Value {
  readonly text: string;
  readonly quoted: boolean;
}

/** Values that somebody has to look up. */
const NO_VALUE = /^(?:latest|newest|current|stable|lts|default|maximum|max|minimum|min|random|something|anything)$/i;

/** A value as the text writes it; null for what only speaks of one. */
function valueOf(piece: string, of: Sentence): Value | null {
  const [given] = [...quotesIn(piece, of), ...standingFor(piece, of.masked, 'U')];
  if (given !== undefined) return { text: given, quoted: true };
  const bare = piece.replace(/[.]+$/, '');
  return bare === '' || bare.includes('⟦') || NO_VALUE.test(bare) ? null : { text: bare, quoted: false };
}

/** Words that stand for a setting without naming one. */
const VAGUE =
  /\b(?:it|them|this|that|all|everything|back|up|down|default|defaults)\b|^(?:value|number|limit|size|variable)$/i;

function keyOf(piece: string, of: Sentence): string | null {
  const [quoted] = quotesIn(piece, of);
  if (quoted !== undefined) return quoted;
  const name = piece.replace(/^(?:the|a|an|its)\s+/i, '').trim();
  return name === '' || VAGUE.test(name) ? null : name;
}

const GOES_ON = /^\s*,?\s*(?:and|then)\s+(?:then\s+)?(?:write|create|save|print|put|append|store)\b/i;

/** "Change version 1.2 of core to 1.3": what is set is the version of it. */
const VERSION_OF = /^version\s+(v?\d[\w.]{0,40})\s+of\s+(\S.*)$/i;

function setOf(match: RegExpExecArray, of: Sentence): Fact[] | null {
  const [, said = '', inside, told, to = '', behind] = match;
  const [, version, thing] = VERSION_OF.exec(said) ?? [];
  const [keyWords, from] = thing === undefined ? [said, told] : [thing, told ?? version];
  const [first, ...more] = [...filesIn(inside, of), ...filesIn(behind, of)];
  const path = first ?? onlyFile(of) ?? fileIn(/^in\s+(?:the\s+file\s+)?(⟦F\d+⟧)/i.exec(of.text)?.[1], of);
  const key = keyOf(keyWords, of);
  const value = valueOf(to, of);
  // The file is the one of the next order.
  if (first === undefined && GOES_ON.test(of.text.slice(match.index + match[0].length))) return null;
  if (path === undefined || key === null || value === null || !isOrder(match, of)) return null;
  const old = from === undefined ? null : valueOf(from, of);
  // "Change "a" to "b"" speaks of texts, not of a setting.
  if (/^(?:change|switch)/i.test(match[0]) && quotesIn(keyWords, of).length > 0 && value.quoted) return null;
  const set = { kind: 'setting', path, key, value: value.text, quoted: value.quoted, from: old?.text ?? null } as const;
  return [set, ...[path, ...more].flatMap((one) => (more.length === 0 ? [] : alsoSet(one, value, old, set)))];
}

/** What was before stands there still. */
const TELLS_OF_EACH = /(?:^|\/)(?:change-?log|changes|history|news|release-?notes)(?:\.\w{1,10})?$/i;

/** Where several files are named, each has its own way of writing the setting down. */
function alsoSet(path: string, value: Value, old: Value | null, set: FactOf<'setting'>): Fact[] {
  if (old !== null && TELLS_OF_EACH.test(path)) return [{ kind: 'holds', path, text: value.text }];
  if (old !== null) return [{ kind: 'replaced', path, from: old.text, to: value.text, one: true }];
  if (path === set.path) return [];
  // Code may hold a version in pieces.
  const isTelling = value.quoted || /^v?\d+(?:\.\d+)+$/.test(value.text);
  return isTelling && !isCode(path) ? [{ kind: 'holds', path, text: value.text.replace(/^v(?=\d)/, '') }] : [];
}

/** Not every place is meant. */
const SOME_OF = /\b(?:first|second|third|last|only one|some|once|next|previous|top|one of)\b/i;

export const VALUE_PHRASES: readonly Phrase[] = [
  {
    // "Upgrade lodash to 4.17.21 in package.json."
    pattern: new RegExp(
      `\\b(?:upgrade|downgrade|bump|pin)\\s+[\\w@./-]{1,80}\\s+(?:from\\s+\\S{1,40}\\s+)?to\\s+(?:version\\s+)?v?(\\d{1,6}(?:\\.\\d{1,6}){1,3})\\s+in\\s+(?:the\\s+)?(${FILE})(?=\\s*(?:[.,;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[2], of);
      const [, text = ''] = match;
      return path !== undefined && isOrder(match, of) ? [{ kind: 'holds', path, text }] : null;
    },
  },
  {
    pattern: new RegExp(
      `\\b(replace|change|substitute|turn|correct)\\s+((?:(?:every|all|each|any|the)\\s+){0,2}(?:(?:occurrences?|instances?|mentions?|uses?)\\s+of\\s+)?${WHAT})(${QUOTE})\\s+(?:with|by|to|into|for)\\s+${WHAT}(${QUOTE})(\\s+everywhere)?(?:\\s*,?\\s*(?:only\\s+)?${IN_FILE}(${PLACES}))?`,
      'giu',
    ),
    read: replacing,
  },
  {
    pattern: new RegExp(
      `\\b(?:replace|change)\\s+((?:(?:every|all|each|any|the)\\s+){0,2}(?:(?:occurrences?|instances?|mentions?|uses?)\\s+of\\s+)?${WHAT})(${QUOTE})\\s+${IN_FILE}(${FILES})\\s+(?:with|by|to|into)\\s+${WHAT}(${QUOTE})`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [quotesIn(match[2], of)[0], quotesIn(match[4], of)[0]];
      if (from === undefined || to === undefined || !isOrder(match, of) || SOME_OF.test(of.text)) return null;
      const one = /^change/i.test(match[0]) && !/\b(?:every|all|each|any)\b/i.test(match[1] ?? '');
      return filesIn(match[3], of).map((path) => ({ kind: 'replaced', path, from, to, ...(one ? { one } : {}) }));
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:set|change|update|bump|increase|decrease|raise|lower|reduce|switch|adjust|modify)\\s+(?:the\\s+)?(?:value\\s+of\\s+)?(${KEY})${NOUN}(?:\\s+(${IN_FILE}${PLACES}))?(?:\\s+from\\s+${VALUE})?\\s+to\\s+(?:the\\s+(?:value|number)\\s+)?${VALUE}${VALUE_ENDS}(?:\\s+(${IN_FILE}${PLACES}))?`,
      'giu',
    ),
    read: setOf,
  },
  {
    pattern: new RegExp(
      `(?:\\b(?:with|set|sets|setting|containing|and|where)\\s+|,\\s*)(${QUOTE}|[A-Za-z_][\\w.]{0,60})\\s*(=|:=|:)\\s*${VALUE}${VALUE_ENDS}`,
      'giu',
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      const key = keyOf(match[1] ?? '', of);
      const value = valueOf(match[3] ?? '', of);
      if (path === undefined || key === null || value === null || !isOrder(match, of)) return null;
      // "name: value" is prose unless the name is quoted, and a bare word may stand for any value.
      if (match[2] === ':' && quotesIn(match[1], of).length === 0) return null;
      if (
        /^(?:where|and|,)/i.test(match[0]) &&
        !/\b(?:with|set|sets|setting|containing)\b/i.test(of.text.slice(0, match.index))
      )
        return null;
      const isLiteral = value.quoted || /^(?:[+-]?\d[\d._]*|true|false|null|none)$/i.test(value.text);
      return isLiteral ? [{ kind: 'setting', path, key, value: value.text, quoted: value.quoted, from: null }] : null;
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:with|containing|add|has|have|holds?|contains?)\\s+(?:(?:the|a|an)\\s+)?(?:key|field|property|setting|option|entry|variable)\\s+(${QUOTE}|[A-Za-z_][\\w.\\-]{0,60})\\s+(?:set\\s+to|equal\\s+to|with\\s+(?:the\\s+)?value|having\\s+(?:the\\s+)?value|being|of|is)\\s+${VALUE}${VALUE_ENDS}`,
      'giu',
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      const key = keyOf(match[1] ?? '', of);
      const value = valueOf(match[2] ?? '', of);
      if (path === undefined || key === null || value === null || !isOrder(match, of)) return null;
      return [{ kind: 'setting', path, key, value: value.text, quoted: value.quoted, from: null }];
    },
  },
];

function replacing(match: RegExpExecArray, of: Sentence): Fact[] | null {
  const [, verb = '', , first, second, everywhere, where] = match;
  const [from, to] = [quotesIn(first, of)[0], quotesIn(second, of)[0]];
  if (from === undefined || to === undefined || from === to || !isOrder(match, of) || SOME_OF.test(of.text))
    return null;
  const before = of.text.slice(0, match.index);
  // "In the footer", "in a.txt's title", "with "b" in the header of a.html": a part of the file is meant.
  if (/\b(?:in|of|for|within|inside)\s+(?!(?:the\s+file\s+)?⟦F)/i.test(before)) return null;
  if (
    !/^\s*(?:[.,;:!)]|$)|^\s+(?:and|then|everywhere|throughout)\b/i.test(of.text.slice(match.index + match[0].length))
  )
    return null;
  // Without a place of its own, in every file of the sentence.
  const paths = where === undefined ? [...new Set(of.files)] : filesIn(where, of);
  // "Change the text "a"" may speak of one that stands there more than once.
  const one =
    /^(?:change|turn)$/i.test(verb) && everywhere === undefined && !/\b(?:every|all|each|any)\b/i.test(match[0]);
  const word = /\bword\b/i.test(match[2] ?? '');
  return paths.map((path) => ({
    ...{ kind: 'replaced', path, from, to },
    ...(one ? { one } : {}),
    ...(word ? { word } : {}),
  }));
}
