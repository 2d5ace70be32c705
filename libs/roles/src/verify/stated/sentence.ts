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
export const FILES = `${FILE}(?:${GLUE}${FILLERS}${FILE}){0,30}`;
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
/** Whether a phrase orders something, as opposed to denying it or speaking of what might be. */
export const isOrder = (match: RegExpExecArray, { text }: Sentence): boolean => !isNegated(text.slice(0, match.index));

/** A sentence that only holds in some case, or speaks of what is. */
const CONDITIONAL =
  /^(?:if|unless|when|whenever|where|while|until|suppose|imagine|currently|right now|at the moment|today|for example|for instance|e\.g|optionally|ideally|maybe|perhaps|note that|remember that|previously|earlier|what (?:would|happens)|why|how)\b/i;
export const isConditional = (text: string): boolean => CONDITIONAL.test(text) && !IF_THERE.test(text);

/** Verbs by which what is said of a file may hold no more, or is only said of how it was. */
const LOOKS_OR_CHANGES =
  /\b(?:delet|remov|renam|mov|replac|overwrit|chang|edit|updat|modif|read|open|see|use|using|load|pars|import|look|check|verif|fail|fix|rewrit|clear|empt|append|add|insert|prepend|extend|sort|copy|copi)\w{0,6}\b/gi;
const MAKES = /\b(?:creat|writ|generat|produc|sav|mak|put|stor)\w{0,4}\b/gi;
const lastOf = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;

/** Whether the verb before a phrase makes something, so that what is said of the file is what it is to be. */
export function isOfWhatIsMade(match: RegExpExecArray, { text }: Sentence): boolean {
  const before = text.slice(0, match.index);
  return lastOf(LOOKS_OR_CHANGES, before) <= lastOf(MAKES, before);
}

/** Whether a text speaks of changing something, files apart. */
export const changesSomething = (text: string): boolean => lastOf(LOOKS_OR_CHANGES, text.replace(/⟦\w+⟧/g, ' ')) >= 0;
