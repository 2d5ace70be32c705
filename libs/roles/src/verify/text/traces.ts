import { bare } from './clean-text.js';
import { isCode } from '../file-kinds.js';

/* What the writing of a text has left in it: thoughts, escapes, the end mark of a command. Pure, linear. */

const THOUGHT = /^\s*<(think|thinking|reasoning|scratchpad)>/i;
/** How thoughts end whose beginning the server has taken away. */
const THOUGHT_END = /^[ \t]*<\/think(?:ing)?>[ \t]*$/im;
/** How a model begins to think about what it was asked, where no tags tell that it does. */
const THINKS =
  /^\s*(?:okay|ok|alright|all right|hmm+|wait)[,.]?\s{1,3}(?:(?:so|now|first),?\s{1,3}){0,2}(?:the user\b|they want\b|(?:i (?:need|have) to|i should|i['’]ll|let me|let['’]s|we need to)\s{1,3}(?:\w{1,12}\s{1,3}){0,2}(?:write|create|produce|generate|think|figure|check|look|respond|answer|output|summari[sz]e)\b)|^\s*the user (?:wants|asks|asked|needs|is asking|has asked) (?:me|us)\b/i;
const SPEAKS_OF_TALK =
  /\b(?:chat\w*|letters?|e?-?mails?|messages?|conversations?|dialog\w*|transcripts?|stor(?:y|ies)|speech\w*|talks?|podcasts?|poems?|novels?|scenes?|interviews?|personas?|quot\w*|characters?|blog\w*|diary|journal)\b/i;
const SPEAKS_OF_THOUGHTS =
  /\b(?:think\w*|reason\w*|thoughts?|tags?|prompts?|templates?|tokens?|models?|llms?|chat\w*)\b/i;
const MARKUP = /\.(?:html?|xml|svg|vue|svelte|[jt]sx)$/i;

const TEXT = /\.(?:txt|md|markdown|csv|tsv|rst|adoc)$/i;
const ESCAPES = /(?:\\u[0-9a-f]{4})+/gi;
const SPEAKS_OF_ESCAPES =
  /\b(?:unicode|escap\w*|encod\w*|json|regex\w*|patterns?|code ?points?|java|javascript|properties|latex|api)\b/i;
/** Shown as code, or quoted. */
const IN_CODE = /^\s{4}|^\t|[`"']/;

const END_MARK = /^(?:EOF|EOT|HEREDOC|END_OF_FILE)$/;
const SPEAKS_OF_ENDS = /\b(?:eof|eot|heredocs?|here.documents?|tokens?|grammars?|lexers?)\b/i;

/** No program is called by a dollar sign alone. */
const PROMPT = /^[ \t]*\$ +[\w./-].*$/m;

/** How the result of a tool is shown. */
const RESULT = /^\[\[\/?loom[-_]data \w+\]\]|^\{"success":(?:true|false),"(?:output|error)":"/m;

/** How programs end that have failed, at the edge of a line. */
const FAILURE =
  /^Traceback \(most recent call last\):$|^node:[\w/]+:\d+$|^(?:\/bin\/)?(?:ba)?sh: (?:line \d+: |\d+: )?\S{1,80}: (?:command )?not found$/m;
const SPEAKS_OF_FAILURES =
  /\b(?:errors?|fail\w*|exceptions?|traces?|tracebacks?|crash\w*|logs?|debug\w*|stderr|troubleshoot\w*|bugs?|examples?)\b/i;

/** UTF-8 that was read as Latin-1 or as Windows has it. */
const MISREAD = /[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œžŸ“”˜¦]/;
const SPEAKS_OF_ENCODING = /\b(?:encod|decod|utf|latin|charset|mojibake|unicode|garbled|code ?page|cp-?125)/i;

/** What a shell's echo takes for a word of the text. */
const ECHOED = /^-[en]{1,2} \S/;
const SPEAKS_OF_OPTIONS = /(?:^|\s)-[en]{1,2}\b|\b(?:options?|flags?|arguments?|echo|commands?|usage|cli)\b/i;

/** An entity of markup that has lost its first sign behind a word. */
const BARE_ENTITY = /[\p{L}\p{N}](?:amp|nbsp|quot|mdash|ndash|hellip);/u;

/** The holder of a licence; Apache's own text shows how to name one. */
const NO_HOLDER =
  /\bCopyright\s{1,4}(?:\(c\)|©)?\s{0,4}(?:(?:\[(?:year|yyyy)\]|<year>)|\d{4}\s{1,4}(?:\[(?:full ?name|name|copyright|author|your)[^\]\n]{0,40}\]|<(?:full ?name|name|copyright|author|your)[^>\n]{0,40}>))/i;
const SPEAKS_OF_BLANKS = /\b(?:templates?|placeholders?|skeletons?|boilerplate|samples?|examples?)\b/i;
/** How often in a row no text of its own says a word. */
const MOST_IN_A_ROW = 300;
const SPEAKS_OF_OFTEN =
  /\b(?:times|repeat\w*|hundreds?|thousands?|lots|many|stress|load|benchmark|fill\w*|large|long|big|random|dummy)\b/i;

/** A word that a line of prose says without end. */
function saidWithoutEnd(path: string, text: string): string | null {
  if (!/\.(?:txt|md|markdown|rst|adoc)$/i.test(path)) return null;
  for (const line of text.split('\n')) {
    let [last, count] = ['', 0];
    for (const [word] of line.matchAll(/\S+/g)) {
      count = word === last && /\p{L}/u.test(word) ? count + 1 : 1;
      last = word;
      if (count > MOST_IN_A_ROW) return word.slice(0, 40);
    }
  }
  return null;
}

/** Letters of Cyrillic that look like those of Latin. */
const LOOKS_LATIN = /^[авекмнорстухіѕјһАВЕЅКМНОРСТХІЈ]+$/;
/** A name in code whose letters are of two scripts and look as if they were of one. */
function mixedName(path: string, text: string, asked: string): string | null {
  if (!isCode(path) || !/[\u0400-\u04ff]/.test(text) || /[\u0400-\u04ff]/.test(asked)) return null;
  const names = bare(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
  const isMixed = (name: string): boolean =>
    /[A-Za-z]/.test(name) && LOOKS_LATIN.test(name.replace(/[^\u0400-\u04ff]+/g, ''));
  return names.find(isMixed) ?? null;
}

/**
 * `before`: the text as it was; null = it is new. `demanded`: texts that are to stand there word for word. A sentence;
 * null when nothing is left in it.
 */
export function traceProblem(
  path: string,
  text: string,
  before: string | null,
  asked: string,
  demanded: readonly string[] = [],
): string | null {
  const old = before ?? '';
  const isThought = THOUGHT.test(text) || (THOUGHT_END.test(text) && !/<think/i.test(text));
  if (isThought && !MARKUP.test(path) && !SPEAKS_OF_THOUGHTS.test(asked) && !/<\/?think/i.test(old))
    return 'a model has left its thoughts in it';
  const isTalk = SPEAKS_OF_TALK.test(asked) || SPEAKS_OF_THOUGHTS.test(asked);
  const thought = TEXT.test(path) && !isTalk ? THINKS.exec(text)?.[0].trim() : undefined;
  const isAsked = thought === undefined || [asked, ...demanded].some((said) => said.includes(thought));
  if (!isAsked && !THINKS.test(old))
    return `it begins with a model's thoughts ("${firstLine(text)}"), where only the text itself belongs`;
  const escape = SPEAKS_OF_ESCAPES.test(asked) ? null : escapedLetters(path, text);
  if (escape !== null && !old.includes(escape)) return `it holds ${escape} where a letter belongs`;
  const last = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (END_MARK.test(last) && !text.includes('<<') && !SPEAKS_OF_ENDS.test(asked) && !old.trimEnd().endsWith(last))
    return `it ends with the end mark of a command: ${last}`;
  if (RESULT.test(text) && !RESULT.test(old) && !/\bloom\b/i.test(asked))
    return 'it holds the result of a tool as it was shown';
  const failure = /\.(?:txt|csv|json|md)$/i.test(path) ? FAILURE.exec(text)?.[0] : undefined;
  if (failure !== undefined && !FAILURE.test(old) && !SPEAKS_OF_FAILURES.test(asked))
    return `it holds the failure of a command: ${failure.trim().slice(0, 60)}`;
  const misread = MISREAD.exec(text)?.[0];
  if (misread !== undefined && !MISREAD.test(old) && !SPEAKS_OF_ENCODING.test(asked))
    return `its letters were read in the wrong encoding: ${misread}`;
  if (TEXT.test(path) && ECHOED.test(text) && !ECHOED.test(old) && !SPEAKS_OF_OPTIONS.test(asked))
    return `it begins with an option of the command that wrote it: "${firstLine(text)}"`;
  const entity = /\.(?:html?|xml|svg|vue)$/i.test(path) ? BARE_ENTITY.exec(text)?.[0] : undefined;
  if (entity !== undefined && !BARE_ENTITY.test(old)) return `an entity in it has lost its "&": ${entity}`;
  const blank = NO_HOLDER.exec(text)?.[0];
  if (blank !== undefined && !NO_HOLDER.test(old) && !/^[ \t]*APPENDIX: /m.test(text) && !SPEAKS_OF_BLANKS.test(asked))
    return `it does not say whose it is: ${blank.trim()}`;
  const endless = SPEAKS_OF_OFTEN.test(asked) ? null : saidWithoutEnd(path, text);
  if (endless !== null && saidWithoutEnd(path, old) === null) return `it says "${endless}" without end`;
  const mixed = mixedName(path, text, asked);
  if (mixed !== null && !old.includes(mixed))
    return `a name mixes Latin and Cyrillic letters that look alike: ${mixed}`;
  const prompt = promptIn(path, text);
  if (prompt !== null && !PROMPT.test(old))
    return `a line begins with the prompt of a shell: ${prompt.trim().slice(0, 60)}`;
  return isTableOfEscapes(path, text) && !isTableOfEscapes(path, old)
    ? 'its columns are set apart by \\t instead of tabs'
    : null;
}

const firstLine = (text: string): string => text.trimStart().split('\n', 1)[0]?.slice(0, 80) ?? '';

/** A line of a script with the prompt of a shell before it, outside of texts that go over lines. */
function promptIn(path: string, text: string): string | null {
  const found = /\.(?:sh|bash)$/i.test(path) && !text.includes('<<') ? PROMPT.exec(text) : null;
  const isInText = ["'", '"'].some((quote) => text.slice(0, found?.index ?? 0).split(quote).length % 2 === 0);
  return found === null || isInText ? null : found[0];
}

/** Escapes beside a letter, in prose that has no such letter itself. */
function escapedLetters(path: string, text: string): string | null {
  if (!TEXT.test(path) || /[\u00c0-\uffff]/.test(text)) return null;
  let isFenced = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    if (isFenced || IN_CODE.test(line)) continue;
    for (const { 0: escape, index: at } of line.matchAll(ESCAPES)) {
      const isInWord = /\p{L}/u.test(`${line[at - 1] ?? ''}${line[at + escape.length] ?? ''}`) || escape.length > 6;
      const letters = escape.replace(/\\u(.{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      if (isInWord && /^\p{L}+$/u.test(letters)) return escape;
    }
  }
  return null;
}

/** Whether a table of tabs has `\t` in each row and no tab. */
export function isTableOfEscapes(path: string, text: string): boolean {
  const rows = text.split('\n').filter((row) => row.trim() !== '');
  return (
    /\.(?:tsv|tab)$/i.test(path) && !text.includes('\t') && rows.length > 1 && rows.every((row) => row.includes('\\t'))
  );
}
