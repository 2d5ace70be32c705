import { COUNT, numberOf } from './code-phrases.js';
import { ADDRESS_TOKEN, asWritten, BLOCK, FILE, QUOTE, standingFor } from './masked-text.js';
import type { Fact } from './fact.js';
import type { Phrase, Sentence } from './sentence.js';
import {
  fileIn,
  FILES,
  filesIn,
  FILLERS,
  onlyFile,
  isOfWhatIsMade,
  isOrder,
  mayBeWrittenLater,
  quotesIn,
  QUOTES,
  WHAT,
} from './sentence.js';

/* Demands on what a file holds. */

const HOLDING =
  '(?:with|containing|holding|consisting\\s+of|(?:that|which|to|must|should|will|shall|whose\\s+content\\s+is|whose\\s+contents\\s+are)?\\s{0,3}(?:contains?|holds?|has|have|reads?|says?|consists?\\s+of)|whose\\s+(?:content|text|first\\s+line)\\s+is)';
const EXCLUSIVE = /\b(?:single|only|just|exactly|precisely|nothing but|exact|contents?)\b/i;
/** What a whole file may be called. A heading or an item is a part of one. */
const WHOLE =
  /^(?:(?:the|a|an|its|in|it|only|just|exactly|precisely|nothing|but|single|one|following|literal|exact|text|string|words?|lines?|contents?|sentence|value|message|of|as|being):?\s*)*$/i;
/** "… exactly "x" ten times": more belongs to it. */
const ENDS =
  /^\s*(?:[.;:!)]|$)|^\s*,?\s*(?:and|then|but)\s+(?:nothing|no|do\s+not|don['’]t|never|leave|keep|then|create|write|make|delete|remove|rename|save|put|run|update|set|add|copy|move|a\s+file|⟦F)/i;
/** Whether all that a file holds is said. A page is more than what it shows. */
const isWhole = (what: string, path: string, rest: string): boolean =>
  EXCLUSIVE.test(what) && WHOLE.test(what) && ENDS.test(rest) && !/\.(?:html?|vue|svelte|[jt]sx|svg|xml)$/i.test(path);
/** A text with something left to fill in. */
const isOpen = (text: string, { text: said }: Sentence): boolean =>
  [...text.matchAll(/(?<![\w'])[A-Z](?![\w'])/g)].some(([letter]) =>
    new RegExp(`(?<![\\w'])${letter}\\s*(?:=|(?:from|is|runs?|goes|being|counts?|stands?)\\b)`).test(said),
  ) || /<[a-z][\w -]*>(?!.*<\/)|\{[\w .-]*\}|\.{3}.|…./i.test(text);
const holds = (path: string, text: string, whole: boolean): Fact => ({ kind: whole ? 'content' : 'holds', path, text });

/** Where in a file something is to be added, as far as that is said. */
function placeOf(words: string): 'start' | 'end' | null {
  if (/\bappend|\b(?:end|bottom)\b|\blast\s+line\b/i.test(words)) return 'end';
  return /\bprepend|\b(?:top|start|beginning|head)\b|\bfirst\s+line\b/i.test(words) ? 'start' : null;
}

/** What says of a place within the file, behind its name or before all else. */
const WITHIN =
  /^\s*,?\s*(?:(?:right|directly|just|immediately|somewhere)\s+)?(?:under|below|beneath|after|before|above|between|within|inside|in\s+the\s+(?:\S+\s+){0,3}(?:section|chapter|list|block|part|group)\b)/i;
const isWithin = (match: RegExpExecArray, of: Sentence): boolean =>
  WITHIN.test(of.text.slice(match.index + match[0].length)) || WITHIN.test(of.text.slice(0, match.index));

const OFTEN = new RegExp(`^\\s*,?\\s*(?:exactly\\s+)?(?:(once|twice|thrice)\\b|${COUNT}\\s*(?:times\\b|x\\b|×))`, 'i');
const OFTEN_OPEN =
  /^\s*,?\s*(?:(?:several|many|multiple|a\s+few|some|\w+)\s+(?:more\s+)?times\b|(?:once\s+)?(?:for|per)\s+(?:each|every)?\b)/i;

/** How often something is to be done, and what follows; null = nobody can say. */
function oftenIn(rest: string): { readonly times: number | null; readonly rest: string } {
  const [said, word, count] = OFTEN.exec(rest) ?? [];
  if (said === undefined) return { times: OFTEN_OPEN.test(rest) ? null : 1, rest };
  const times =
    count === undefined ? ['once', 'twice', 'thrice'].indexOf((word ?? '').toLowerCase()) + 1 : numberOf(count);
  return { times, rest: rest.slice(said.length) };
}

/** "Three lines "x"" where one text is given: it is to stand there so often. */
const SO_MANY = new RegExp(
  `\\b${COUNT}\\s+(?:(?:more|new|further|identical|equal)\\s+){0,2}(?:lines|entries|rows|copies)\\b`,
  'i',
);
const manyOf = (what: string): number => numberOf(SO_MANY.exec(what)?.[1] ?? '1') ?? 1;

/** Before lines that other ones stand beside. */
const ADDS = /\b(?:add|append|extend|insert|prepend|complement|supplement)\w*\b/i;
/** What stands behind them says what else there is. */
const GOES_ON = /^\s*,?\s*(?:and|plus|also|with|but)\b/i;
const MAKES_SURE = /\b(?:make\s+sure|ensure|be\s+sure|see\s+to\s+it)\b/i;

const PLACE = '(?:the\\s+)?(?:(?:very\\s+)?(?:end|bottom|top|start|beginning|head)\\s+of\\s+)?';
export const CONTENT_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `(${FILES})\\s{1,3}(?:file\\s+)?${HOLDING}\\s{1,3}(${WHAT}:?\\s{0,3})(${QUOTES})(\\s*,?\\s+respectively)?`,
      'giu',
    ),
    read: (match, of) => {
      const listed = filesIn(match[1], of);
      const texts = quotesIn(match[3], of);
      // "… and a VERSION file with …" speaks of the last one.
      const paths = /\band\s+an?\s+[^⟦]{0,40}⟦F\d+⟧$/.test(match[1] ?? '') ? listed.slice(-1) : listed;
      if (!isOrder(match, of) || !isOfWhatIsMade(match, of)) return null;
      const rest = of.text.slice(match.index + match[0].length);
      if (/^\s+(?:changed|replaced|removed|renamed|updated|instead|or)\b/i.test(rest)) return null;
      const what = match[2] ?? '';
      if (match[4] !== undefined || (paths.length > 1 && texts.length > 1)) {
        if (match[4] === undefined || paths.length !== texts.length) return null;
        return paths.map((path, at) => holds(path, texts[at] ?? '', isWhole(what, path, rest)));
      }
      // The file may be one of several before the verb: only the last is spoken of, unless they are listed.
      const ordered = /\blines\b/i.test(what) && texts.length > 1;
      return paths.flatMap((path): Fact[] => {
        const whole = texts.length === 1 && isWhole(what, path, rest);
        return [
          ...texts.filter((text) => whole || !isOpen(text, of)).map((text) => holds(path, text, whole)),
          ...(ordered ? [{ kind: 'in_order', path, texts } as const] : []),
        ];
      });
    },
  },
  {
    pattern: new RegExp(
      `(${FILE})\\s{1,3}${HOLDING}\\s{1,3}(?:(?:only|just|exactly)\\s+)?(?:the\\s+)?(?:single\\s+)?(?:word|line)\\s+([\\p{L}\\p{N}_\\-]{2,40})(?=\\s*(?:[.,;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      if (path === undefined || !isOrder(match, of) || !/\bthe\s+(?:single\s+)?(?:word|line)\s/i.test(match[0]))
        return null;
      return /^(?:break|breaks|comment|count|numbers?|endings?|length|by)$/i.test(match[2] ?? '')
        ? null
        : [holds(path, match[2] ?? '', EXCLUSIVE.test(match[0]))];
    },
  },
  {
    pattern: new RegExp(
      `(${FILE})\\s{1,3}${HOLDING}\\s{1,3}(?:the\\s+|only\\s+|just\\s+){0,2}(?:number|value|digits?)\\s+(\\d+(?:\\.\\d+)?)(?=\\s*(?:[,;]|$)|[.](?:\\s|$))`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      return path === undefined || !isOrder(match, of) ? null : [holds(path, match[2] ?? '', false)];
    },
  },
  {
    // A number to be called is shown as it was given.
    pattern: new RegExp(
      `(${FILE})\\s{1,3}(?:(?:should|must|has\\s+to|needs?\\s+to)\\s+(?:also\\s+)?|that\\s+|which\\s+|to\\s+)?(?:shows?|displays?|says?|lists?|mentions?|includes?|contains?|tells?|with|has|have)\\s+(?:(?:our|the|my|a|this|new|following)\\s+){0,3}(?:(?:phone|telephone|mobile|fax|hotline|support|contact|emergency)\\s+){1,2}(?:numbers?|line)?\\s{0,3}:?\\s{0,3}(\\+?\\(?\\d[\\d()./ -]{4,18}\\d)(?=\\s*(?:[.,;)]|$|\\band\\b))`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      return path === undefined || !isOrder(match, of) ? null : [holds(path, match[2] ?? '', false)];
    },
  },
  {
    // Whose it is, and since when.
    pattern: new RegExp(
      `(${FILE})\\s+(?:file\\s+)?(?:with|containing|holding)\\s([^⟦;]{0,80}?)\\bcopyright\\s{1,3}(?:\\(c\\)|©)?\\s{0,3}((?:19|20)\\d\\d)(?![\\d-]|\\s+(?:to|by|with|instead)\\b)`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      const isChange = /\b(?:chang|updat|replac|fix|correct|bump|instead|from)\w*/i.test(
        `${of.text.slice(0, match.index)} ${match[2]}`,
      );
      return path === undefined || isChange || !isOrder(match, of) ? null : [holds(path, match[3] ?? '', false)];
    },
  },
  {
    pattern: new RegExp(
      `(${FILE})\\s{1,3}${HOLDING}\\s{1,3}(?:the|this)\\s+(?:exact\\s+|following\\s+|single\\s+|one\\s+){0,2}(?:text|line|sentence|string|word|words|phrase)\\s*:\\s*(\\S.{0,300})$`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      const said = match[2] ?? '';
      if (path === undefined || !isOrder(match, of) || /^⟦[QB]/.test(said)) return null;
      return [holds(path, asWritten(said, of.masked).trim(), false)];
    },
  },
  {
    // A schema, an interface or what to begin with is a block too: only what is called the content is all of it.
    pattern: new RegExp(
      `(${FILE})\\s*(?:file\\s*)?,?\\s*(?:(?:so|that|it|with|by|to|be|is|as|should|must|has|have|contain|contains|containing|holds?|holding)\\s+){0,5}((?:(?:this|the|these|following|exact|exactly|only|its|just|single|one|${COUNT.replace('(', '(?:')}|content|contents|text|lines?|code|and|nothing|else)\\b:?\\s*){1,6}):?\\s*(${BLOCK})`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      const [block] = standingFor(match[3] ?? '', of.masked, 'B');
      if (path === undefined || block === undefined || !isOrder(match, of)) return null;
      if (!/\b(?:exact|exactly|contents?|text|lines)\b/i.test(match[2] ?? '')) return null;
      if (
        !/\b(?:create|write|save|put|make|replace|with|containing|contains?)\b/i.test(
          of.text.slice(0, match.index + match[0].length),
        )
      )
        return null;
      if (/^\s*(?:\.{3}|…|(?:#|\/\/).*\.{3})/m.test(block)) return null;
      const order = of.text.slice(0, match.index + match[0].length);
      const isPart =
        ADDS.test(order) ||
        (MAKES_SURE.test(order) && !EXCLUSIVE.test(match[2] ?? '')) ||
        (/\bline\b/i.test(match[2] ?? '') && !isOfWhatIsMade(match, of)) ||
        GOES_ON.test(of.masked.text.split(match[3] ?? '')[1] ?? '');
      if (!isPart) return [holds(path, block, true)];
      return block.split('\n').flatMap((line) => (line.trim() === '' ? [] : [holds(path, line, false)]));
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:write|put|save|store|print|echo|place|type)\\s+(${WHAT})(${QUOTES})\\s+(?:in|into|to|inside)\\s+${FILLERS}(${FILE})((?:\\s+and\\s+${WHAT}${QUOTE}\\s+(?:in|into|to|inside)\\s+${FILLERS}${FILE}){0,20})`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[3], of);
      if (path === undefined || !isOrder(match, of) || mayBeWrittenLater(path, of)) return null;
      const texts = quotesIn(match[2], of);
      const rest = of.text.slice(match.index + match[0].length);
      const whole = texts.length === 1 && isWhole(match[1] ?? '', path, rest);
      const further = [...(match[4] ?? '').matchAll(new RegExp(`(${QUOTE})\\D{0,200}?(${FILE})`, 'gu'))];
      return [
        ...texts.flatMap((text): Fact[] => [{ kind: 'made', path }, holds(path, text, whole)]),
        ...further.flatMap((more): Fact[] => {
          const [also] = filesIn(more[2], of);
          const [text] = quotesIn(more[1], of);
          return also === undefined || text === undefined
            ? []
            : [{ kind: 'made', path: also }, holds(also, text, false)];
        }),
      ];
    },
  },
  {
    pattern: new RegExp(
      `\\b(append|add|insert|prepend|put)\\s+(${WHAT})(${QUOTES})\\s+(?:as\\s+(?:the|a)\\s+(?:new\\s+)?(?:first|last)\\s+line\\s+)?((?:in|into|to|at|on|as)\\s+${PLACE}(?:(?:first|last)\\s+line\\s+(?:of|in|to)\\s+)?${FILLERS})(${FILES})(\\s+(?:at|on)\\s+the\\s+(?:end|bottom|top|start|beginning))?`,
      'giu',
    ),
    read: (match, of) => {
      const [, verb = '', what = '', texts, , list = '', behind = ''] = match;
      if (!isOrder(match, of)) return null;
      if (/^put$/i.test(verb) && placeOf(match[0]) === null) return null;
      const { times: often, rest } = oftenIn(of.text.slice(match.index + match[0].length));
      const parts = quotesIn(texts, of);
      const times = often === 1 && parts.length === 1 ? manyOf(what) : often;
      const isEach = !/\bor\b/i.test(list) && /^\s*(?:[.;:!)]|$)/.test(rest);
      const paths = isEach ? filesIn(list, of) : filesIn(list, of).slice(0, 1);
      const said = `${verb} ${match[0].slice(0, match[0].indexOf('⟦F'))} ${behind}`;
      const at = isWithin(match, of) ? null : placeOf(said);
      const isLine = /\blines?\b/i.test(what);
      return paths.flatMap((path): Fact[] => [
        ...parts.map((text): Fact =>
          (isLine || at !== null) && times !== null
            ? { kind: 'added', path, text, at, ...(times === 1 ? {} : { times }) }
            : holds(path, text, false),
        ),
        ...(isLine && parts.length > 1 ? [{ kind: 'in_order', path, texts: parts } as const] : []),
      ]);
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:remove|delete|drop|erase|strip)\\s+(?:(?:the|every|all|any)\\s+)?(?:(?:lines?|words?|texts?|entry|entries|items?|strings?|phrases?|occurrences?\\s+of)\\s+)?(${QUOTES})\\s+(?:lines?\\s+|entry\\s+)?(?:from|in|out\\s+of)\\s+${FILLERS}(${FILES})`,
      'giu',
    ),
    read: (match, of) =>
      isOrder(match, of)
        ? filesIn(match[2], of).flatMap((path) =>
            quotesIn(match[1], of).map((text): Fact => ({ kind: 'lacks', path, text })),
          )
        : null,
  },
  {
    pattern: new RegExp(
      `\\breplace\\s{1,3}the\\s+(?:line|text|content|contents)\\s{1,3}(?:in|of)\\s{1,3}${FILLERS}(${FILE})\\s{1,3}(?:by|with)\\s{1,3}(${WHAT})(${QUOTE})`,
      'giu',
    ),
    read: (match, of) => {
      const [path, text] = [fileIn(match[1], of), quotesIn(match[3], of)[0]];
      return path === undefined || text === undefined || !isOrder(match, of)
        ? null
        : [holds(path, text, isWhole(match[2] ?? '', path, of.text.slice(match.index + match[0].length)))];
    },
  },
  {
    pattern: new RegExp(`\\b(?:links?|linking|linked|pointing|points)\\s+(?:it\\s+)?to\\s+(${ADDRESS_TOKEN})`, 'giu'),
    read: (match, of) => {
      const path = onlyFile(of);
      const [address] = standingFor(match[1] ?? '', of.masked, 'U');
      return path === undefined || of.files.length === 0 || address === undefined || !isOrder(match, of)
        ? null
        : [holds(path, address, false)];
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:append|prepend)\\b|(?:add|insert)\\s+(?:(?:a|an|the|one|another|this|these|following|new|two|three|last|first|final)\\s+){0,3}(?:lines?|rows?|paragraph|sentence|comment|words?|text|entry|entries|items?|bullet|record)\\b)[^⟦;]{0,200}?(?:⟦[QU]\\d+⟧[^⟦;]{0,60}?){0,6}(?<!\\b(?:as|like))\\s(?:to|in|into|at|of)\\s+(?:(?:the|end|top|beginning|start|bottom|of|file|existing)\\s+){0,6}(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      if (path === undefined || !isOrder(match, of)) return null;
      const at = isWithin(match, of) ? null : placeOf(match[0].replaceAll(/⟦\w+⟧/g, ' '));
      return [{ kind: 'grows', path, at }];
    },
  },
];
