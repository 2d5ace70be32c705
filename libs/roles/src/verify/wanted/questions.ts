import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import type { Sought } from './worked-out.js';

/*
 * What a goal wants to know of a file, in more than one sentence: "How many lines of a.log contain ERROR? Write the
 * number to b.txt." Pure.
 */

const SAVE = '(?:write|put|save|store|record)\\s+';
const TO = `\\s+(?:to|into|in)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})\\s*[.!]?\\s*$`;
const IT = '(?:(?:just|only)\\s+)?(?:the\\s+)?(?:number|result|count|sum|total|answer|value|it)';
const OF = '\\s+(?:of|in|from)\\s+(?:the\\s+)?(?:file\\s+)?';
const HOLD = '(?:contain(?:s|ing)?|hold(?:s|ing)?|with|include(?:s|ing)?|mention(?:s|ing)?|have|has)';
const WORD = `(?:the\\s+(?:word|text|string)\\s+)?(${QUOTE}|[\\p{L}\\p{N}_-]{2,60})`;
const COLUMN = `(?:the\\s+)?(?:(?:values|numbers)\\s+(?:of|in)\\s+)?(?:the\\s+)?(?:column\\s+(${QUOTE}|[A-Za-z_]\\w{0,40})|(${QUOTE}|[A-Za-z_]\\w{0,40})\\s+column)`;

const ADDED_UP = new RegExp(
  `^(?:please\\s+)?(?:add|sum)\\s+up\\s+${COLUMN}${OF}(${FILE})\\s+and\\s+${SAVE}${IT}${TO}`,
  'iu',
);
const NUMBER = '(?:the\\s+number\\s+of(?:\\s+the)?|how\\s+many)';
const MATCHING = [
  `^how\\s+many\\s+lines${OF}(${FILE})\\s+${HOLD}\\s+${WORD}\\s*\\?\\s*${SAVE}${IT}${TO}`,
  `^(?:please\\s+)?count\\s+(?:the\\s+)?lines${OF}(${FILE})\\s+(?:that\\s+)?${HOLD}\\s+${WORD}\\s+and\\s+${SAVE}${IT}${TO}`,
  `^(?:please\\s+)?count\\s+how\\s+(?:many\\s+times|often)\\s+${WORD}\\s+(?:appears|occurs|is\\s+used)\\s+(?:in|within)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+and\\s+${SAVE}${IT}${TO}`,
  `^(?:please\\s+)?count\\s+(?:all\\s+)?(?:the\\s+)?lines\\s+(?:(?:that|which)\\s+)?${HOLD}\\s+${WORD}${OF}(${FILE}),?\\s+and\\s+${SAVE}${IT}${TO}`,
  `^(?:please\\s+)?${SAVE}${NUMBER}\\s+lines${OF}(${FILE})\\s+(?:(?:that|which)\\s+)?${HOLD}\\s+${WORD}${TO}`,
  `^(?:please\\s+)?${SAVE}${NUMBER}\\s+lines\\s+(?:(?:that|which)\\s+)?${HOLD}\\s+${WORD}${OF}(${FILE})${TO}`,
].map((form) => new RegExp(form, 'iu'));
/** What lines are said to have, and is no text in them. */
const A_KIND =
  /^(?:an?|no|only|more|less|just|any|some|numbers?|digits?|comments?|words?|letters?|errors|warnings|text|spaces?|blanks?|tabs?|code|nothing|content|characters|todos|urls?|links?|emails?|dates?|ips?|whitespace)$/i;
const ASKED = new RegExp(
  `^(?:which|what)\\s+(?:is\\s+the\\s+)?([a-z_]\\w{1,30})\\s+(?:(?:does|is|do)\\s+)?(?:(?:set|used|given|configured)\\s+)?(?:(?:in|of)\\s+)?(?:the\\s+)?(${FILE})(?:\\s+(?:use|set|have|define|give|name)s?)?\\s*\\?\\s*${SAVE}${IT}${TO}`,
  'iu',
);

export function soughtByQuestion(told: string): Sought[] {
  const masked = mask(told);
  const text = masked.text.trim();
  const fileOf = (piece: string | undefined): string => standingFor(piece ?? '', masked, 'F')[0] ?? '';
  const wordOf = (piece: string | undefined): string => standingFor(piece ?? '', masked, 'Q')[0] ?? piece ?? '';
  const sought = (
    what: Sought['what'],
    name: string | undefined,
    from: string | undefined,
    to: string | undefined,
  ): Sought[] => {
    const one = { what, name: wordOf(name), from: fileOf(from), to: fileOf(to) };
    return one.from === '' || one.to === '' || one.from === one.to || one.name === '' ? [] : [one];
  };
  const added = ADDED_UP.exec(text);
  if (added !== null) return sought('sum', added[1] ?? added[2], added[3], added[4]);
  const matching = MATCHING.map((form) => form.exec(text)).find((match) => match !== null);
  if (matching !== undefined) {
    const [, one, other, to] = matching;
    const isFile = fileOf(one) !== '';
    const isBare = !/\b(?:the\s+(?:word|text|string)|appears|occurs|is\s+used)\s/i.test(text);
    if (isBare && A_KIND.test((isFile ? other : one) ?? '')) return [];
    return sought('matching', isFile ? other : one, isFile ? one : other, to);
  }
  const asked = ASKED.exec(text);
  return asked === null ? [] : sought('named', asked[1], asked[2], asked[3]);
}
