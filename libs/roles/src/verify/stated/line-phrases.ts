import { isCode } from '../file-kinds.js';
import { COUNT, numberOf } from './code-phrases.js';
import { DEPTH_SAID, depthSaid, ROOT, withoutDepth } from './depth.js';
import type { Fact } from './fact.js';
import { FILE, QUOTE } from './masked-text.js';
import type { Phrase } from './sentence.js';
import { filesIn, FILLERS, isOrder, onlyFile, quotesIn } from './sentence.js';

/* Demands on where lines stand, how they end, and how many there are of one. */

const LINE = `(?:the\\s+|a\\s+)?(?:new\\s+)?(?:line\\s+|text\\s+|entry\\s+|item\\s+|word\\s+)?`;
const TYPE = '(?:\\*?\\.)?([a-z][a-z0-9]{0,7})';
/** "Log files", or "files that end in .log". */
const OF_TYPE = `(?:${TYPE}\\s+files?|files?\\s+(?:(?:that|which|whose\\s+names?)\\s+ends?\\s+(?:in|with)|ending\\s+(?:in|with)|(?:with|of|that\\s+have)\\s+(?:the|an?)\\s+(?:file\\s+)?(?:extension|ending|suffix))\\s+(?:\\*?\\.([a-z][a-z0-9]{0,7})|(${QUOTE})))`;

export const LINE_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `\\b(?:insert|add|put|place)\\s+${LINE}(${QUOTE})\\s+(?:as\\s+a\\s+new\\s+line\\s+)?((?:right|directly|immediately|just)\\s+)?(after|before|below|above|behind|under|beneath)\\s+(the\\s+line\\s+)?${LINE}(${QUOTE})`,
      'giu',
    ),
    read: (match, of) => {
      const [path, text, anchor] = [onlyFile(of), quotesIn(match[1], of)[0], quotesIn(match[5], of)[0]];
      if (path === undefined || text === undefined || anchor === undefined || !isOrder(match, of)) return null;
      const side = /^(?:before|above)$/i.test(match[3] ?? '') ? 'before' : 'after';
      return [{ kind: 'placed', path, text, anchor, side, next: match[2] !== undefined || match[4] !== undefined }];
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:replace|change)\\s+only\\s+the\\s+first\\s+(?:occurrence\\s+of\\s+|instance\\s+of\\s+)?(${QUOTE})\\s+(?:with|by|to|into)\\s+(${QUOTE})|\\b(?:replace|change)\\s+the\\s+first\\s+(?:occurrence\\s+of\\s+|instance\\s+of\\s+)?(${QUOTE})\\s+(?:with|by|to|into)\\s+(${QUOTE})\\s*,?\\s*(?:and\\s+)?(?:only|just)\\s+(?:the\\s+first|that\\s+one|it)\\b`,
      'giu',
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      const [from, to] = [quotesIn(match[1] ?? match[3], of)[0], quotesIn(match[2] ?? match[4], of)[0]];
      if (path === undefined || from === undefined || to === undefined || !isOrder(match, of)) return null;
      return [{ kind: 'first_replaced', path, from, to }];
    },
  },
  {
    pattern:
      /\b(?:with|using|use|in)\s+(?:(?:windows|dos|unix|linux|crlf|lf)\b[\s(/]{0,3}){0,2}(?:style\s+)?\(?(windows|dos|unix|crlf|lf)\)?(?:[- ]style)?\s+(?:line[- ]?(?:endings?|ends|breaks)|newlines|eols?)\b/giu,
    read: (match, of) => {
      const path = onlyFile(of);
      if (path === undefined || isProgram(path) || !isOrder(match, of)) return null;
      return [{ kind: 'endings', path, of: /\b(?:windows|dos|crlf)\b/i.test(match[0]) ? 'CRLF' : 'LF' }];
    },
  },
  {
    pattern:
      /\b(without|with\s+no|no|with)\s+(?:(?:a|any|the)\s+)?(?:(?:trailing|final|ending)\s+(?:newline|line\s?break|new\s+line)|(?:newline|line\s?break)\s+at\s+(?:the|its)\s+end)\b/giu,
    read: (match, of) => {
      const path = onlyFile(of);
      return path === undefined || isProgram(path)
        ? null
        : [{ kind: 'last_break', path, wanted: /^with$/i.test(match[1] ?? '') }];
    },
  },
  {
    pattern: new RegExp(`^(?:please\\s+)?translate\\s+${FILLERS}(${FILE})\\s+(?:in)?to\\s+\\p{L}+`, 'giu'),
    read: (match, of) =>
      filesIn(LEAVES_OUT.test(of.masked.text) ? '' : match[1], of)
        .filter((path) => /\.(?:md|markdown)$/i.test(path))
        .map((path): Fact => ({ kind: 'outline', path })),
  },
  {
    pattern: new RegExp(
      `\\b(?:delete|remove|erase)\\s+(?:(?:all|every|any)\\s+(?:of\\s+)?(?:the\\s+)?|the\\s+(?=[^⟦.;]{1,80}\\s(?:in|from|under|inside)\\s))${OF_TYPE}(${DEPTH_SAID})(?:\\s+(?:(?:in|from|under|inside|of|at)\\s+(${ROOT})|(?:in|from|under|inside)\\s+(?:(?:the\\s+)?(?:whole\\s+|entire\\s+)?(?:project|workspace|repository|repo|folder|directory)|(?:the\\s+)?(?:folder\\s+)?([\\w.-]{1,60})(?:/|\\s+folder|\\s+directory)?)))?(${DEPTH_SAID})(?=\\s*(?:[.;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const [whole, word, ending, quoted, before = '', root, folder, behind = ''] = match;
      const written = /^\*?\.?([a-z]\w{0,7})$/i.exec(quotesIn(quoted, of)[0] ?? '')?.[1];
      const type = word ?? ending ?? written ?? '';
      // "All log files", but not "all unused files".
      const isType =
        word === undefined || /\*?\.[a-z]/i.test(whole.split(/\sfiles?\b/i)[0] ?? '') || BARE_TYPES.test(type);
      if (KEEPS_SOME.test(withoutDepth(of.masked.text)) || !isOrder(match, of) || !isType || type === '') return null;
      const said = depthSaid(`${before} ${behind}`);
      const isAll = root === undefined && folder === undefined && said === 'direct';
      // What lies under a folder lies in the folders in it, too.
      const isUnder =
        said === 'direct' &&
        folder !== undefined &&
        /\sunder\s+(?:the\s+)?(?:folder\s+)?[\w.-]{1,60}\/?\s*(?:folder|directory)?\s*$/i.test(whole);
      const depth = isAll || isUnder ? 'all' : root !== undefined && said === 'direct' ? 'top' : said;
      return [{ kind: 'none_of', type: type.toLowerCase(), folder: root === undefined ? (folder ?? null) : '', depth }];
    },
  },
  {
    // What begins at one number and ends at another is counted for prose only.
    pattern: new RegExp(
      `\\b(?:at\\s+least|no\\s+less\\s+than|a\\s+minimum\\s+of|(at\\s+most|no\\s+more\\s+than|up\\s+to|a\\s+maximum\\s+of))\\s+(\\d{2,5})\\s+words\\b`,
      'giu',
    ),
    read: (match, of) => {
      const path = onlyFile(of);
      if (path === undefined || !/\.(?:txt|md|markdown|rst)$/i.test(path) || !isOrder(match, of)) return null;
      if (/\b(?:each|every|per|paragraphs?|sections?|sentences?|lines?|chapters?)\b/i.test(of.text)) return null;
      const n = Number(match[2]);
      const isMost = match[1] !== undefined;
      return [{ kind: 'items', path, of: 'words', least: isMost ? 0 : n, most: isMost ? n : Infinity, header: false }];
    },
  },
  {
    // "A.txt with exactly ten countries, one per line."
    pattern: new RegExp(
      `(${FILE})\\s+(?:with|containing|holding|that\\s+(?:has|holds|contains|lists))\\s+(exactly\\s+|precisely\\s+)?${COUNT}\\s+[^⟦,.;:\\n]{1,60}?,?\\s+(?:each\\s+on\\s+(?:a|its\\s+own|one)\\s+(?:new\\s+|separate\\s+)?line|one\\s+(?:per|(?:on\\s+|in\\s+)?each)\\s+line)(?=\\s*(?:[.,;]|$))`,
      'giu',
    ),
    read: (match, of) => {
      const [path] = filesIn(match[1], of);
      const n = numberOf(match[3] ?? '');
      if (path === undefined || !/\.(?:txt|list|csv)$/i.test(path) || n === null || !isOrder(match, of)) return null;
      // Who does not say "exactly" may find a title above them.
      return [
        { kind: 'items', path, of: 'lines', least: n, most: match[2] === undefined ? Infinity : n, header: false },
      ];
    },
  },
];

/** How a program deals with line ends says nothing of its own. */
const isProgram = (path: string): boolean => isCode(path) && !/\.(?:sh|bash)$/i.test(path);
const LEAVES_OUT =
  /\b(?:leav\w+\s+out|omit\w*|without|skip\w*|except|shorten\w*|shorter|summar\w*|condens\w*|only|remov\w*|merge\w*|drop\w*)\b/i;
const KEEPS_SOME = /\b(?:keep\w*|except\w*|only|but|unless|older|newer|not|other\s+than|apart\s+from|besides)\b/i;
const BARE_TYPES = /^(?:log|tmp|bak|pyc|csv|tsv|json|yaml|yml|xml|txt|md|png|jpe?g|gif|svg|pdf|swp|orig|map)$/i;
