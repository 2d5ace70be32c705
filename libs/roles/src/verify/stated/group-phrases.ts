import type { Fact } from './fact.js';
import { FILE, QUOTE } from './masked-text.js';
import { fileIn, isOrder, onlyFile, quotesIn, type Phrase, type Sentence } from './sentence.js';

/* Demands on a key of one group of settings among others. They take no words out of the sentence. */

const NAME = `(?:${QUOTE}|[A-Za-z_][\\w-]{0,60})`;
const VALUE = `(${QUOTE}|[^\\s,;⟦⟧]{1,80})`;
const order = (pattern: string): RegExp =>
  new RegExp(`(?=(?:^|[,;:]\\s|(?:\\band|\\bthen|⟦F\\d+⟧)\\s)(?:please\\s+)?(?:${pattern}))`, 'giu');
const IN_FILE = `(?:\\s*,?\\s*(?:in|of)\\s+(?:the\\s+file\\s+)?(${FILE}))?`;
const ENDS = '(?=\\s*(?:[.,;!]?\\s*$|[,;]\\s|[.]\\s|and\\b))';
const DATA = /\.(?:json|ya?ml)$/i;
const NO_GROUP = /^(?:the|a|an|it|its|each|every|all|any|both|file|config|settings?|end|top|list|root)$/i;

const said = (piece: string | undefined, of: Sentence): string =>
  (quotesIn(piece, of)[0] ?? piece ?? '').replace(/[.]$/, '');

function inGroup(
  file: string | undefined,
  parts: readonly (string | undefined)[],
  of: Sentence,
  isNew = true,
): Fact[] | null {
  const path = fileIn(file, of) ?? onlyFile(of);
  const [group = '', key = '', value] = parts.map((part) => (part === undefined ? undefined : said(part, of)));
  if (path === undefined || !DATA.test(path) || NO_GROUP.test(group) || NO_GROUP.test(key)) return null;
  return [
    {
      kind: 'in_group',
      path,
      group,
      key,
      value: value === undefined || value === '' ? null : value,
      ...(isNew ? { isNew } : {}),
    },
  ];
}

export const GROUP_PHRASES: readonly Phrase[] = [
  {
    // "Set the timeout of worker to 60 in app.yaml".
    pattern: order(
      `(?:set|change|raise|lower|increase|decrease)\\s+(?:the\\s+)?(${NAME})\\s+of\\s+(?:the\\s+)?(${NAME})\\s+(?:from\\s+\\S{1,80}\\s+)?to\\s+${VALUE}${IN_FILE}${ENDS}`,
    ),
    read: (match, of) => (isOrder(match, of) ? inGroup(match[4], [match[2], match[1], match[3]], of, false) : null),
  },
  {
    // "Set strict to true in compilerOptions of tsconfig.json".
    pattern: order(
      `(?:set|change)\\s+(?:the\\s+)?(${NAME})\\s+to\\s+${VALUE}\\s+(?:in|under)\\s+(?:the\\s+)?(${NAME})\\s+(?:of|in)\\s+(?:the\\s+file\\s+)?(${FILE})${ENDS}`,
    ),
    read: (match, of) => (isOrder(match, of) ? inGroup(match[4], [match[3], match[1], match[2]], of) : null),
  },
  {
    // "Setze strict auf true unter compilerOptions in tsconfig.json".
    pattern: order(
      `(?:setze|mets|met|pon|imposta)\\s+(?:den\\s+wert\\s+von\\s+)?(${NAME})\\s+(?:auf|à|a)\\s+${VALUE}\\s+(?:unter|in|sous|dans|en|sotto)\\s+(${NAME})\\s+(?:in|von|dans|de|en|di)\\s+(?:der\\s+datei\\s+)?(${FILE})${ENDS}`,
    ),
    read: (match, of) => inGroup(match[4], [match[3], match[1], match[2]], of),
  },
  {
    // "In app.yaml add retries: 3 to worker", "add a key threads: 4 to log in app.yaml".
    pattern: order(
      `(?:add|put)\\s+(?:(?:the|a)\\s+)?(?:(?:key|setting|entry|option)\\s+)?(${NAME})\\s*[:=]\\s*${VALUE}\\s+(?:to|under|into)\\s+(?:the\\s+)?(${NAME})${IN_FILE}${ENDS}`,
    ),
    read: (match, of) => (isOrder(match, of) ? inGroup(match[4], [match[3], match[1], match[2]], of) : null),
  },
  {
    // "Add the package "nanoid" in version "^5.0.0" to the dependencies of package.json".
    pattern: order(
      `add\\s+(?:the\\s+)?(?:package|dependency|module)?\\s*(${QUOTE}|[\\w@./-]{2,80})(?:\\s+(?:in\\s+)?(?:version\\s+)?(${QUOTE}|[~^]?\\d[\\w.]{0,20}))?\\s+to\\s+(?:the\\s+)?((?:dev|peer|optional)?dependencies)${IN_FILE}${ENDS}`,
    ),
    read: (match, of) => (isOrder(match, of) ? inGroup(match[4], [match[3], match[1], match[2]], of) : null),
  },
];
