import { isCode } from '../file-kinds.js';
import type { Fact } from './fact.js';
import { FILE, QUOTE, standingFor, unmask, type Masked } from './masked-text.js';

/** One sentence of a text, with what it may point back to. */
export interface Sentence {
  readonly text: string;
  readonly masked: Masked;
  /** Files named in it. */
  readonly files: readonly string[];
  /** The last file named before it. */
  readonly before: string | null;
}

/** One way of stating something. */
export interface Phrase {
  readonly pattern: RegExp;
  /** What a match says; null when it says nothing certain after all. */
  read(match: RegExpExecArray, of: Sentence): readonly Fact[] | null;
}

/** A phrase with which a sentence begins. */
export const order = (pattern: string): RegExp =>
  new RegExp(`^(?=(?:please\\s+|now\\s+|then\\s+){0,2}(?:${pattern}))`, 'giu');

/** What stands in a piece of the sentence. */
export const filesIn = (piece: string | undefined, { masked }: Sentence): string[] =>
  standingFor(piece ?? '', masked, 'F');
export const quotesIn = (piece: string | undefined, { masked }: Sentence): string[] =>
  standingFor(piece ?? '', masked, 'Q');
export const fileIn = (piece: string | undefined, of: Sentence): string | undefined => filesIn(piece, of)[0];
export const plain = (piece: string, { masked }: Sentence): string => unmask(piece, masked);

/** The file of a phrase that names none: the only one of its sentence. */
export function onlyFile({ files }: Sentence): string | undefined {
  const [path, ...others] = new Set(files);
  return others.length === 0 ? path : undefined;
}

const GLUE = '(?:\\s*,\\s*(?:(?:and|or)\\s+)?|\\s+(?:and|or)\\s+|\\s*&\\s*)';
/** Words that may stand before a file's name. */
export const FILLERS =
  '(?:(?:a|an|the|new|empty|simple|small|short|single|text|plain|json|csv|yaml|toml|python|javascript|typescript|markdown|html|css|shell|bash|script|module|package|test|tests|config|configuration|settings|source|output|file|files|named|called|both|all|two|three|four|five|six|following|these|existing|executable)(?::|\\b)\\s{0,3}){0,7}';
/** A whole list of files: none of them is left to what comes behind. */
export const FILES = `${FILE}(?:${GLUE}${FILLERS}${FILE}){0,60}(?!${GLUE}${FILLERS}${FILE})`;
/** The same with "in" before each of them. */
export const PLACES = `${FILE}(?:${GLUE}(?:in\\s+)?${FILLERS}${FILE}){0,60}(?!${GLUE}(?:in\\s+)?${FILLERS}${FILE})`;
/** Words that may stand before what is quoted. */
export const WHAT =
  '(?:(?:the|a|an|only|just|exactly|precisely|nothing but|single|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,3}|these|following|literal|exact|text|string|word|words|line|lines|content|contents|sentence|message|phrase|heading|title|value|item|items|entry|entries|name|names|of|as|its|in it|its content|being)(?::|\\b)\\s{0,3}){0,9}';
export const QUOTES = `${QUOTE}(?:${GLUE}(?:the\\s+(?:line\\s+|word\\s+|text\\s+)?)?${QUOTE}){0,30}`;
/** Before the file that something is done in. */
export const IN_FILE = `(?:in|of|inside|within|throughout|across|from|to|into|on)\\s+${FILLERS}`;

/** What makes the words behind it no order. */
const NEGATED =
  /(?:\bnot|n['’]t|\bnever|\bwithout|\binstead of|\brather than|\bavoid|\bif|\bunless|\bwhen|\bwhether|\bwould|\bcould|\bcan|\bmay|\bmight|\bhaving|\bbefore|\bno need to|\bhow to|\bfor example|\be\.g\.)\W+(?:\w+\W+){0,2}$/i;
/** "If a.txt exists, delete it": it is gone in both cases. */
const IF_THERE = /^if\s+(?:the\s+file\s+)?⟦F\d+⟧\s+(?:already\s+)?(?:exists|is there)\s*,?\s*(?:then\s+)?/i;
export const isNegated = (before: string): boolean => NEGATED.test(before.replace(IF_THERE, '').slice(-60));

/** Orders that name who is to follow them. */
const TO_THE_READER =
  /\b(?:(?:need|want|have|like|try|sure|remember|you|goal\s+is|task\s+is|job\s+is|step\s+is)\s+to|(?:you|we)\s+(?:should|must|can|will|may)|(?:make|be)\s+(?:sure|certain)(?:\s+that)?|ensure\s+that|verify\s+that|check\s+that)\b/gi;
/** What a program is to do: "a script to delete a.txt", "users can save b.csv". */
const OF_A_PROGRAM =
  /\b(?:(?:that|which|who)\s+(?!\w+s\b)|should|can|will|would|may|might|must|lets?\s|letting|allow\w*|able\b|so\s+that\b|(?:make|have)\s+(?:the|it|them|your)\s|to\s+(?!(?:the|an?|its?|this|that|these|those|both|all|each|every|my|our|your|json|yaml|csv|markdown|html|text)\b)[a-z])/;
/** "Set NAME to demo and …": what a variable is set to is nothing that is done. */
const SETS_A_VARIABLE =
  /^(?:[Pp]lease\s+)?[Ss]et\s+(?:the\s+)?(?:\w+\s+){0,2}[A-Z][A-Z0-9_]{1,60}\s+to\s+\S{1,80}(?=\s+and\s)/;
const isOfAProgram = (before: string): boolean =>
  OF_A_PROGRAM.test(before.replace(SETS_A_VARIABLE, ' ').replace(TO_THE_READER, ' '));
/** Whether a phrase orders something, as opposed to denying it, or speaking of what might be or what a program does. */
export const isOrder = (match: RegExpExecArray, { text }: Sentence): boolean => {
  const before = text.slice(0, match.index);
  return !isNegated(before) && !isOfAProgram(before + (/^[a-z]+/i.exec(match[0])?.[0] ?? ''));
};

/** What may be done, or in some way like this. */
const HEDGED =
  /\b(?:(?:if|where|when|as)\s+(?:it\s+is\s+|it['’]s\s+|you\s+)?(?:needed|necessary|possible|required|applicable|appropriate|needs?|like|want|wish|think|see\s+fit|useful|helpful)|optional(?:ly)?|ideally|preferably|maybe|perhaps|or\s+similar|or\s+so|or\s+something|something\s+like)\b|\b(?:for\s+(?:example|instance)|e\.g\.?|such\s+as)\W{1,3}(?:(?:in|into|to|as|a|the|file|called|named)\s+){0,3}⟦F/i;
/** What takes something out of what was said. */
const EXCEPTS =
  /\b(?:but|except|unless|excluding|other\s+than|apart\s+from|aside\s+from|although|though|however|only\s+(?:if|when|where|for)|as\s+long\s+as|for\s+example|for\s+instance|e\.g|such\s+as|if(?!\s+(?:present\b|there\b|any\b|(?:it|they)\s+(?:already\s+)?(?:exists?|is\s+there|are\s+there))))\b/i;
/** "But leave the rest", "but do not create b.txt" take nothing out of it. */
const THE_REST =
  /\bbut\s+(?:(?:leave|keep)\s+(?:everything\s+else|the\s+(?:rest|others?)|all\s+others?)\b|(?:do\s+not|don['’]t|never)\s+(?:create|make|write|add|run)\s+(?:the\s+)?⟦F)/gi;
/** Facts that an exception leaves as they are. */
const APART: ReadonlySet<Fact['kind']> = new Set(['untouched', 'there']);
const STANDS: ReadonlySet<Fact['kind']> = new Set([...APART, 'made', 'in_folder', 'names', 'executable', 'emptied']);
/** What of a sentence's facts is certain, by the words round them. */
export function unhedged(text: string): (fact: Fact) => boolean {
  if (HEDGED.test(text)) return ({ kind }) => APART.has(kind);
  return EXCEPTS.test(text.replace(IF_THERE, '').replace(THE_REST, ' '))
    ? (fact) => STANDS.has(fact.kind) || (fact.kind === 'counted' && fact.without !== undefined)
    : () => true;
}

/** A sentence that only holds in some case, or speaks of what is. */
const CONDITIONAL =
  /^(?:if|unless|when|whenever|where|while|until|suppose|imagine|currently|right now|at the moment|today|for example|for instance|e\.g|optionally|ideally|maybe|perhaps|note that|remember that|previously|earlier|what (?:would|happens)|why|how)\b/i;
export const isConditional = (text: string): boolean => CONDITIONAL.test(text) && !IF_THERE.test(text);

/** Verbs by which what is said of a file may hold no more, or is only said of how it was. */
const LOOKS_OR_CHANGES =
  /\b(?:delet|remov|renam|mov|replac|overwrit|chang|edit|updat|modif|read|open|see|use|using|load|pars|import|look|check|verif|fail|fix|rewrit|clear|empt|append|add|insert|prepend|extend|sort|copy|copi|dedup|merg|fill|convert|translat|shorten|strip|drop|filter)\w{0,6}\b/gi;
const MAKES = /\b(?:creat|writ|generat|produc|sav|mak|put|stor)\w{0,4}\b/gi;
const lastOf = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;

/** Whether the verb before a phrase makes something, so that what is said of the file is what it is to be. */
export function isOfWhatIsMade(match: RegExpExecArray, { text }: Sentence): boolean {
  const before = text.slice(0, match.index);
  return lastOf(LOOKS_OR_CHANGES, before) <= lastOf(MAKES, before);
}

/** Whether a text speaks of changing something, files apart, or goes on with what was said before. */
export const changesSomething = (text: string): boolean =>
  lastOf(LOOKS_OR_CHANGES, text.replace(/⟦\w+⟧|\b(?:(?:the|an?|this|about|of)\s+){1,4}\w+/gi, ' ')) >= 0 ||
  /^(?:and|plus|but|also)\s+\w/.test(text);
/** Whether a text takes something out of what was said before. */
export const narrows = (text: string): boolean =>
  /\b(?:leave|keep|except|skip|ignore|exclude|unless|only|apart|not)\b/i.test(
    text.replace(/\b(?:leave|keep)\s+(?:everything\s+else|the\s+(?:rest|other)|all\s+other)\b/gi, ' '),
  );

/** What writes files when it runs. */
const PROGRAM =
  /\b(?:script|program|app|application|tool|cli|server|api|function|class|component|module|service|bot|website|page|site|game|crawler|scraper|parser|endpoint|route|button|command|library|plugin|extension|dashboard|handler|job|logging|logger)s?\b/i;
const WRITTEN_BY_PROGRAMS =
  /\.(?:jsonl?|[ct]sv|txt|log|xml|ya?ml|md|pdf|png|jpe?g|gif|svg|xlsx|docx|zip|gz|tar|sql|html?|env|ini|lock|bak|tmp)$/i;
/** Whether a file may be one that a program the text speaks of writes when it runs. */
export function mayBeWrittenLater(path: string, { text, masked }: Sentence): boolean {
  if (!WRITTEN_BY_PROGRAMS.test(path) || /^(?:run|execute)\b/i.test(text)) return false;
  if (/\.html?$/i.test(path) && /\b(?:page|site|website)\b/i.test(masked.text)) return false;
  return masked.files.some(isCode) || PROGRAM.test(masked.text);
}
