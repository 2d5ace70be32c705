/* Prose that stops in the middle of a sentence. Pure, linear. */

const PROSE = /\.(?:md|markdown|txt)$/i;
/** Texts that may end so. */
const MAY_END =
  /\b(?:punctuation|full\s+stops?|periods?|poems?|haikus?|lyrics|songs?|slogans?|titles?|headings?|lists?|fragment|unfinished|incomplete|cut|cliffhanger|mid-?sentence|half|beginning|template|keywords?|captions?)\b|satzzeichen|gedicht|poème|poema|poesia|стих/i;
/** Lines that are no sentences. */
const NO_PROSE = /^\s*(?:#|>|\||[-*+•–—]\s|\d{1,3}[.)]\s|```|~~~|<|\[|!\[|=|-{3}|\t| {4})/;
const NO_SENTENCE = /https?:|www\.|@|©|\bcopyright\b|\blicen[cs]e|[`|{}<>\\]/i;
/** No sentence ends with one of these. */
const GOES_ON = /(?:^|\s)(?:the|an|and|or|our|your|their|because|than|whose|every|und|oder|et)$/;
const STOPS = /[.!?…。！？:"'”’»“*_)]$/;
/** Between two sentences: behind a stop that is none of "P.S.", and before a capital. */
const BETWEEN = /(?<=[^\s\p{Lu}][.!?])\s+(?=[^\p{L}\s]?\p{Lu})/u;
const LEAST_WORDS = 8;
const LEAST_OTHERS = 2;
/** Most words of a line that ends where it does on purpose, as "Lots of love," does. */
const MOST_OF_A_SHORT_LINE = 5;
const MOST_BEFORE_A_NAME = 3;

const wordsIn = (text: string): number => text.split(/\s+/).length;

/** Paragraphs of sentences, each in one line. */
function paragraphsOf(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((part) => part.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0 && !lines.some((line) => NO_PROSE.test(line)))
    .map((lines) => lines.map((line) => line.trim()).join(' '));
}

const lastLine = (text: string): string => text.trimEnd().slice(text.trimEnd().lastIndexOf('\n') + 1);

/** Whether there may be something, before what was there is looked up. */
export const mayStopMidSentence = (path: string, text: string): boolean =>
  PROSE.test(path) && /[\p{Ll},]$/u.test(text.trimEnd()) && wordsIn(lastLine(text)) >= 3;

/** What is wrong with how a text of sentences ends, a sentence; null where that is not certain. */
export function midSentence(
  path: string,
  text: string,
  before: string | null,
  asked: string,
  demanded: readonly string[] = [],
): string | null {
  if (!mayStopMidSentence(path, text) || MAY_END.test(asked)) return null;
  const line = lastLine(text);
  if (NO_PROSE.test(line) || [asked, before ?? '', ...demanded].some((one) => one.includes(line.trim()))) return null;
  const last = paragraphsOf(text).at(-1);
  if (last === undefined || !last.endsWith(line.trim()) || wordsIn(last) < LEAST_WORDS || NO_SENTENCE.test(last))
    return null;
  const sentences = last.split(BETWEEN);
  const isProse = sentences.length > 1 && !isSignedOff(text, sentences.at(-1) ?? '') && othersStop(text, before);
  return GOES_ON.test(last) || isProse ? `its last sentence stops in the middle: "… ${last.slice(-60)}"` : null;
}

/** Whether a text ends as letters do: "Lots of love, all of us", in one line or in two, "See you. xoxo from us". */
function isSignedOff(text: string, sentence: string): boolean {
  const lineBefore = text.trimEnd().split('\n').at(-2)?.trim() ?? '';
  if (lineBefore !== '' && wordsIn(lineBefore) <= MOST_OF_A_SHORT_LINE) return true;
  if (/[.!?]\s/.test(sentence)) return true;
  const words = sentence.split(/\s+/);
  return words.length <= LEAST_WORDS && words.slice(0, MOST_BEFORE_A_NAME).some((word) => word.endsWith(','));
}

/** Whether all other paragraphs end with a stop, and so did the text that was there. */
function othersStop(text: string, before: string | null): boolean {
  const ofLength = (of: string): string[] => paragraphsOf(of).filter((one) => wordsIn(one) >= LEAST_WORDS);
  const others = ofLength(text).slice(0, -1);
  if (!others.every((one) => STOPS.test(one))) return false;
  if (before === null) return others.length >= LEAST_OTHERS;
  const were = ofLength(before);
  return were.length > 0 && were.every((one) => STOPS.test(one)) && STOPS.test(before.trimEnd());
}
