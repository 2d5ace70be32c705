import type { Fact } from './fact.js';
import type { Phrase, Sentence } from './sentence.js';
import { fileIn, FILES, filesIn, FILLERS, onlyFile, IN_FILE, isNegated, isOrder, quotesIn } from './sentence.js';
import { FILE, QUOTE } from './masked-text.js';

/* Demands on files as a whole: made, moved, removed, left alone. */

const each = (paths: readonly string[], kind: 'made' | 'gone' | 'there' | 'untouched' | 'executable'): Fact[] =>
  paths.map((path) => ({ kind, path }));

const MAKE = `\\b(?:create|write|generate|produce|save|add|build|set up)\\s{1,3}${FILLERS}(${FILES})`;
const NO_FOLDER =
  /^(?:current|same|project|root|workspace|working|this|that|home|parent|top|top-level|new|repository|repo|main|one|any|each|every|right|correct|appropriate|relevant|its|their|own|python|node|git|empty)$/i;
const FOLDER_NAME = `(${QUOTE}|[\\w@.\\-]+(?:/[\\w@.\\-]+){0,6})/?`;
const FOLDER = `(?:in|inside|into|under|within|to)\\s+(?:the\\s+|a\\s+|an\\s+)?(?:new\\s+)?(?:(?:folder|directory|subfolder|subdirectory|dir)\\s+(?:named\\s+|called\\s+)?${FOLDER_NAME}|${FOLDER_NAME}\\s+(?:folder|directory|subfolder|subdirectory|dir)\\b|([\\w@.\\-]+(?:/[\\w@.\\-]+){0,6}/)(?=[\\s.,;]|$))`;

function folderIn(groups: readonly (string | undefined)[], of: Sentence): string | null {
  const given = groups.find((group) => group !== undefined);
  if (given === undefined) return null;
  const name = (quotesIn(given, of)[0] ?? given).replace(/^\.?\/|\/$/g, '').replace(/[.,;]+$/, '');
  return name === '' || name.includes('..') || NO_FOLDER.test(name) ? null : name;
}

const AS_IT_IS =
  '(?:exactly\\s+)?(?:as\\s+(?:it|they)\\s+(?:is|are)|as[- ]is|unchanged|untouched|unmodified|alone|intact|the\\s+same)\\b';
/** What makes less, or more, of what is forbidden than the file. */
const EXCEPT =
  "(?!\\s{0,3}(?:['’]s?\\b|except|beyond|other\\s+than|apart\\s+from|unless|more\\s+than|by\\s+hand|manually|directly|until|before|too|yet|while|when|if)\\b)";

export const FILE_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(`${MAKE}(?!\\s+(?:to|from|as)\\b)`, 'giu'),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1], of), 'made') : null),
  },
  {
    // Behind a file to be made and what it is to hold: "… with the line x, b.txt with … and c.txt with …".
    pattern: new RegExp(
      `(?:\\band|,)\\s{1,3}${FILLERS}(${FILE})(?=\\s+(?:with|containing|that|which|holding)\\b)`,
      'giu',
    ),
    read: (match, of) => {
      const before = of.text.slice(0, match.index);
      const made = new RegExp(MAKE, 'iu').exec(before);
      return made !== null && !isNegated(before.slice(0, made.index)) ? each(filesIn(match[1], of), 'made') : null;
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:save|write|export|put|store|output|print|redirect|dump|log)\\b[^⟦]{0,60}?(?:${QUOTE}\\s+)?\\b(?:to|into|as|in)\\s{1,3}${FILLERS}(${FILES})`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1], of), 'made') : null),
  },
  {
    pattern: new RegExp(`(${FILES})\\s+(?:file\\s+)?${FOLDER}`, 'giu'),
    read: (match, of) => {
      const folder = folderIn([match[2], match[3], match[4]], of);
      const before = of.text.slice(0, match.index);
      if (folder === null || !/\b(?:create|write|generate|produce|save|add|put|place|make)\b/i.test(before))
        return null;
      if (isNegated(before)) return null;
      const bare = filesIn(match[1], of).filter((path) => !path.includes('/'));
      return bare.map((path) => ({ kind: 'in_folder', path, folder }));
    },
  },
  {
    pattern: new RegExp(
      `^${FOLDER.replace('|to)', ')')}\\s*,?\\s*(?:please\\s+)?(?:create|write|generate|add|make)\\s+${FILLERS}(${FILES})`,
      'giu',
    ),
    read: (match, of) => {
      const folder = folderIn([match[1], match[2], match[3]], of);
      if (folder === null) return null;
      const paths = filesIn(match[4], of);
      return [
        ...each(paths, 'made'),
        ...paths.filter((path) => !path.includes('/')).map((path): Fact => ({ kind: 'in_folder', path, folder })),
      ];
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:rename|move)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:file\\s+)?(?:to|as|into)\\s+(?:the\\s+file\\s+)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [fileIn(match[1], of), fileIn(match[2], of)];
      return from === undefined || to === undefined || !isOrder(match, of) ? null : [{ kind: 'moved', from, to }];
    },
  },
  {
    pattern: new RegExp(`\\bmove\\s+(?:the\\s+)?(?:files?\\s+)?(${FILES})\\s+${FOLDER}`, 'giu'),
    read: (match, of) => {
      const folder = folderIn([match[2], match[3], match[4]], of);
      if (folder === null || !isOrder(match, of)) return null;
      return filesIn(match[1], of).map((from) => ({
        ...{ kind: 'moved', from },
        to: `${folder}/${from.slice(from.lastIndexOf('/') + 1)}`,
      }));
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:copy|duplicate)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:file\\s+)?(?:to|as|into)\\s+(?:the\\s+file\\s+)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [fileIn(match[1], of), fileIn(match[2], of)];
      return from === undefined || to === undefined || !isOrder(match, of) ? null : [{ kind: 'copied', from, to }];
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:delete|remove|erase)\\s+(?:the\\s+)?(?:(?:files?|scripts?|modules?|old|unused|obsolete|empty|temporary|both|all|existing|now)\\s+){0,4}(${FILES})(?=\\s*(?:[.,;:!)]|$|\\s+(?:and|then|completely|entirely|altogether|if|because|since|as|which|from\\s+the\\s+(?:workspace|project|repository|repo|folder|directory|disk))\\b))`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1], of), 'gone') : null),
  },
  {
    pattern: new RegExp(
      `\\b(?:do\\s+not|don['’]t|must\\s+not|mustn['’]t|never|should\\s+not|shouldn['’]t|without|avoid)\\s+(?:ever\\s+)?(touch|chang|modif|edit|alter|overwrit|delet|remov|renam|mov)(?:e|y|ing|ying)?\\s+${FILLERS}(${FILES})${EXCEPT}`,
      'giu',
    ),
    read: (match, of) =>
      each(filesIn(match[2], of), /^(?:delet|remov|renam|mov)$/i.test(match[1] ?? '') ? 'there' : 'untouched'),
  },
  {
    pattern: new RegExp(`\\b(?:leave|keep)\\s+${FILLERS}(${FILES})\\s+${AS_IT_IS}${EXCEPT}`, 'giu'),
    read: (match, of) => each(filesIn(match[1], of), 'untouched'),
  },
  {
    pattern: new RegExp(
      `(${FILES})\\s+(?:(?:must|should|has\\s+to|have\\s+to|is\\s+to|are\\s+to|needs?\\s+to|shall)\\s+)?(?:stays?|remains?|be\\s+left|be\\s+kept)\\s+${AS_IT_IS}${EXCEPT}`,
      'giu',
    ),
    read: (match, of) => each(filesIn(match[1], of), 'untouched'),
  },
  {
    pattern: new RegExp(`^make\\s+(?:the\\s+)?(?:[\\w\\-]+\\s+){1,3}in\\s+(?:the\\s+file\\s+)?(${FILE})\\s+\\w`, 'giu'),
    read: (match, of) => [{ kind: 'changed', paths: filesIn(match[1], of) }],
  },
  {
    pattern: new RegExp(
      `^(?:please\\s+|then\\s+|also\\s+|and\\s+|now\\s+){0,2}(?:edit|update|change|modify|refactor|rewrite|fix|correct|repair|improve|extend|reformat)\\s+(?:the\\s+(?:file\\s+)?)?(${FILE})(?!['’/]|\\s+(?:in)?to\\s+⟦F)`,
      'giu',
    ),
    read: (match, of) => [{ kind: 'changed', paths: filesIn(match[1], of) }],
  },
  {
    pattern: new RegExp(
      `\\b(?:fix|correct|repair|mend|solve)\\s+(?:(?:the|a|an|all|every|any)\\s+)?(?:(?:[\\w\\-]+|${QUOTE})\\s+){0,4}in\\s+(?:the\\s+(?:file\\s+)?)?(${FILE})`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? [{ kind: 'changed', paths: [...new Set(of.files)] }] : null),
  },
  {
    pattern: new RegExp(
      `^in\\s+(?:the\\s+file\\s+)?(${FILE})\\s*,?\\s*(?:please\\s+)?(?:set|change|replace|rename|add|insert|remove|fix|update)\\b`,
      'giu',
    ),
    read: (match, of) => [{ kind: 'changed', paths: filesIn(match[1], of) }],
  },
  {
    pattern: new RegExp(
      `\\bmake\\s+(?:(it|them|the\\s+(?:script|file|scripts|files))|(${FILES}))\\s+executable\\b`,
      'giu',
    ),
    read: (match, of) => {
      if (!isOrder(match, of)) return null;
      const named = filesIn(match[2], of);
      const meant = filesIn(of.text.slice(0, match.index), of).at(-1) ?? of.before;
      return each(named.length > 0 ? named : meant === null ? [] : [meant], 'executable');
    },
  },
  {
    pattern: new RegExp(
      `\\bexecutable\\s+(?:(?:shell|bash|python|node|perl|ruby)\\s+)?(?:script|file|program)\\s+(?:(?:named|called)\\s+)?(${FILE})|\\bchmod\\s+(?:\\+x|7\\d\\d|a\\+x|u\\+x)\\s+(${FILE})`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1] ?? match[2], of), 'executable') : null),
  },
  {
    pattern: new RegExp(
      `\\bsort\\s+(?:all\\s+)?(?:the\\s+)?(?:lines|names|entries|words|items)\\s+(?:${IN_FILE})?(${FILE})(?:\\s+(?:alphabetically|in alphabetical order|in ascending order))?(?=\\s*(?:[.,;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const path = fileIn(match[1], of) ?? onlyFile(of);
      return path === undefined || !isOrder(match, of) ? null : [{ kind: 'sorted', path }];
    },
  },
];

/** Words that let no other file be changed. */
const ONLY = [
  /\b(?:only|just)\s+(?:change|edit|modify|touch|alter|update)\b/i,
  /\b(?:only|just)\s+(?:in|within)\s+⟦F\d+⟧/i,
  /⟦F\d+⟧\s+only\b(?=\s*(?:[.,;]|$))/i,
  /\b(?:do\s+not|don['’]t|never|must\s+not|without)\s+(?:change|changing|touch|touching|modify|modifying|edit|editing|alter|altering|create|creating|delete|deleting|add|adding)\s+(?:any\s+other\s+files?|other\s+files?|anything\s+else|any\s+(?:of\s+the\s+)?others?|the\s+other\s+files?)\b/i,
  /\b(?:change|touch|modify|edit|create|do|add)\s+nothing\s+else\b/i,
  /\bnothing\s+else\s+(?:may|should|must|is\s+to)\s+(?:change|be\s+changed|be\s+touched)\b/i,
  /\bno\s+other\s+files?\b/i,
];
export const saysOnly = (sentence: Sentence): boolean => ONLY.some((pattern) => pattern.test(sentence.text));
