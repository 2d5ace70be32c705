import { isCode, isTable } from '../file-kinds.js';
import { FILE, QUOTE } from './masked-text.js';
import type { Fact } from './fact.js';
import type { Phrase, Sentence } from './sentence.js';
import { fileIn, filesIn, FILLERS, onlyFile, isNegated, isOrder, quotesIn, WHAT } from './sentence.js';

/* Demands on names, numbers and what a program prints. */

const DATA = /\.(?:json|jsonl|csv|tsv|txt|md|markdown|ya?ml|toml|ini|cfg|conf|env|properties|xml|log)$/i;
const RUNS: Readonly<Record<string, string>> = {
  py: 'python3',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  sh: 'bash',
  bash: 'bash',
};
const typeOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
export const runnerFor = (path: string): string | undefined => RUNS[typeOf(path)];

export const DEFINED =
  'function|functions|method|methods|class|classes|component|components|interface|interfaces|struct|structs|enum|enums|constant|constants|variable|variables|hook|hooks|helper|helpers|decorator|decorators|exception|exceptions|dataclass|dataclasses';
/** Words behind "a function" that are no name of one. */
export const NO_NAME =
  /^(?:a|an|the|to|in|into|for|from|of|on|with|without|that|which|who|whose|and|or|as|at|by|is|are|was|be|it|its|so|if|when|while|where|using|call|calls|docstring|docstrings|comment|comments|header|headers|signature|signatures|test|tests|documentation|docs|doc|body|bodies|declaration|declarations|definition|definitions|diagram|wrapper|wrappers|name|names|type|types|argument|arguments|parameter|parameters|library|file|files|module|modules|code|here|there|below|above|composition|overloads?|pointers?|calling|hierarchy|instance|instances|object|objects|keyword|keywords|syntax|only|both|each|all|any|some|one|two|three|four|five|six|seven|eight|nine|ten|called|named|must|should|will|can|may|has|have|returns?|takes?|accepts?|implements?|extends?|instead|now|too|also|again|well|properly|correctly|components?)$/i;
export const NAME = `(?:${QUOTE}|[A-Za-z_$][\\w$]*(?:\\([^()⟦⟧]{0,80}\\))?)`;
const CALLABLE = '[A-Za-z_$][\\w$]*\\([^()⟦⟧]{0,80}\\)';
const NAMES = `(${NAME}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*&\\s*)${NAME}){0,20})`;
/** What may follow a list of bare names, so that no adjective of what comes next is taken for one. */
const LIST_ENDS =
  /^\s*(?:[.,;:)]|$)|^\s+and\s+⟦F|^\s+(?:that|which|to|in|into|from|for|with|taking|returning|and\s+(?:a|an|the|some|\d)|inside|within|each)\b/i;

export interface Named {
  readonly name: string;
  /** Quoted, called so, with brackets, or written like no word of prose. */
  readonly sure: boolean;
}

export function namesIn(list: string, of: Sentence, called: boolean): Named[] {
  return list
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*/)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => {
      const [quoted] = quotesIn(piece, of);
      const name = (quoted ?? piece).replace(/\(.*$/s, '').trim();
      return { name, sure: quoted !== undefined || called || piece.includes('(') || /_|[a-z][A-Z]|\d/.test(name) };
    });
}

function definedNames(match: RegExpExecArray, of: Sentence): string[] | null {
  const [, noun = '', called, list = ''] = match;
  const rest = of.text.slice(match.index + match[0].length);
  const named = namesIn(list, of, called !== undefined);
  if (!LIST_ENDS.test(rest)) {
    // The last one belongs to what follows: "functions add, sub and some tests".
    if (named.length < 2 || named.at(-1)?.sure === true) return null;
    named.pop();
  }
  const isPlural = /s$/i.test(noun) && !/class$/i.test(noun);
  if (named.length === 1 && isPlural && named[0]?.sure !== true) return null;
  const names = named.map(({ name }) => name);
  if (names.some((name) => !/^[A-Za-z_$][\w$]*$/.test(name))) return null;
  // One word of prose in a list makes all of it prose.
  if (named.some(({ name, sure }) => !sure && (NO_NAME.test(name) || /(?:ing|ed|ly)$/.test(name)))) return null;
  return names.length === 0 ? null : names;
}

/** The file a definition belongs to: the one it is said to go into, else the last one named before it. */
function homeOf(match: RegExpExecArray, of: Sentence): string | undefined {
  const rest = of.text.slice(match.index + match[0].length);
  const into = new RegExp(`^[^⟦]{0,80}?\\s(?:in|to|into|inside)\\s+${FILLERS}(${FILE})`, 'iu').exec(rest)?.[1];
  return fileIn(into, of) ?? filesIn(of.text.slice(0, match.index), of).at(-1) ?? onlyFile(of);
}

/** Words that begin what comes behind a list. */
const NO_ITEM =
  /^(?:a|an|the|to|in|of|with|and|or|as|for|from|some|any|each|every|that|which|set|here|below|above|only|no|its)$/i;
const ITEM = `(?:${QUOTE}|[A-Za-z_][\\w\\-]*)`;
const ITEMS = `(${ITEM}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)${ITEM}){0,30})`;
const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
export const COUNT = `(\\d{1,5}|${NUMBER_WORDS.slice(1).join('|')})`;
export const numberOf = (word: string): number =>
  /^\d/.test(word) ? Number(word) : NUMBER_WORDS.indexOf(word.toLowerCase());

export const CODE_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `\\b(?:a|an|the|two|three|four|five|six|these|following|with|and|,)\\s+(?:(?:new|public|private|async|small|simple|exported|pure|static|helper|python|react|following)\\s+){0,3}(${DEFINED})\\s*:?\\s+((?:called|named)\\s+)?${NAMES}`,
      'giu',
    ),
    read: (match, of) => {
      const before = of.text.slice(0, match.index + 2);
      if (
        !/\b(?:create|write|add|implement|define|generate|make|export|with|containing|provide|include|build)\b/i.test(
          before,
        )
      )
        return null;
      if (
        isNegated(of.text.slice(0, match.index)) ||
        /\b(?:remove|delete|drop|rename|calls?|uses?|using|tests?|for|of|about|like)\s*$/i.test(
          of.text.slice(0, match.index),
        )
      )
        return null;
      const path = homeOf(match, of);
      const names = definedNames(match, of);
      if (path === undefined || names === null || !isCode(path) || of.files.length === 0) return null;
      return [{ kind: 'names', path, names, of: 'code' }];
    },
  },
  {
    // "Add first(list) and last(list) to list.js".
    pattern: new RegExp(
      `\\b(?:add|implement|define|write)\\s+(${CALLABLE}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)${CALLABLE}){0,20})\\s+(?:to|in|into)\\s+${FILLERS}(${FILE})(?!['’/])`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[2], of);
      const names = [...(match[1] ?? '').matchAll(/([A-Za-z_$][\w$]*)\(/g)].map(([, name = '']) => name);
      return path === undefined || !isCode(path) || !isOrder(match, of)
        ? null
        : [{ kind: 'names', path, names, of: 'code' }];
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:remove|delete|drop)\\s+(?:the\\s+)?(?:(?:unused|old|obsolete|deprecated|dead|legacy|superfluous|unneeded)\\s+){0,2}(?:${DEFINED})\\s+(${NAME})\\s+(?:and\\s+[^⟦]{0,40}\\s)?(?:from|in)\\s+${FILLERS}(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[2], of);
      const [found] = namesIn(match[1] ?? '', of, false);
      if (path === undefined || found === undefined || !isOrder(match, of) || NO_NAME.test(found.name)) return null;
      return [{ kind: 'undefined', path, name: found.name }];
    },
  },
  {
    pattern: new RegExp(
      `\\bwith\\s+(?:an?\\s+|the\\s+|these\\s+|following\\s+|two\\s+|three\\s+|four\\s+|five\\s+|six\\s+){0,3}(keys?|fields?|columns?|properties|headers?(?:\\s+(?:line|row))?|sections?|headings?|attributes?)\\s*:?\\s+${ITEMS}`,
      'giu',
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      if (path === undefined || of.files.length === 0 || !DATA.test(path) || !isOrder(match, of)) return null;
      const rest = of.text.slice(match.index + match[0].length);
      const named = namesIn(match[2] ?? '', of, false);
      if (!LIST_ENDS.test(rest) && !/^\s+(?:set|=|and|in)\b/i.test(rest)) {
        if (named.length < 2 || named.at(-1)?.sure === true) return null;
        named.pop();
      }
      if (named.some(({ name, sure }) => !sure && NO_ITEM.test(name))) return null;
      if (named.length === 1 && named[0]?.sure !== true) return null;
      return [{ kind: 'names', path, names: named.map(({ name }) => name), of: isTable(path) ? 'columns' : 'keys' }];
    },
  },
  {
    pattern: new RegExp(
      `(${FILE})[,:]?\\s+(?:file\\s+)?((?:with|containing|holding|of|that\\s+(?:has|contains|holds)|(?:(?:as|is)\\s+)?(?:an?\\s+)?(?:json\\s+)?(?:array|list)\\s+(?:with|of|containing|holding))\\s+[^⟦;]{0,60}?)(exactly\\s+|precisely\\s+|at\\s+least\\s+|at\\s+most\\s+|up\\s+to\\s+|no\\s+more\\s+than\\s+)?\\b${COUNT}\\s+((?:[\\w\\-]+\\s+){0,2}?)([a-z]+)\\b`,
      'giu',
    ),
    read: countOf,
  },
  {
    pattern: new RegExp(
      `\\b(?:with|containing|contains?|holds?|holding|write|put|save|list)\\s+(?:(?:only|just|all|the|whole)\\s+){0,3}(?:numbers|integers)\\s+(?:from\\s+)?(\\d{1,5})\\s*(?:to|through|[-–]|until|up\\s+to)\\s*(\\d{1,5})(\\s*,?\\s*(?:one|each)\\s+(?:number\\s+)?(?:per|on|in|to\\s+a)\\s+(?:(?:its|their)\\s+own\\s+|a\\s+|each\\s+)?line)?(?:\\s+(?:to|in|into)\\s+${FILLERS}${FILE}(\\s*,?\\s*(?:one|each)\\s+(?:number\\s+)?(?:per|on\\s+(?:its|their)\\s+own)\\s+line)?)?(?=\\s*(?:[.;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      const [from, to] = [Number(match[1]), Number(match[2])];
      if (path === undefined || of.files.length === 0 || !DATA.test(path) || !isOrder(match, of)) return null;
      const perLine = match[3] !== undefined || match[4] !== undefined;
      return to < from || to - from > 10_000 ? null : [{ kind: 'numbers', path, from, to, perLine }];
    },
  },
  {
    pattern: new RegExp(
      `(${FILE})\\s+(?:script\\s+|program\\s+)?(?:that|which|to|and)\\s+(?:(?:simply|just|only)\\s+)?(?:prints?|outputs?|displays?|logs|echoes|writes)\\s+(?:out\\s+)?(?:${WHAT}|([^⟦.;:\\n]{1,80}\\sas\\s))(${QUOTE})(?=\\s*(?:[.,;]|$)|\\s+(?:and|to\\s+(?:the\\s+)?(?:console|screen|terminal|stdout|standard)|on\\s+(?:the\\s+)?(?:console|screen|terminal|stdout)|when\\s+(?:run|executed|started|it\\s+is\\s+run))\\b)`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      const [text] = quotesIn(match[3], of);
      // What is printed "as" something with letters in it has that form, and not these words.
      if (match[2] !== undefined && !/^[\d\s.,:;%/-]*\d[\d\s.,:;%/-]*$/.test(text ?? '')) return null;
      if (path === undefined || text === undefined || runnerFor(path) === undefined || !isOrder(match, of)) return null;
      // What is printed depends on something.
      if (/[{}<>$%]/.test(text + of.text.slice(match.index).replace(/⟦\w+⟧/g, ''))) return null;
      return /\bif\b|\bfor each\b|\bgiven\b|\bargument|\binput\b/i.test(text + of.text.replace(/⟦\w+⟧/g, ''))
        ? null
        : [{ kind: 'prints', path, text }];
    },
  },
];

const UNITS: Readonly<Record<string, 'lines' | 'rows' | 'items'>> = {
  ...{ line: 'lines', lines: 'lines', row: 'rows', rows: 'rows' },
  ...{ entry: 'items', entries: 'items', item: 'items', items: 'items', record: 'items', records: 'items' },
  ...{ element: 'items', elements: 'items', object: 'items', objects: 'items' },
};

/** The number follows at once: behind a word it is of what is in the list, or of how it is laid out. */
const OF_SO_MANY = /\b(?:array|list)\s+(?:of|with|containing|holding)\s+(?:(?:the|all)\s+)?$/i;

/** "With 5 retries" and "with 30 as timeout" are said of a setting. */
const WITH_SO_MANY = /^(?:with|containing|holding)\s+$/i;
const RECORDS =
  /^(?:users|people|persons|children|students|teachers|employees|members|players|customers|clients|contacts|friends|authors|products|items|entries|objects|records|orders|invoices|books|movies|films|songs|albums|recipes|articles|posts|comments|messages|events|tasks|todos|questions|cards|quotes|countries|cities|animals|planets|cars)$/i;
const isOfRecords = (before: string, between: string, noun: string): boolean =>
  OF_SO_MANY.test(before) || (WITH_SO_MANY.test(before) && between === '' && RECORDS.test(noun));

function countOf(match: RegExpExecArray, of: Sentence): Fact[] | null {
  const [, file, before = '', bound = '', word = '', between = '', noun = ''] = match;
  const path = fileIn(file, of);
  if (path === undefined || !isOrder(match, of)) return null;
  const rest = of.text.slice(match.index + match[0].length);
  if (
    /\b(?:about|around|roughly|approximately|some|nearly|almost|per|each|every|version|column|columns|level|levels|than)\b/i.test(
      `${before} ${between}`,
    )
  )
    return null;
  if (/^\s+(?:per|each|of\s+each|for\s+each|or|to|columns?|wide|long|long\b|in\s+each)\b/i.test(rest)) return null;
  const isJson = /\.json$/i.test(path);
  const isText = /\.(?:txt|csv|tsv|log|jsonl)$/i.test(path);
  const isMarkdown = /\.(?:md|markdown)$/i.test(path);
  const unit =
    UNITS[noun.toLowerCase()] ??
    (isMarkdown &&
    /exact|precis/i.test(bound) &&
    /\b(?:numbered|ordered|bulleted|bullet)\s+list\s+(?:of|with)\s+$/i.test(before)
      ? 'items'
      : undefined) ??
    (isJson && /s$|people|children/i.test(noun) && isOfRecords(before, between, noun) ? 'items' : undefined);
  if (
    unit === undefined ||
    !(isJson
      ? unit === 'items'
      : (isMarkdown && UNITS[noun.toLowerCase()] === undefined) ||
        (isText && (unit !== 'items' || /\.(?:csv|tsv|jsonl)$/i.test(path))))
  )
    return null;
  const n = numberOf(word);
  const atLeast = /least/i.test(bound);
  const atMost = /most|up|more/i.test(bound);
  const header = /\bheader\b/i.test(before);
  return [{ kind: 'items', path, of: unit, least: atMost ? 0 : n, most: atLeast ? Infinity : n, header }];
}
