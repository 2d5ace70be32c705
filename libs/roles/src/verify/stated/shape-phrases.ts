import type { Fact, KeyCase } from './fact.js';
import { FILE, QUOTE } from './masked-text.js';
import { fileIn, FILES, filesIn, FILLERS, isOrder, onlyFile, order, plain, quotesIn, type Phrase } from './sentence.js';

/*
 * Demands on how the lines of a file look. They take no words out of the sentence, since there may be more to them than
 * is read here.
 */

const ENDS = '(?=\\s*(?:[.,;!]|$)|\\s+and\\b)';
const TABS = '(?:(?:the|all|every|each|any|of)\\s+){0,3}(?:leading\\s+)?(?:tabs?|tab\\s+characters?)';
const SPACES = '(?:(?:\\d|two|four|eight)\\s+)?(?:spaces?|blanks?)(?:\\s+each)?';
/** Where some of it may stay. */
const KEEPS_SOME = /\b(?:keep\w*|except\w*|only|but|unless|not|never|other\s+than|apart\s+from|some|top-?level)\b/i;
/** "… but leave out 4 and 7": numbers that a series goes without. */
const LEFT_OUT =
  /(?:^|[\s,]+)(?:(?:and|but)\s+)?(?:(?:leav(?:e|ing)|skip(?:ping)?|omit(?:ting)?|excluding|without|except)(?:\s+(?:out|for))?|but\s+not)\s+(?:the\s+)?(?:numbers?\s+)?(\d{1,5}(?:(?:\s*,\s*|\s*,?\s+(?:and|or)\s+)\d{1,5}){0,20})(?=\s*(?:[.,;!]|$))/im;
const LEAVES_OUT = /\b(?:without|leav\w+|omit\w*|exclud\w*|skip\w*|minus|missing|replac\w*|instead)\b/i;
/** Recipes begin with tabs, and so may what is data. */
const NEEDS_TABS = /(?:^|\/)(?:GNU)?[Mm]akefile$|\.(?:mk|tsv|go)$/;

const CASES: Readonly<Record<string, KeyCase>> = {
  snakecase: 'snake_case',
  camelcase: 'camelCase',
  kebabcase: 'kebab-case',
  pascalcase: 'PascalCase',
};
/** Words that name a folder wherever they stand in a list of what to leave out. */
const KNOWN_FOLDERS = /^(?:node_modules|dist|build|coverage|target|vendor|bin|obj|out|tmp|venv|__pycache__)$/;

export const SHAPE_PHRASES: readonly Phrase[] = [
  {
    pattern: order(
      `(?:write|put|save|list|create|print)\\s[^;]{0,80}?\\b(?:numbers|integers)\\s+(?:from\\s+)?(\\d{1,5})\\s*(?:to|through|down\\s+to|[-–])\\s*(\\d{1,5})\\b([^;]*)`,
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      const [from, to] = [Number(match[1]), Number(match[2])];
      if (path === undefined || of.files.length === 0 || !/\.(?:txt|csv|list|md)$/i.test(path)) return null;
      const whole = of.masked.text.replace(LEFT_OUT, ' ');
      const without = LEFT_OUT.exec(of.masked.text)?.[1]?.match(/\d+/g)?.map(Number);
      if (
        KEEPS_SOME.test(whole) ||
        LEAVES_OUT.test(whole) ||
        /\b(?:odd|even|prime|random\w*|shuffl\w*|square\w*|word|divisib\w*|multiple\w*|step\w*|every|then|back)\b/i.test(
          of.text,
        )
      )
        return null;
      const isDown = /\b(?:in\s+)?(?:descending|decreasing|reversed?)\s+(?:order|sequence)\b|\bbackwards\b/i.test(
        match[3] ?? '',
      );
      const isUp = /\b(?:ascending|increasing)\s+order\b/i.test(match[3] ?? '');
      const rises = from <= to && !isDown;
      if (isUp ? isDown : rises && without === undefined) return null;
      const [least, most] = [Math.min(from, to), Math.max(from, to)];
      // "From 20 to 1, reversed" may be either.
      if (most - least > 10_000 || (isDown && from > to)) return null;
      const counted = isUp || rises ? { path, from: least, to: most } : { path, from: most, to: least };
      return [{ kind: 'counted', ...counted, ...(without === undefined ? {} : { without }) }];
    },
  },
  {
    pattern: order(
      `(?:convert|change|replace|turn|switch|transform)\\s+(?:(?:the\\s+)?indentation\\s+(?:of|in)\\s+${FILLERS}(${FILE})\\s+from\\s+${TABS}\\s+(?:to|into)\\s+${SPACES}|${TABS}\\s+(?:in|of)\\s+${FILLERS}(${FILES})\\s+(?:to|into|with|by)\\s+${SPACES}|${TABS}\\s+(?:to|into|with|by)\\s+${SPACES}\\s+(?:in|of)\\s+${FILLERS}(${FILES}))${ENDS}`,
    ),
    read: (match, of) => {
      const paths = filesIn(match[1] ?? match[2] ?? match[3], of);
      const width = ['two', 'four', 'eight'].indexOf(
        /\b(two|four|eight)\s+(?:spaces|blanks)/i.exec(of.text)?.[1]?.toLowerCase() ?? '',
      );
      const blanks = width < 0 ? Number(/\b([1-9])\s+(?:spaces?|blanks?)/i.exec(of.text)?.[1] ?? 0) : 2 ** (width + 1);
      return KEEPS_SOME.test(of.masked.text) || paths.some((path) => NEEDS_TABS.test(path))
        ? null
        : paths.map((path): Fact => ({ kind: 'untabbed', path, ...(blanks === 0 ? {} : { width: blanks }) }));
    },
  },
  {
    pattern: order(
      `(uncomment|comment\\s+out)\\s+(?:the\\s+)?(?:(?:line|setting|entry|option|statement)\\s+)?(${QUOTE})\\s+(?:in|of)\\s+${FILLERS}(${FILE})${ENDS}`,
    ),
    read: (match, of) => {
      const [path, text] = [fileIn(match[3], of), quotesIn(match[2], of)[0]];
      if (path === undefined || text === undefined || text.includes('\n')) return null;
      return [{ kind: 'remark', path, text, wanted: /^comment/i.test(match[1] ?? '') }];
    },
  },
  {
    pattern: order(
      `(?:convert|change|rename|turn|transform)\\s+(?:all|every|each)(?:\\s+of)?(?:\\s+the)?\\s+(?:(?:object|json|yaml|property|setting)\\s+)?(?:keys?(?:\\s+names?)?|property\\s+names?|properties)\\s+(?:in|of)\\s+${FILLERS}(${FILE})\\s+(?:from\\s+[\\w-]+\\s+)?(?:in)?to\\s+(snake|camel|kebab|pascal)[\\s_-]?case${ENDS}`,
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      const as = CASES[`${(match[2] ?? '').toLowerCase()}case`];
      return path === undefined ||
        as === undefined ||
        !/\.(?:json|ya?ml)$/i.test(path) ||
        KEEPS_SOME.test(of.masked.text)
        ? null
        : [{ kind: 'key_case', path, as }];
    },
  },
  {
    pattern: order(
      `(?:create|write|add|make|generate|set\\s+up)\\s+${FILLERS}(${FILE})\\s+(?:that|which|to|so\\s+that\\s+it)\\s+(?:ignores?|excludes?|leaves?\\s+out)\\s+([^.;]{1,300}?(?:\\.[\\w*]+[^.;]{0,80}){0,8})(?=\\s*(?:[.;!]\\s|[.;!]?$))`,
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of);
      if (path === undefined || !/(?:^|\/)\.\w+ignore$/.test(path) || KEEPS_SOME.test(of.masked.text)) return null;
      const names = plain(match[2] ?? '', of)
        .split(/\s*,\s*(?:and\s+)?|\s+and\s+/)
        .map((name) => name.replace(/^(?:the\s+)|["'`]|\s+(?:folder|directory|file|files)$/g, '').trim())
        .filter((name) => /^[\w.*/@-]{2,80}$/.test(name) && (/[._*/]/.test(name) || KNOWN_FOLDERS.test(name)));
      return names.length === 0 || !isOrder(match, of) ? null : [{ kind: 'ignored', path, names }];
    },
  },
  {
    // "Ignore the folder dist and the file .env in .gitignore".
    pattern: order(
      `ignore\\s+((?:[^⟦.;]|⟦[QF]\\d+⟧|\\.(?=[\\w*])){1,200}?)\\s+(?:in|by|with)\\s+(?:the\\s+)?(${FILE})${ENDS}`,
    ),
    read: (match, of) => {
      const path = fileIn(match[2], of);
      if (path === undefined || !/(?:^|\/)\.\w+ignore$/.test(path) || KEEPS_SOME.test(of.masked.text)) return null;
      const names = plain(match[1] ?? '', of)
        .split(/\s*,\s*(?:and\s+)?|\s+and\s+/)
        .map((name) =>
          name.replace(/^(?:the\s+)?(?:(?:folder|directory|file)\s+)?|["'`]|\s+(?:folder|directory|file)$/g, '').trim(),
        );
      return names.every((name) => /^[\w.*/@-]{2,80}$/.test(name)) ? [{ kind: 'ignored', path, names }] : null;
    },
  },
];
