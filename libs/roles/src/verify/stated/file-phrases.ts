import { isTestFile } from '../file-kinds.js';
import type { Fact } from './fact.js';
import type { Phrase, Sentence } from './sentence.js';
import { fileIn, FILES, filesIn, FILLERS, isNegated, isOrder, mayBeWrittenLater, quotesIn } from './sentence.js';
import { isListedToBeMade } from './listed-files.js';
import { FILE, QUOTE } from './masked-text.js';

/* Demands on files as a whole: made, moved, removed, left alone. */

const each = (paths: readonly string[], kind: 'made' | 'gone' | 'there' | 'untouched' | 'executable'): Fact[] =>
  paths.map((path) => ({ kind, path }));

const typeOf = (path: string): string => /\.(\w+)$/.exec(path)?.[1] ?? '';
/** Another type is another text. */
const moved = (kind: 'moved' | 'copied', from: string, to: string): Fact => ({
  ...{ kind, from, to },
  ...(typeOf(from) === typeOf(to) ? {} : { fitted: true }),
});
/** Behind these a file may be one that is there. */
const TAKES_FILES =
  /\b(?:read|load|us|import|pars|tak|process|merg|convert|open|call|run|compar|sav|writ|stor|generat|creat|produc|export|output|dump)(?:e|es|s|ing)?\b/i;

const MAKE = `\\b(create|write|generate|produce|save|add|build|set up)\\s{1,3}${FILLERS}(${FILES})`;
/** What may come behind a file that is made; ".env support" and "main.py tests" are no files. */
const MADE_ENDS = `(?=(?:\\s+files?\\b)?(?:\\s*(?:[.,;:()!?–—-]|$|⟦)|\\s+(?:with|containing|that|which|holding|whose|where|in|inside|within|under|for|and|then|so|using|having|by|of|at|if|but|only|based|about|according|following|once|after|alongside|beside|next|via|exactly|again|\\w+ing)\\b))`;
/** "Add a.txt to b.txt", "add .env loading": what is added is no file. */
const NOT_ADDED = new RegExp(
  `^(?:[^.;]{0,80}?\\s)??(?:to|in|into|from|at|on|of)\\s+${FILLERS}⟦F|^\\s+(?:files?\\s+)?(?:\\w+ing|at|on|of)\\b|^\\s+in\\s+(?!(?:the\\s+|a\\s+)?(?:new\\s+)?(?:folder|directory|[\\w./-]+/|[\\w.-]+\\s+(?:folder|directory)))`,
  'iu',
);

const NO_FOLDER =
  /^(?:current|same|project|root|workspace|working|this|that|home|parent|top|top-level|new|repository|repo|main|one|any|each|every|right|correct|appropriate|relevant|its|their|own|python|node|git|empty)$/i;
const FOLDER_NAME = `(${QUOTE}|[\\w@.\\-]+(?:/[\\w@.\\-]+){0,6})/?`;
const FOLDER = `(?:in|inside|into|under|within|to)\\s+(?:the\\s+|a\\s+|an\\s+)?(?:new\\s+)?(?:(?:folder|directory|subfolder|subdirectory|dir)\\s+(?:named\\s+|called\\s+)?${FOLDER_NAME}|${FOLDER_NAME}\\s+(?:folder|directory|subfolder|subdirectory|dir)\\b|([\\w@.\\-]+(?:/[\\w@.\\-]+){0,6}/)(?=[\\s.,;]|$))`;

/** What "it" means: the one file that was named before. */
function itBefore(match: RegExpExecArray, of: Sentence): string | undefined {
  const files = new Set(filesIn(of.text.slice(0, match.index), of));
  return files.size > 1 ? undefined : ([...files][0] ?? of.before ?? undefined);
}

function folderIn(groups: readonly (string | undefined)[], of: Sentence): string | null {
  const given = groups.find((group) => group !== undefined);
  if (given === undefined) return null;
  const name = (quotesIn(given, of)[0] ?? given).replace(/^\.?\/|\/$/g, '').replace(/[.,;]+$/, '');
  return name === '' || name.includes('..') || NO_FOLDER.test(name) ? null : name;
}

export const AS_IT_IS =
  '(?:exactly\\s+)?(?:as\\s+(?:it|they)\\s+(?:is|are)|as[- ]is|unchanged|untouched|unmodified|alone|intact|the\\s+same)\\b';
/**
 * What comes behind a file of which nothing is taken back: "a.py's names", "a.txt except …", "a.json by hand" say less.
 */
const WHOLLY = `(?=\\s*(?:[.,;:()!]|$)|\\s+(?:and|or|nor|but|at\\s+all|in\\s+any\\s+way|either|please|because|since|as\\s+it)\\b)(?!\\s*,?\\s*(?:or\\s+|and\\s+)?(?:except|beyond|other\\s+than|apart\\s+from|unless|until|before|while|when)\\b)`;

/** The same in other languages than English. */
const LEFT_ALONE = [
  `(?:lass|lasse|lassen\\s+sie|belasse|halte)\\s+(?:die\\s+datei\\s+)?${FILE}\\s+(?:dabei\\s+|bitte\\s+|so\\s+){0,2}(?:unverändert|unangetastet|in\\s+ruhe|wie\\s+sie\\s+ist)`,
  `${FILE}\\s+(?:(?:darf|soll|muss|dabei|bitte)\\s+){0,3}(?:nicht\\s+(?:geändert|verändert|angefasst|angerührt|ändern|verändern|anfassen)|unverändert\\s+(?:bleiben|lassen))`,
  `(?:ändere|verändere|bearbeite)\\s+(?:die\\s+datei\\s+)?${FILE}\\s+(?:dabei\\s+|bitte\\s+){0,2}nicht(?=\\s*(?:[.,;!]|$))`,
  `ohne\\s+(?:die\\s+datei\\s+)?${FILE}\\s+(?:anzufassen|anzurühren|zu\\s+(?:ver)?ändern)`,
  `(?:ne\\s+(?:touche|touchez|modifie|modifiez|change|changez)\\s+pas|sans\\s+(?:toucher|modifier|changer))\\s+(?:à\\s+|au\\s+fichier\\s+|le\\s+fichier\\s+){0,2}${FILE}`,
  `(?:no\\s+(?:toques|modifiques|cambies|edites|toque|modifique|cambie)|sin\\s+(?:tocar|modificar|cambiar))\\s+(?:el\\s+archivo\\s+|el\\s+fichero\\s+)?${FILE}`,
].map((pattern) => new RegExp(`(?<!\\p{L})${pattern}`, 'giu'));

/** A file, and what it does. */
const SUBJECT = new RegExp(`^[^⟦]{0,60}(${FILE})\\s+(?:that|which|to)\\s`, 'iu');

export const FILE_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(`${MAKE}${MADE_ENDS}`, 'giu'),
    read: (match, of) => {
      const paths = filesIn(match[2], of);
      if (!isOrder(match, of)) return null;
      if (/^add$/i.test(match[1] ?? '') && NOT_ADDED.test(of.text.slice(match.index + match[0].length))) return null;
      const isLater = /^(?:generate|produce|save)$/i.test(match[1] ?? '');
      return isLater && paths.some((path) => mayBeWrittenLater(path, of)) ? null : each(paths, 'made');
    },
  },
  {
    // What comes of a program that the reader is to run.
    pattern: new RegExp(
      `^(?:please\\s+)?(?:run|execute)\\b[^.;:\\n]{1,120}?\\b(?:(?:so\\s+(?:that\\s+)?it|which|and\\s+it)\\s+(?:writes|creates|generates|produces|outputs)|to\\s+(?:write|create|generate|produce))\\s{1,3}${FILLERS}(${FILES})${MADE_ENDS}`,
      'giu',
    ),
    read: (match, of) => each(filesIn(match[1], of), 'made'),
  },
  {
    // Behind a file to be made and what it is to hold: "… with the line x, b.txt with … and c.txt with …".
    pattern: new RegExp(
      `(?:\\band|,)\\s{1,3}${FILLERS}(${FILE})(?=\\s+(?:with|containing|that|which|holding)\\b)`,
      'giu',
    ),
    read: (match, of) => {
      const before = of.text.slice(0, match.index);
      const made = new RegExp(`${MAKE}${MADE_ENDS}`, 'iu').exec(before);
      if (made === null || !isOrder(made, of) || TAKES_FILES.test(before.slice(made.index + made[0].length)))
        return null;
      return each(filesIn(match[1], of), 'made');
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:save|write|export|put|output|dump)\\b[^⟦]{0,60}?(?:${QUOTE}\\s+)?\\b(?:to|into|as|in)\\s{1,3}${FILLERS}(${FILES})(?=\\s*(?:[.,;:()!]|$|⟦)|\\s+(?:with|and|then|in|so|using|one|as|for|sorted|exactly)\\b)`,
      'giu',
    ),
    read: (match, of) => {
      const paths = filesIn(match[1], of);
      return isOrder(match, of) && !paths.some((path) => mayBeWrittenLater(path, of)) ? each(paths, 'made') : null;
    },
  },
  {
    // "Summarise a.log in summary.txt."
    pattern: new RegExp(
      `\\b(?:summari[sz]e|condense|describe|explain)\\s+${FILLERS}${FILE}(?:\\s+[^⟦.;:\\n]{0,60}?)?\\s+(?:in|into|to)\\s{1,3}${FILLERS}(${FILE})(?=\\s*(?:[.,;!]|$))`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1], of), 'made') : null),
  },
  {
    // "… tests for a.js in a.test.js": a test file is none that a program writes.
    pattern: new RegExp(
      `\\b(?:write|add|create)\\s+(?:(?:the|some|unit|integration|basic|simple)\\s+){0,3}(?:tests?|specs?)\\s+for\\s+[^.;:\\n]{1,80}?\\s(?:in|into|to)\\s{1,3}${FILLERS}(${FILES})(?=\\s*(?:[.,;:()!]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const paths = filesIn(match[1], of).filter(isTestFile);
      return isOrder(match, of) && paths.length > 0 ? each(paths, 'made') : null;
    },
  },
  {
    // "… and a test for it in test_a.py."
    pattern: new RegExp(
      `\\b(?:and|plus|with)\\s+(?:an?\\s+|some\\s+)?(?:unit\\s+)?tests?\\s+(?:for\\s+(?:it|them|that|this)\\s+)?in\\s{1,3}${FILLERS}(${FILE})(?=\\s*(?:[.,;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const isMade = /\b(?:write|add|create|implement)\b/i.test(of.text.slice(0, match.index));
      return isMade && isOrder(match, of) ? each(filesIn(match[1], of).filter(isTestFile), 'made') : null;
    },
  },
  {
    pattern: new RegExp(
      `(?<=\\bsplit\\s{1,3}(?:up\\s)?(?:the\\sfile\\s)?${FILE}\\s)(?:up\\s)?into\\s{1,3}${FILLERS}(${FILES})`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1], of), 'made') : null),
  },
  {
    // A list of files behind "Create these files:".
    pattern: new RegExp(`^(${FILE})(?=\\s*$|\\s*[:(–—-]\\s|\\s+(?:with|containing|holding)\\b)`, 'giu'),
    read: (match, of) => (isListedToBeMade(match[1] ?? '', of) ? each(filesIn(match[1], of), 'made') : null),
  },
  {
    pattern: new RegExp(`${MAKE}\\s+(?:file\\s+)?${FOLDER}`, 'giu'),
    read: (match, of) => {
      const folder = folderIn([match[3], match[4], match[5]], of);
      if (folder === null || !isOrder(match, of)) return null;
      const bare = filesIn(match[2], of).filter((path) => !path.includes('/'));
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
      `\\b(?:rename|move)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:file\\s+)?(?:to|as|into)\\s+(?:the\\s+file\\s+)?(${FILE})(?!['’])`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [fileIn(match[1], of), fileIn(match[2], of)];
      return from === undefined || to === undefined || !isOrder(match, of) ? null : [moved('moved', from, to)];
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
      `\\b(?:copy|duplicate)\\s+(?:(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:file\\s+)?|it\\s+)(?:to|as|into)\\s+(?:the\\s+file\\s+)?(${FILE})(?!['’])`,
      'giu',
    ),
    read: (match, of) => {
      const [from, to] = [match[1] === undefined ? itBefore(match, of) : fileIn(match[1], of), fileIn(match[2], of)];
      return from === undefined || to === undefined || !isOrder(match, of) ? null : [moved('copied', from, to)];
    },
  },
  {
    pattern: new RegExp(`\\bcopy\\s+(?:the\\s+)?(?:files?\\s+)?(${FILES})\\s+${FOLDER}`, 'giu'),
    read: (match, of) => {
      const folder = folderIn([match[2], match[3], match[4]], of);
      if (folder === null || !isOrder(match, of)) return null;
      return filesIn(match[1], of).map((from) => ({
        ...{ kind: 'copied', from },
        to: `${folder}/${from.slice(from.lastIndexOf('/') + 1)}`,
      }));
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:delete|remove|erase)\\s+(?:the\\s+)?(?:(?:files?|scripts?|modules?|old|unused|obsolete|empty|temporary|both|all|existing|now)\\s+){0,4}(${FILES})(?=\\s*(?:[.,;:!)]|$|\\s+(?:and|then|completely|entirely|altogether|if\\s+(?:it|they|present|there)|because|since|as|which|from\\s+the\\s+(?:workspace|project|repository|repo|folder|directory|disk))\\b))`,
      'giu',
    ),
    read: (match, of) => (isOrder(match, of) ? each(filesIn(match[1], of), 'gone') : null),
  },
  {
    pattern: new RegExp(
      `\\b(?:do\\s+not|don['’]t|must\\s+not|mustn['’]t|never|should\\s+not|shouldn['’]t|without|avoid)\\s+(?:ever\\s+)?(touch|chang|modif|edit|alter|overwrit|delet|remov|renam|mov)(?:e|y|ing|ying)?\\s+${FILLERS}(${FILES})${WHOLLY}`,
      'giu',
    ),
    read: (match, of) =>
      each(filesIn(match[2], of), /^(?:delet|remov|renam|mov)$/i.test(match[1] ?? '') ? 'there' : 'untouched'),
  },
  {
    pattern: new RegExp(`\\b(?:leave|keep)\\s+${FILLERS}(${FILES})\\s+${AS_IT_IS}${WHOLLY}`, 'giu'),
    read: (match, of) => each(filesIn(match[1], of), 'untouched'),
  },
  {
    pattern: new RegExp(
      `(${FILES})\\s+(?:(?:must|should|has\\s+to|have\\s+to|is\\s+to|are\\s+to|needs?\\s+to|shall)\\s+)?(?:stays?|remains?|be\\s+left|be\\s+kept)\\s+${AS_IT_IS}${WHOLLY}`,
      'giu',
    ),
    read: (match, of) => each(filesIn(match[1], of), 'untouched'),
  },
  ...LEFT_ALONE.map((pattern): Phrase => ({
    pattern,
    read: (match, of) => each(filesIn(match[0], of), 'untouched'),
  })),
  {
    pattern: new RegExp(
      `\\bmake\\s+(?:(it|them|the\\s+(?:script|file|scripts|files))|(${FILES}))\\s+executable\\b`,
      'giu',
    ),
    read: (match, of) => {
      if (isNegated(of.text.slice(0, match.index))) return null;
      const named = filesIn(match[2], of);
      const before = of.text.slice(0, match.index);
      // Of "run.sh that copies a.txt", what is copied is not spoken of any more.
      const subject = fileIn(SUBJECT.exec(before)?.[1], of);
      const meant = subject ?? filesIn(before, of).at(-1) ?? of.before;
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
];
