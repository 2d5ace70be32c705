import { isCode, isLockFile } from '../file-kinds.js';
import { FILE, mask, sentencesOf, standingFor, type Masked } from '../stated/masked-text.js';
import type { Stated } from '../stated/fact.js';
import { FILES, FILLERS } from '../stated/sentence.js';

/* Files that a goal names only as what others are made from. Pure. */

const FILE_AFTER = `${FILLERS}(${FILE})`;
const READ_FOR = new RegExp(`\\b(?:in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:in)?to\\s+${FILE_AFTER}`, 'giu');

/** Files that a text names once, as where something stands that is wanted in another: they may not go unasked. */
export function sourcesIn(told: string): Set<string> {
  const masked = mask(told);
  const found = [...masked.text.matchAll(READ_FOR)].flatMap(([, token = '']) => standingFor(token, masked, 'F'));
  return new Set(found.filter((name) => isNamedOnce(name, masked)));
}

const isNamedOnce = (name: string, { files }: Masked): boolean => files.filter((file) => file === name).length === 1;

const PLEASE = '^(?:please\\s+|now\\s+|i\\s+(?:want|need)\\s+){0,2}';
const MAKE = '(?:create|make|write|generate|build|produce|compile|prepare|render|draw\\s+up)';
/** What is read and stays. To extract, move or split may take something out of it. */
const TELL = '(?:copy|list|count|sum\\s+up|export|output|print|collect|gather|put\\s+together|save|store)';
const BY = '(?:from|using|based\\s+on|according\\s+to)';
const OF_IT = '(?:the\\s+)?(?:data|figures|numbers|values|contents?|text)\\s+(?:of|in|from)\\s+';
/** To another file, or to a folder. */
const FOLDER = '[\\w@.-]{1,60}';
const PLACE = `(?:(?:in|into|to|as|under)\\s+(?:${FILLERS}${FILE}|(?:the\\s+|a\\s+)?(?:new\\s+)?(?:(?:folder|directory)\\s+${FOLDER}|${FOLDER}\\s+(?:folder|directory)\\b|${FOLDER}/)))`;
/** Words of a piece without another file. */
const WORDS = '[^⟦;:\\n]{0,160}?';
const PROGRAM = '(?:script|program|query|one-liner|command)';
const TELLS = `(?:(?:prints?|shows?|counts?|lists?|computes?|calculates?|sums?|reports?|draws?|plots?|outputs?|returns?|tells?|displays?|finds?)\\b|(?:writes?|creates?|generates?|exports?|saves?)\\s${WORDS}${FILE})`;
/** A part of a document may move to where it is wanted. */
const IN_ALL = '(?:each|every|all(?:\\s+the)?|the)';

const TABLE = /\.(?:csv|tsv|jsonl|ndjson|log)$/i;
export const isTable = (path: string): boolean => TABLE.test(path);
const SETTINGS = /\.(?:json|xml|ya?ml|toml|ini)$/i;
const DATA = new RegExp(`${TABLE.source}|${SETTINGS.source}|\\.(?:sql|ics|vcf|geojson)$`, 'i');
const TEXT = new RegExp(`${DATA.source}|\\.(?:txt|md|markdown|rst|adoc|org)$`, 'i');
export const isText = (path: string): boolean => TEXT.test(path);

interface Form {
  readonly pattern: RegExp;
  /** Files of these kinds only. */
  readonly of: RegExp;
}
/** Whoever writes code that reads settings may have to fit them to it. */
const OF_CODE = /\b(?:scripts?|programs?|apps?|application|functions?|class|cli|tool|server|module|configurable)\b/i;
const form = (of: RegExp, pattern: string): Form => ({ of, pattern: new RegExp(`${PLEASE}${pattern}`, 'iu') });

/** Each names what is read as `source`. */
const FORMS: readonly Form[] = [
  // "Make report.md from data.csv", "Write in a.md, using b.json as the source, …"
  form(TEXT, `${MAKE}\\s+${WORDS}${FILES}${WORDS}\\b${BY}\\s+(?:${OF_IT})?${FILLERS}(?<source>${FILES})`),
  // "From data.csv make report.md."
  form(
    TEXT,
    `${BY}\\s+(?:${OF_IT})?${FILLERS}(?<source>${FILES})\\s*,?\\s+(?:please\\s+)?${MAKE}\\s+${WORDS}(?:${FILES}|${PLACE})`,
  ),
  // "Write a report from data.csv to report.md."
  form(
    TEXT,
    `(?:${MAKE}|${TELL})\\s+${WORDS}\\b${BY}\\s+(?:${OF_IT})?${FILLERS}(?<source>${FILES})${WORDS}\\b${PLACE}`,
  ),
  // "Write a page for each person in team.csv in the folder team."
  form(
    DATA,
    `(?:${MAKE}|${TELL})\\s+${WORDS}\\b${IN_ALL}\\s${WORDS}\\b(?:in|of)\\s+${FILLERS}(?<source>${FILES})${WORDS}\\b${PLACE}`,
  ),
  // "Write a JSON schema for the objects in books.json."
  form(
    DATA,
    `${MAKE}\\s+(?:an?|the)\\s+(?:[\\w-]+\\s+){0,3}(?:schema|${PROGRAM}|report|chart|diagram|parser)\\s+(?:for|of)\\s+${IN_ALL}\\s${WORDS}\\b(?:in|of)\\s+${FILLERS}(?<source>${FILE})\\s*[.]?$`,
  ),
  // "Write a script that reads access.log and prints …"
  form(
    TEXT,
    `${MAKE}\\s+${WORDS}\\b${PROGRAM}\\s+(?:${FILE}\\s+|(?:called|named|in)\\s+${FILE}\\s+)?(?:that|which|to)\\s+(?:reads?|parses?)\\s+(?:in\\s+)?${FILLERS}(?<source>${FILES})\\s*,?\\s*(?:and\\s+)?(?:then\\s+)?${TELLS}`,
  ),
  form(TEXT, `(?:translate|summari[sz]e|condense)\\s+${FILLERS}(?<source>${FILES})${WORDS}\\b${PLACE}`),
  form(
    TEXT,
    `(?:merge|combine|concatenate)\\s+${FILLERS}(?<source>${FILES})\\s+(?:together\\s+)?(?:in)?to\\s+${FILLERS}${FILE}`,
  ),
  // "Split sales.csv into one file per region."
  form(
    TABLE,
    `split\\s+(?:up\\s+)?${FILLERS}(?<source>${FILE})\\s+(?:up\\s+)?into\\s+(?:one|a|single|separate|several|\\w+)\\s+(?:[\\w-]+\\s+)?files?\\s+(?:per|for\\s+(?:each|every))\\b`,
  ),
];
/** "Tables are in schema.sql", where another sentence orders something to be made. */
const STANDS_IN: Form = {
  of: DATA,
  pattern: new RegExp(
    `^(?:(?:the\\s+)?(?:[\\w-]+\\s+){1,3}(?:is|are|comes?|stands?|can\\s+be\\s+found)\\s+(?:in|from)|use(?=[^⟦]{0,30}${FILE}\\s+as\\s+(?:the\\s+|an?\\s+)?(?:source|input|data|basis)\\b))\\s+${FILLERS}(?<source>${FILE})\\s*(?:as\\s+[\\w\\s]{1,20})?[.]?$`,
    'iu',
  ),
};
const MAKES_A_FILE = new RegExp(`${PLEASE}${MAKE}\\s+${WORDS}(?:${FILE}|\\b${PROGRAM}\\b)`, 'iu');
/** "Collect the action items of the minutes in todo.md": nothing but what is there is read. */
const GATHERS = new RegExp(
  `^(?:please\\s+)?(?:go\\s+through\\s+[^⟦.;:\\n]{1,60}?\\s+and\\s+)?(?:collect|gather|list|summari[sz]e|compile)\\s+[^⟦;:\\n]{1,120}?\\s(?:in|into|to)\\s+${FILLERS}(${FILE})(?=\\s*(?:[.,;]|$))`,
  'iu',
);

/** What may be done to the files that are read as well. What somebody denies is not done. */
const DENIED = /\b(?:do\s+not|don['’]t|never|without|must\s+not|should\s+not)\s+[^.;,\n]{1,80}/gi;
const MAY_CHANGE =
  /\b(?:fix|correct|repair|mend|clean|tid[yi]|sort(?!ed)|reorder|remov|delet|dro(?:p|pp)|strip|trim|mov|renam|updat|chang|edit|modif|normali[sz]|dedup|duplicat|replac|add|append|insert|mark|tick|tag(?!s\b)|format|reformat|shorten|rewrit|overwrit|improv|adapt|adjust|extend|enter|empt|clear|renumber|anonymi|redact|archiv|cut|extract|link|swap|reset|bump|increas|rais|cross)(?:e|es|s|ies|y|ying|ing)?\b|\bset\s+the\b|\b(?:also|too|as\s+well|beforehand|both|everywhere|in\s+place|back|all\s+(?:the\s+)?files|(?:every|each)\s+file(?!\s+in\b))\b|\b(?:should|must|can|has\s+to|have\s+to)\s+(?:go\b|be\s+(?:gone|out)\b)|^\s*first\b|\bfirst,/i;
/** A part that goes into a file of its own need not stay where it was. */
const OF_A_PART = /\b(?:sections?|parts?|half|chapters?|pieces?|portions?|rest|remainder|paragraphs?|own\s+files?)\b/i;

export interface Sources {
  /** As the text names them. */
  readonly files: ReadonlySet<string>;
  /** The only file that the text wants anything of, where all others are there to be read. */
  readonly onlyFor: string | null;
}
const NONE: Sources = { files: new Set(), onlyFor: null };

/** What a goal wants nothing of but to be read. Where anything may be meant otherwise, nothing. */
export function readOnlyIn(told: string, { facts }: Pick<Stated, 'facts'>): Sources {
  const masked = mask(told);
  const prose = masked.text.replace(DENIED, ' ').replace(/⟦\w+⟧/g, ' ');
  if (MAY_CHANGE.test(prose)) return NONE;
  const sentences = sentencesOf(masked);
  const isForCode = masked.files.some(isCode) || OF_CODE.test(prose);
  const certain = [...readIn(sentences, masked), ...turnedIn(facts)].filter(
    (name) =>
      TEXT.test(name) &&
      !(isForCode && SETTINGS.test(name)) &&
      !(OF_A_PART.test(prose) && !DATA.test(name)) &&
      !isLockFile(name) &&
      isNamedOnce(name, masked),
  );
  const [only, ...others] = masked.files;
  const isOnlyFor = only !== undefined && others.length === 0 && TEXT.test(only) && GATHERS.test(sentences[0] ?? '');
  return { files: new Set(certain), onlyFor: isOnlyFor ? only : null };
}

function readIn(sentences: readonly string[], masked: Masked): string[] {
  const makes = sentences.some((sentence) => MAKES_A_FILE.test(sentence));
  return sentences.flatMap((sentence) =>
    [...FORMS, ...(makes ? [STANDS_IN] : [])].flatMap(({ pattern, of }) =>
      standingFor(pattern.exec(sentence)?.groups?.['source'] ?? '', masked, 'F').filter((name) => of.test(name)),
    ),
  );
}

/** Of what is itself to be made first, nothing was there. */
function turnedIn(facts: Stated['facts']): string[] {
  const made = new Set(facts.flatMap((fact) => (fact.kind === 'made' || fact.kind === 'content' ? [fact.path] : [])));
  return facts.flatMap((fact) => {
    switch (fact.kind) {
      case 'merged':
        return fact.from.filter((path) => path !== fact.to && !made.has(path));
      case 'converted':
      case 'translated':
      case 'copied':
        return fact.from === fact.to || made.has(fact.from) ? [] : [fact.from];
      default:
        return [];
    }
  });
}
