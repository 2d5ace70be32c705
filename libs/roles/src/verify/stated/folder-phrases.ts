import { QUOTE, sentencesOf } from './masked-text.js';
import { order, quotesIn, type Phrase, type Sentence } from './sentence.js';

/* Demands on whole folders. They take no words out of the sentence, since what they say lets files go as before. */

const ENDS = '(?=\\s*[.;!]?\\s*$|\\s*[.;!,]\\s|\\s+and\\s+(?:update|fix|adjust|adapt|change)\\b)';
const NAME = `(?:${QUOTE}|[\\w@.-]{1,60}(?:/[\\w@.-]{1,60}){0,6}/?)`;
const FOLDER = '(?:folder|directory|subfolder|dir)';
/** A path that can only be a folder. */
const SLASHED = '[\\w@.-]{1,60}(?:/[\\w@.-]{1,60}){0,6}/';
const KEEPS_SOME =
  /\b(?:keep\w*|except\w*|exclud\w*|only|but|unless|not|without|other\s+than|apart\s+from|besides|some|first|last|newer|older|split|flatten\w*|renam\w+\s+(?:them|each))\b/i;
const CHANGES_WHAT_LIES_THERE = /\b(?:delet|remov|renam|mov|merg|empty|clear)\w*/i;
/** Words that may stand where a name does. */
const NO_NAME =
  /^(?:it|them|this|that|the|a|an|all|new|another|something|project|workspace|root|current|same|folder|directory)$/i;

function nameOf(piece: string | undefined, of: Sentence): string | null {
  const name = (quotesIn(piece, of)[0] ?? piece ?? '').replace(/\.$/, '').replace(/^\.\/|\/+$/g, '');
  return name === '' || NO_NAME.test(name) || /[\s*?]|^\/|(?:^|\/)\.\.(?:\/|$)/.test(name) ? null : name;
}

const THE_SOURCE = `(?:${FOLDER}\\s+(?:named\\s+|called\\s+)?(?<source>${NAME}))`;
const SOURCES = [
  THE_SOURCE,
  `(?<source>${NAME})\\s+${FOLDER}`,
  `(?<source>${SLASHED})`,
  // Whether it is a folder, the files tell.
  '(?<source>[\\w@-]{1,60})',
];
const WHOLE = '(?:all\\s+)?(?:the\\s+)?(?:(?:whole|entire|complete|full)\\s+)?';
const CONTENTS =
  '(?<contents>contents?\\s+of\\s+|everything\\s+(?:in|from|of)\\s+|files\\s+and\\s+(?:sub)?(?:folders|directories)\\s+(?:in|from|of)\\s+)?(?:the\\s+)?';
const WITH_ALL =
  '(?:\\s+recursively|\\s+\\(?(?:with|and|including)\\s+(?:everything\\s+in\\s+it|(?:all\\s+)?(?:its|the)\\s+(?:files|contents?))\\)?)?';
const TARGET = `(?:the\\s+|a\\s+)?(?:new\\s+)?(?:(?:${FOLDER}|name)\\s+(?:named\\s+|called\\s+)?)?(?<target>${NAME})(?:\\s+${FOLDER})?(?:\\s+recursively)?${ENDS}`;
/** Ways to say that a folder is copied. */
const TREES = SOURCES.flatMap((source) => [
  `(?:copy|duplicate|clone)\\s+${WHOLE}${CONTENTS}${source}${WITH_ALL}\\s+(?<to>(?:in)?to|as|under|and\\s+(?:call|name)\\s+(?:it|the\\s+copy))\\s+${TARGET}`,
  `(?:make|create)\\s+a\\s+(?:full\\s+|complete\\s+)?copy\\s+of\\s+${WHOLE}${source}${WITH_ALL}\\s+(?:called|named|as)\\s+${TARGET}`,
  `${WHOLE}${source}\\s+(?:should|must|has\\s+to|is\\s+to)\\s+be\\s+(?:copied|duplicated)\\s+(?<to>(?:in)?to|as)\\s+${TARGET}`,
]);

const behind = (piece: string, text: string): string =>
  text
    .slice(text.lastIndexOf(piece) + piece.length)
    .replace(/^\s+(?:folder|directory|subfolder|dir|recursively)\b/gi, '');

export const FOLDER_PHRASES: readonly Phrase[] = [
  {
    pattern: order(
      `rename\\s+(?:the\\s+)?(?:${FOLDER}\\s+(?:named\\s+|called\\s+)?(${NAME})|(${NAME})\\s+${FOLDER})\\s+(?:in)?to\\s+(?:the\\s+)?(?:${FOLDER}\\s+)?(${NAME})${ENDS}`,
    ),
    read: (match, of) => {
      const [before, to] = [nameOf(match[1] ?? match[2], of), nameOf(match[3], of)];
      if (before === null || to === null || KEEPS_SOME.test(of.masked.text)) return null;
      const above = before.includes('/') && !to.includes('/') ? before.slice(0, before.lastIndexOf('/') + 1) : '';
      return before === `${above}${to}` ? null : [{ kind: 'folder_renamed', before, after: `${above}${to}` }];
    },
  },
  {
    pattern: order(
      `copy\\s+(?:all|every|each)(?:\\s+of)?(?:\\s+the)?\\s+(?:\\*?\\.([a-z][a-z0-9]{0,7})\\s+)?files?\\s+(?:from|of|in|inside)\\s+(?:the\\s+)?(?:${FOLDER}\\s+)?(${NAME})(?:\\s+${FOLDER})?\\s+(?:in)?to\\s+(?:the\\s+|a\\s+)?(?:new\\s+)?(?:${FOLDER}\\s+(?:named\\s+|called\\s+)?)?(${NAME})(?:\\s+${FOLDER})?${ENDS}`,
    ),
    read: (match, of) => {
      const [source, target] = [nameOf(match[2], of), nameOf(match[3], of)];
      if (source === null || target === null || source === target || KEEPS_SOME.test(of.masked.text)) return null;
      return [{ kind: 'folder_copied', type: match[1]?.toLowerCase() ?? null, source, target }];
    },
  },
  ...TREES.map((form): Phrase => ({
    pattern: order(form),
    read: (match, of) => {
      const { contents, source: from, to = 'as', target: place } = match.groups ?? {};
      const [source, target] = [nameOf(from, of), nameOf(place, of)];
      const { text } = of.masked;
      if (source === null || target === null || source === target) return null;
      if (KEEPS_SOME.test(text) || CHANGES_WHAT_LIES_THERE.test(text)) return null;
      const beneath =
        contents !== undefined || /^(?:as|and)/i.test(to) ? 'never' : /^to$/i.test(to) ? 'if there' : 'always';
      const exact = sentencesOf(of.masked).length === 1 && /^\s*[.;!]?\s*$/.test(behind(place ?? '', of.text));
      return [{ kind: 'tree_copied', source, target, beneath, exact }];
    },
  })),
];
