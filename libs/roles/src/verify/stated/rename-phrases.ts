import { isCode } from '../file-kinds.js';
import { DEFINED, NAME, namesIn, NO_NAME, type Named } from './code-phrases.js';
import type { Fact } from './fact.js';
import { FILE } from './masked-text.js';
import { fileIn, FILLERS, IN_FILE, isOrder, onlyFile, type Phrase, type Sentence } from './sentence.js';

/* Demands on what code calls a thing. */

const EVERYWHERE =
  '(?:\\s*,?\\s+(?:everywhere|throughout|across|in\\s+(?:all|every)\\s+(?:the\\s+)?(?:source\\s+)?files?|in\\s+the\\s+(?:whole|entire)|in\\s+the\\s+(?:project|code(?:base)?|repo\\w*)|wherever|and\\s+(?:update|fix|adjust|change|adapt)\\s+(?:all|every|its|the|any)\\s+(?:(?:of|the|its|other)\\s+){0,2}(?:call(?:ers?|s|\\s+sites?)?|usages?|uses|references?|imports?|places?|code)|and\\s+use\\s+(?:it|the\\s+new\\s+(?:one|name))\\s+(?:everywhere|throughout|wherever|in\\s+(?:all|every)\\b)[^.;\\n]{0,60}))\\b';
/** Where the old name may stay. */
const KEEPS_OLD = /\b(?:alias|deprecat|backward|compatib|keep|retain|wrapper)/i;
const ONLY = /\bonly\b/i;
const KIND = `(?:(?:exported|public|private|global|async|static|old|helper|react|python)\\s+){0,2}(?:(${DEFINED}|type)\\s+)?`;

const isName = ({ name }: Named): boolean => /^[A-Za-z_$][\w$]*$/.test(name) && !NO_NAME.test(name);
/** The two names; null where they are words of prose, or the old one may stay. */
function pair(old: string | undefined, by: string | undefined, of: Sentence): readonly [Named, Named] | null {
  const [from] = namesIn(old ?? '', of, false);
  const [to] = namesIn(by ?? '', of, false);
  if (from === undefined || to === undefined || !isName(from) || !isName(to)) return null;
  return KEEPS_OLD.test(of.masked.text) ? null : [from, to];
}
/** The old name may be one of something else too: only its definition goes. */
const inFile = (path: string, from: Named, to: Named): Fact[] => [
  { kind: 'undefined', path, name: from.name },
  { kind: 'names', path, names: [to.name], of: 'code' },
];

export const RENAME_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `\\brename\\s+(?:the\\s+)?${KIND}(${NAME})\\s+(?:to|into|as)\\s+(${NAME})(?:\\s+(?:everywhere|throughout))?(?:\\s*,?\\s*${IN_FILE}(${FILE}))?(?=\\s*(?:[.,;]|$)|\\s+and\\s)`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[4], of) ?? onlyFile(of);
      const names = pair(match[2], match[3], of);
      return path === undefined || names === null || !isOrder(match, of) || !isCode(path)
        ? null
        : inFile(path, ...names);
    },
  },
  {
    pattern: new RegExp(
      `\\brename\\s+(?:the\\s+)?${KIND}(${NAME})(\\s+(?:in|from|of)\\s+(?:the\\s+)?${FILLERS}${FILE}|\\s*\\(${FILE}\\))?\\s+(?:to|into|as)\\s+(${NAME})(?=\\s*(?:[.,;]|$)|\\s+(?:and|everywhere|throughout|across|wherever|in\\s+(?:all|every|the\\s+whole|the\\s+entire|the\\s+(?:project|code(?:base)?|repo\\w*)))\\b)(${EVERYWHERE})?(?:\\s+(?:files?|the\\s+\\w+))?`,
      'giu',
    ),
    read: (match, of) => {
      const [, kind, old, home, by, everywhere] = match;
      const names = pair(old, by, of);
      if (names === null || !isOrder(match, of) || ONLY.test(of.masked.text)) return null;
      const [from, to] = names;
      const path = fileIn(home, of);
      const isOfAll = everywhere !== undefined || (kind !== undefined && of.files.length === 0);
      // A word alone may mean anything.
      const isOne = kind !== undefined || (from.sure && to.sure);
      const own = path !== undefined && isCode(path) && isOne ? inFile(path, from, to) : [];
      const all: Fact[] = isOfAll && isOne ? [{ kind: 'renamed', from: from.name, to: to.name }] : [];
      return own.length + all.length === 0 ? null : [...own, ...all];
    },
  },
];
