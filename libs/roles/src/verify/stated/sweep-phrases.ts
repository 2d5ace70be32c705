import { DEPTH_SAID, depthSaid, ROOT, withoutDepth } from './depth.js';
import type { Reach } from './fact.js';
import { QUOTE } from './masked-text.js';
import { withoutOnly } from './only-files.js';
import { FILES, filesIn, FILLERS, isOrder, quotesIn, type Phrase, type Sentence } from './sentence.js';

/* Demands on every place of something, in the files named, in those of a kind, or in all there are. */

/** Endings of the files that a word for a kind means. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  html: ['html', 'htm'],
  markdown: ['md', 'markdown'],
  md: ['md'],
  python: ['py'],
  javascript: ['js', 'mjs', 'cjs', 'jsx'],
  typescript: ['ts', 'tsx', 'mts', 'cts'],
  yaml: ['yaml', 'yml'],
  text: ['txt'],
  shell: ['sh', 'bash'],
  ruby: ['rb'],
  rust: ['rs'],
  kotlin: ['kt', 'kts'],
};
const BARE =
  /^(?:js|jsx|mjs|ts|tsx|py|go|java|php|rb|rs|sh|css|scss|json|yml|txt|csv|xml|sql|vue|svelte|swift|dart|lua)$/;

const EVERY = '(?:all|every|each|any)(?:\\s+(?:single|one|of))?(?:\\s+(?:the|our|my))?';
const WHOLE =
  '(?:the\\s+|our\\s+|my\\s+)?(?:whole\\s+|entire\\s+)?(?:project|code\\s?base|code|source\\s+code|repo(?:sitory)?|workspace|app(?:lication)?)';
const FOLDER = '(?:the\\s+)?(?:([\\w@.-]+(?:/[\\w@.-]+){0,6})/|([\\w@.-]+(?:/[\\w@.-]+){0,6})\\s+(?:folder|directory))';
const KIND = `${EVERY}\\s+(?:\\*?\\.)?(?:([a-z][a-z0-9]{0,10})\\s+)?(?:source\\s+)?(?:files?|pages?|documents?)(?:\\s+(?:in|of|under|inside|within|at)\\s+(?:${ROOT}|${WHOLE}|${FOLDER}))?${DEPTH_SAID}`;
const WHERE = `(?:\\s+(?:everywhere|throughout)|\\s+(?:from|in|of|across|throughout|inside|within)\\s+(?:${KIND}|${FOLDER}|${WHOLE}|${FILLERS}(${FILES})))`;
const ENDS = '(?=\\s*(?:[.,;:!)]|$)|\\s+(?:and|then|so|as\\s+well)\\b)';

/** What is dropped, kept or left in doubt by other words of the text. */
const KEEPS_SOME =
  /\b(?:keep\w*|retain\w*|preserv\w*|leav\w+|except\w*|exclud\w*|skip\w*|ignor\w*|only|but|unless|not|n['’]t|never|other\s+than|apart\s+from|besides|first|last|unused|unnecessary|commented|alias\w*|deprecat\w*)\b/i;
const THE_REST =
  /\b(?:(?:leave|keep)\s+(?:everything\s+else|(?:all\s+)?the\s+(?:rest|others?|other\s+\w+)|all\s+(?:the\s+)?others?|behaviou?r)\b[^.;\n]{0,40}|(?:do\s+not|don['’]t|without)\s+(?:chang|touch|modify|break)\w{0,3}\s+(?:anything\s+else|the\s+(?:rest|behaviou?r|logic)|any\s+other\s+\w+|other\s+\w+)\b|nothing\s+else)/gi;
const keepsSome = ({ masked }: Sentence): boolean =>
  KEEPS_SOME.test(withoutDepth(withoutOnly(masked.text).replace(THE_REST, ' ')));

const NO_FOLDER = /^(?:project|workspace|root|current|repo|repository|working|this|same|main)$/i;
const AT_ROOT = new RegExp(`\\b(?:in|of|under|inside|within|at)\\s+${ROOT}`, 'i');
function reachOf(
  whole: string,
  [kind, a, b, c, d, files]: readonly (string | undefined)[],
  of: Sentence,
): Reach | null {
  const named = a ?? b ?? c ?? d ?? null;
  const folder = named === null || NO_FOLDER.test(named) ? null : named;
  if (kind === undefined) return { paths: filesIn(files, of), types: [], folder };
  const said = depthSaid(whole);
  const isTop = said === 'top' || (said === 'direct' && AT_ROOT.test(whole));
  const word = kind.toLowerCase();
  const types = KINDS[word] ?? (BARE.test(word) ? [word] : null);
  return types === null ? null : { paths: [], types, folder, ...(isTop ? { isTop } : {}) };
}
/** Where no place is named: the files the sentence begins with or its only one; none at all: everywhere. */
function ownReach(of: Sentence): Reach | null {
  const files = [...new Set(of.files)];
  const isAhead = new RegExp(`^in\\s+${FILLERS}${FILES}`, 'iu').test(of.text);
  if (files.length > 1 && !isAhead) return null;
  const paths = files.length > 0 ? files : of.before === null ? [] : [of.before];
  return { paths, types: [], folder: null };
}

const MARKS = 'TODO|FIXME|XXX|HACK';
const CODE =
  '(?:[A-Za-z_$][\\w$]*(?:(?:\\.|::|->)[A-Za-z_$][\\w$]*)+|(?:debugger|print|println|printf|puts|alert|var_dump|print_r|breakpoint|dbg|eprintln)\\b|[A-Za-z_$][\\w$]*(?=\\(\\)|!))!?(?:\\(\\))?';
const ONE = `(?:${QUOTE}|(?:${MARKS})s?(?![\\w])|${CODE})`;
const MORE = `${ONE}(?:(?:\\s*,\\s*|\\s+(?:and|or)\\s+|\\s*/\\s*|\\s*,\\s*and\\s+)${ONE}){0,5}`;
const AWAY = '\\b(?:remove|delete|drop|strip(?:\\s+out)?|eliminate|get\\s+rid\\s+of)';

function sweptIn(
  list: string,
  noun: string,
  of: Sentence,
): { readonly text: string; readonly as: 'code' | 'remark' }[] | null {
  const found = list.split(/\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+|\s*\/\s*/).map((piece) => {
    const name = (quotesIn(piece, of)[0] ?? piece).replace(/\(.*$/s, '').trim();
    const mark = new RegExp(`^(${MARKS})s?$`, 'i').exec(name)?.[1];
    if (mark !== undefined && (/comment|marker|note/i.test(noun) || noun === ''))
      return { text: mark.toUpperCase(), as: 'remark' as const };
    const isCode = /^[A-Za-z_$][\w$]*(?:(?:\.|::|->)[\w$]+)*!?$/.test(name) && mark === undefined;
    return isCode && !/comment/i.test(noun) ? { text: name, as: 'code' as const } : null;
  });
  return found.some((one) => one === null) ? null : found.filter((one) => one !== null);
}

/** Those that `reachOf` reads. */
const GROUPS_OF_WHERE = (new RegExp(`${WHERE}|`, 'iu').exec('') ?? []).length - 1;
const NEW = `(?:${QUOTE}|[\\w.@/-]+[\\w])`;
const textOf = (piece: string, of: Sentence): string => quotesIn(piece, of)[0] ?? piece;
/** Without quotation marks only what is no plain word is taken as it stands. */
const isPlain = (piece: string): boolean => !piece.startsWith('⟦') && !/\d|_|\.|[a-z][A-Z]|^[A-Z][a-z]/.test(piece);

export const SWEEP_PHRASES: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `\\b(?:replace|change|convert|turn|switch)\\s+(?:${EVERY}\\s+|the\\s+)(?:${QUOTE}|([A-Za-z_$][\\w$.]{1,60}))(?:\\(\\))?\\s+(?:calls?|statements?|invocations?)${WHERE}?\\s+(?:with|by|to|into)\\s+(?:(?:calls?\\s+(?:to|of)|an?)\\s+)?(?:${NEW}|\\w+\\s+(?:calls?|statements?))(?:\\(\\))?(?:\\s+(?:calls?|statements?))?${WHERE}?${ENDS}`,
      'giu',
    ),
    read: (match, of) => {
      const [, bare, ...groups] = match;
      const [first, second] = [groups.slice(0, GROUPS_OF_WHERE), groups.slice(GROUPS_OF_WHERE)];
      const where = [first, second].find((some) => some.some((one) => one !== undefined));
      const reach = where === undefined ? ownReach(of) : reachOf(match[0], where, of);
      const text = (bare ?? quotesIn(match[0], of)[0] ?? '').replace(/\(.*$/s, '');
      // One call of several may be meant.
      if (!/\b(?:all|every|each|any|calls|statements|invocations)\b/i.test(match[0])) return null;
      if (reach === null || !isOrder(match, of) || keepsSome(of) || !/^[A-Za-z_$][\w$.]*$/.test(text)) return null;
      return [{ kind: 'swept', text, as: 'code', to: null, reach }];
    },
  },
  {
    pattern: new RegExp(
      `${AWAY}\\s+${EVERY}\\s+(?:(?:calls?|invocations?|usages?)\\s+(?:of|to)\\s+(?:the\\s+)?(${MORE})(?:\\s+(?:function|method|macro|statements?))?|(${MORE})(?:\\s+(statements?|calls?|invocations?|comments?|markers?|lines?|notes?))?)(${WHERE})?${ENDS}`,
      'giu',
    ),
    read: (match, of) => {
      const [, called, named, noun = '', where, ...groups] = match;
      if (!isOrder(match, of) || keepsSome(of)) return null;
      // A bare word of prose is none of code, and what is quoted may be a text.
      if (called === undefined && noun === '' && !new RegExp(`^(?:${MARKS})s?$`).test(named ?? '')) return null;
      const swept = sweptIn(called ?? named ?? '', noun, of);
      const reach = where === undefined ? ownReach(of) : reachOf(match[0], groups, of);
      if (swept === null || reach === null) return null;
      return swept.map(({ text, as }) => ({ kind: 'swept', text, as, to: null, reach }));
    },
  },
  {
    pattern: new RegExp(
      `${AWAY}\\s+${EVERY}\\s+lines?\\s+(?:that\\s+)?(containing|contains?|with|including|includes?|starting\\s+with|start\\s+with|beginning\\s+with)\\s+(?:the\\s+(?:word|text|string)\\s+)?(${QUOTE})\\s+(?:from|in)\\s+${FILLERS}(${FILES})${ENDS}`,
      'giu',
    ),
    read: (match, of) => {
      const text = quotesIn(match[2], of)[0];
      if (text === undefined || !isOrder(match, of) || keepsSome(of)) return null;
      const as = /^(?:start|begin)/i.test(match[1] ?? '') ? 'start' : 'line';
      return [{ kind: 'swept', text, as, to: null, reach: { paths: filesIn(match[3], of), types: [], folder: null } }];
    },
  },
  {
    pattern: new RegExp(
      `\\b(replace|change|rename|substitute|update|swap)\\s+(?:${EVERY}\\s+)?(?:the\\s+)?(?:(?:occurrences?|instances?|mentions?|uses?)\\s+of\\s+)?(?:the\\s+)?((?:word|text|string|name|url|link|address|term|phrase|company|product|project|brand)\\s+(?:name\\s+)?(?:from\\s+)?)?(${NEW})\\s+(?:with|by|to|into|for)\\s+(?:the\\s+)?(?:(?:word|text|string|name)\\s+)?(${NEW})${WHERE}${ENDS}`,
      'giu',
    ),
    read: (match, of) => {
      const [, verb = '', called, from = '', to = '', ...groups] = match;
      const reach = reachOf(match[0], groups, of);
      // Files that are named are looked at one by one elsewhere.
      if (reach === null || reach.paths.length > 0 || of.files.length > 0 || !isOrder(match, of) || keepsSome(of))
        return null;
      const isOfEach = /\b(?:occurrences?|instances?|mentions?)\s+of\b/i.test(match[0]);
      if ((isPlain(from) || isPlain(to)) && !isOfEach) return null;
      const [text, by] = [textOf(from, of), textOf(to, of)];
      if (text === by) return null;
      const isName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);
      if (called !== undefined || !isName(text) || !isName(by))
        return [{ kind: 'swept', text, as: 'text', to: by, reach }];
      // A name of code may stay in texts and remarks.
      if (/^rename$/i.test(verb)) return null;
      const as = isPlain(from) || from.startsWith('⟦') ? 'text' : /_|[a-z][A-Z]/.test(text) ? 'name' : 'text';
      return [{ kind: 'swept', text, as, to: by, reach }];
    },
  },
];
