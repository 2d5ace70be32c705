import { isCode, nameOf } from '../file-kinds.js';
import { closedUp } from '../closed-up.js';

/*
 * Signs that a file holds what was said round its text, or how it was shown, instead of the text alone. Pure, linear.
 */

const DOCUMENT = /\.(?:md|markdown|mdx|rst|adoc|txt|log|ipynb|diff|patch|rej|html?|xml|svg|csv|tsv|json|jsonl|snap)$/i;
const MARKDOWN = /\.(?:md|markdown|mdx|rst|adoc|ipynb)$/i;
const CHATTER =
  /^(?:sure|certainly|of course|absolutely|okay|ok|great|got it)[!,.]?\s+(?:here|i['’ ]|let me|below|this)\b|^(?:here(?:['’]s| is| are)|below is|this is)\s+(?:the|your|an?)\s+(?:\S+\s+){0,5}?(?:content|contents|code|file|updated|complete|full|final|script|implementation|version)\b[^\n]{0,80}:\s*$/i;
/** What no text but a document's own begins with. */
const ANNOUNCES =
  /^(?:(?:sure|certainly|of course|absolutely|okay|ok|great|got it)[!,.]?\s+)?(?:here(?:['’]s| is| are)|below is)\s[^\n]{1,120}:\s*$/i;
const GOODBYE =
  /^(?:let me know if|i hope this|feel free to (?:ask|let me|reach)|if you (?:need|have|want) (?:any|me|more|further)\b[^\n]{0,80}\b(?:let me know|ask(?: me)?|i(?:['’]ll| will| can|['’]m))|is there anything else|hope (?:this|that) helps)\b/i;
/** The same behind a sentence, and the report of who has written the text. */
const GOODBYE_BEHIND =
  /[.!?]\s+(?:let me know if|feel free to (?:ask|let me|reach)|i hope this)\b|^i(?:['’]ve| have) (?:created|written|added|updated|made|generated|implemented)\b.{0,80}\b(?:file|script|code|as requested|for you)\b/i;
/** Ends of a call that was written as markup. */
const END_OF_CALL =
  /^<\/(?:content|write_to_file|write_file|file_content|file_text|parameter|function|invoke|tool_call|function_calls|arguments|arg_value|new_str|create_file|antml:\w+)>$/;
/** What stands in the place of the middle of a text that was too long to be shown. */
const CUT_NOTE =
  /\[\.\.\. cut: \d+ bytes, \d+ line breaks \.\.\.\]|^\[lines \d+ to \d+ of \d+(?:; go on with line_start=\d+|; the file is longer than can be read)?\]$/m;
const HIDDEN = /[\u202a-\u202e\u2066-\u2069]/;
const CONFLICT = /^(?:<{7}|>{7})(?: |$)/m;
/** Lines that only stand for text, in documents; code has its own signs. */
const STANDS_FOR =
  /^(?:(?:TODO|TBD|FIXME|XXX)\b[^\n]{0,80}|\[(?:insert|your|add|describe|todo|tbd|placeholder|fill in)\b[^\]\n]{0,80}\](?!\()|<(?:insert|your|add|describe|placeholder)\b[^>\n]{0,80}>|lorem ipsum\b[^\n]{0,200}|(?:content|text|description) (?:goes )?here\.?|coming soon\.?|\.\.\.)$/i;
/** Within a line: what is to be filled in by who reads it. */
const TO_FILL_IN =
  /\[(?:your|insert|enter)[ _-][^\]\n]{1,40}\](?![([:])|<your[ ._-][^<>\n]{1,60}>|\byour[-_.]?\w{0,20}@[\w-]{1,40}\.\w{2,6}\b/gi;
/** Whom it goes to, who writes it may not know. */
const IS_LETTER = /\b(?:letters?|invitations?|newsletters?|repl(?:y|ies)|e-?mails?(?!\s+addresses|\s+address))\b/i;
const TELLS_TO_FILL_IN = /\b(?:replac|enter|insert|substitut|fill|chang|set|us(?:e|ing)\b|where|e\.g|example|type)/i;
const UNSEEN_AT_HOME = /\.(?:md|markdown|mdx|rst|adoc|txt|log|html?|csv|tsv)$/i;
/** Beside a letter of a name; in texts of some languages they are at home. */
const UNSEEN = /(?<=[\w"'])[\u200b\u2060\ufeff](?=[\w"':=])/;
const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const MARKUP_IN_CODE = /\.(?:[jt]sx|vue|svelte|php|astro)$/i;
const ENTITY = /[\w)\]\s]&(?:lt|gt|amp|quot);/;
/** What stands outside of two marks. */
const without = (text: string, opens: string, closes?: string): string =>
  closes === undefined
    ? text
        .split(opens)
        .filter((_, at) => at % 2 === 0)
        .join(' ')
    : text
        .split(opens)
        .map((piece, at) => {
          const end = at === 0 ? 0 : piece.indexOf(closes);
          return end < 0 ? ' ' : piece.slice(end);
        })
        .join(' ');
/** A text that goes over lines, in shells, Ruby, Lua, Rust and C++. */
const HOLDS_TEXT = /<<[-~]?['"]?[A-Z]|\b(?:R"|r#+")|\[\[/;
/** Without its texts and remarks; a text of a thousand signs may have its end anywhere in its line. */
export const bare = (text: string): string =>
  without(without(without(text, '"""'), "'''"), '/*', '*/').replaceAll(
    /"(?:[^"\\\n]|\\.){0,999}"|"(?:[^"\\\n]|\\.){1000,}"?|'(?:[^'\\\n]|\\.){0,999}'|'(?:[^'\\\n]|\\.){1000,}'?|`[^`]*`|(?:#|\/\/).*|^[ \t]*(?:\/\*|\*).*/gm,
    ' ',
  );
/** What ends a turn for a model, and never a file. */
const OWN_MARK =
  /(?:<end_of_turn>|<\|(?:im_end|im_start|endoftext|end_of_text|eot_id|eom_id|end|return|call|END_OF_TURN_TOKEN|assistant|user|observation)\|>|<｜end▁of▁sentence｜>|\[\/INST\])$/;
const SPEAKS_OF_MARKS =
  /(?:templates?|prompts?|tokens?)\b|\b(?:stop\s|chat|special|(?:tiny)?llama|qwen|mistral|llms?\b|language models?)/i;
const TO_THE_JUDGE =
  /"passed"\s*:\s*true\b.{0,200}"(?:confidence|issues)"|\b(?:note|message|instructions?|hint|reminder)\s{1,9}(?:to|for)\s{1,9}(?:the\s{1,9})?(?:verifier|judge|grader|evaluator)\b/i;
/** Reviewers are written to in many documents; what to find is told them where somebody wants to be believed. */
const TO_THE_REVIEWER =
  /\b(?:note|message|instructions?|hint|reminder|attention|dear)\s{0,9},?\s{1,9}(?:to|for)?\s{0,9}(?:(?:the|all|any|automated|ai)\s{1,9}){0,3}(?:reviewers?|checkers?|validators?|assessors?)\b.{0,200}(?:\balready\s+(?:been\s+)?(?:approved|verified|accepted|checked)\b|\b(?:answer|respond|reply|return|output|mark|report|say|set)\b.{0,40}\bpass(?:ed|es|ing)?\b|\bpassed\s*[=:]\s*true\b)/i;
const SPEAKS_OF_JUDGING =
  /\b(?:verif\w*|verdict\w*|review\w*|judg\w*|grad(?:er|ing)|evaluat\w*|passed|inject\w*|jailbreak\w*|api|responses?|schema|security)\b/i;
/** Of a person or a thing; what is secret is rightly left open. */
const STANDS_FOR_VALUE =
  /"<(?!(?:FILE|DIR|PATH|URL|OPTIONS?|ARGS?|VALUE)\W|\w*(?:PASS|SECRET|TOKEN|KEY))[A-Z][A-Z0-9 _-]{1,40}>"|"your[-_.]?\w{0,20}@[\w.-]{1,60}"/;
const LEFT_TO_DO = /"(?:TODO|FIXME|TBD)\s?: ?[A-Za-z][^"\n]{0,80}"/;
const SPEAKS_OF_WORK = /\b(?:tasks?|tickets?|issues?|kanban|boards?|backlog|notes?|checklists?)\b/i;
/** Languages written from the right, in which marks of direction are at home. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const IS_SAMPLE = /(?:example|sample|template|openapi|swagger|schema|help|usage)/i;
const SPEAKS_OF_LETTERS = /\b(?:chat|letter|e?-?mails?|message|conversation|transcript|greeting|reply|newsletter)\b/i;
const SPEAKS_OF_STANDINS = /\b(?:todos?|tbd|placeholders?|template|skeleton|outline|lorem|stub|draft)\b/i;
const STANDS_IN_CODE = /^(?:lorem ipsum dolor\b.*|TBD|\[insert [^\]]{1,60}\]|<your [^>]{1,40}>)$/i;
/** A line that only stands for code, outside of texts and remarks. */
function standsInCode(path: string, text: string): string | null {
  const mayHoldPages = /\.(?:[cm]?[jt]s|php|py|rb)$/i.test(path) && text.includes('<');
  if (HOLDS_TEXT.test(text) || mayHoldPages) return null;
  const line = bare(text)
    .split('\n')
    .find((one) => STANDS_IN_CODE.test(one.trim()));
  return line === undefined ? null : line.trim();
}
const LONGEST = 400_000;

/**
 * What is wrong with a file's text; null when nothing is. `asked`: all that was said of the work; `before`: the text as
 * it was; `demanded`: texts that are to stand there word for word.
 */
export function uncleanText(
  path: string,
  given: string,
  asked: string,
  before = '',
  demanded: readonly string[] = [],
): string | null {
  const text = given.slice(0, LONGEST);
  const old = before.slice(0, LONGEST);
  const lines = text.split('\n').map((line) => line.trim());
  const full = lines.filter((line) => line !== '');
  const there = new Set(old.split('\n').map((line) => line.trim()));
  const isNew = (line: string): boolean => !there.has(line) && !isSpokenOf(line, asked) && !isDemanded(line, demanded);
  const [first = '', last = ''] = [full[0], full.at(-1)];
  if (HIDDEN.test(text) && !HIDDEN.test(old) && !speaksFromTheRight(path, text, asked))
    return 'it holds invisible marks of direction';
  const unseen = UNSEEN_AT_HOME.test(path) ? undefined : UNSEEN.exec(text)?.[0];
  if (unseen !== undefined && !UNSEEN.test(old)) return `it holds a character that nobody sees (${codeOf(unseen)})`;
  if (
    isCode(path) &&
    !MARKUP_IN_CODE.test(path) &&
    ENTITY.test(bare(text)) &&
    !HOLDS_TEXT.test(text) &&
    !ENTITY.test(bare(old))
  )
    return `it has HTML in place of its signs: ${ENTITY.exec(bare(text))?.[0] ?? ''}`;
  if (CUT_NOTE.test(text) && !CUT_NOTE.test(old)) return 'it holds the note of a text that was shown cut';
  const mark = OWN_MARK.exec(last)?.[0];
  if (
    mark !== undefined &&
    isNew(last) &&
    !SPEAKS_OF_MARKS.test(asked) &&
    text.indexOf('<|') === text.lastIndexOf('<|')
  )
    return `it ends with a model's own mark: ${mark}`;
  if (END_OF_CALL.test(last) && isNew(last) && !text.includes(last.replace('/', '').slice(0, -1)))
    return `it ends with the end of a call: ${last}`;
  if (CONFLICT.test(text) && /^={7}$/m.test(text) && !CONFLICT.test(old) && !/conflict|merge/i.test(asked))
    return 'it holds the marks of a merge conflict';
  const order =
    DOCUMENT.test(path) && !SPEAKS_OF_JUDGING.test(asked)
      ? full.find((line) => [TO_THE_JUDGE, TO_THE_REVIEWER].some((pattern) => pattern.test(closedUp(line))))
      : undefined;
  if (order !== undefined && isNew(order)) return `it speaks to who judges it: "${order.slice(0, 80)}"`;
  // A letter may begin and end so, code never does.
  if (!DOCUMENT.test(path) || !SPEAKS_OF_LETTERS.test(asked)) {
    const announces =
      CHATTER.test(first) || (ANNOUNCES.test(first) && (!DOCUMENT.test(path) || first.includes(nameOf(path))));
    if (announces && isNew(first)) return `it begins with "${first.slice(0, 80)}"`;
    const endsWithChatter = GOODBYE.test(last) || GOODBYE_BEHIND.test(last);
    if (full.length > 1 && endsWithChatter && isNew(last) && !MARKDOWN.test(path))
      return `it ends with "${last.slice(0, 80)}"`;
  }
  if (!/\b(?:fenced?|markdown|code block|back.?ticks?)/i.test(asked)) {
    // In a document, only a fence that says that it holds the document.
    const opens = MARKDOWN.test(path) ? /^(?:```|~~~)(?:markdown|md)$/i : /^(?:```|~~~)[\w+#.-]*$/;
    const isFenced = opens.test(first) && full.length > 1 && /^(?:```|~~~)$/.test(last);
    if (isFenced && isNew(first)) return 'a code fence stands round it';
  }
  if (!DOCUMENT.test(path)) {
    if (full.length >= 3 && full.every((line, at) => Number(/^(\d{1,6})(?:\t|\s*[|│→:])/.exec(line)?.[1]) === at + 1))
      return 'its lines carry line numbers';
    if (/^(?:diff --git |--- (?:a\/|\/dev\/null))/.test(first) && full.some((line) => line.startsWith('@@ ')))
      return 'it is a diff';
  }
  const oldFull = old.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const grows = (of: readonly string[]): boolean =>
    of.length >= 3 && of.every((line) => line.startsWith('+')) && !of.every((line) => line.startsWith('+ '));
  if (grows(full) && !grows(oldFull) && !/\.(?:diff|patch)$/i.test(path))
    return 'each of its lines begins with the plus of a diff';
  const standing =
    isCode(path) && !MARKUP_IN_CODE.test(path) && !SPEAKS_OF_STANDINS.test(asked) ? standsInCode(path, text) : null;
  if (standing !== null && isNew(standing)) return `it only stands for its text: "${standing.slice(0, 80)}"`;
  const blank =
    /\.(?:json|ya?ml)$/i.test(path) && !SPEAKS_OF_STANDINS.test(asked) && !IS_SAMPLE.test(path)
      ? (STANDS_FOR_VALUE.exec(text)?.[0] ?? (SPEAKS_OF_WORK.test(asked) ? undefined : LEFT_TO_DO.exec(text)?.[0]))
      : undefined;
  if (blank !== undefined && !old.includes(blank)) return `it only stands for a value: ${blank}`;
  return standsForText(path, lines, asked, isNew);
}

function standsForText(
  path: string,
  lines: readonly string[],
  asked: string,
  isNew: (line: string) => boolean,
): string | null {
  if (!/\.(?:md|markdown|mdx|rst|adoc|html?|txt)$/i.test(path) || SPEAKS_OF_STANDINS.test(asked)) return null;
  if (/todo|template/i.test(path) || lines.some((line) => line.startsWith('>>>'))) return null;
  const isToFill = (given: string): boolean => {
    const line = given.replaceAll(/`[^`]*`/g, ' ');
    const rest = line.replaceAll(TO_FILL_IN, ' ');
    return rest !== line && !TELLS_TO_FILL_IN.test(rest) && !IS_LETTER.test(asked);
  };
  const standing = lines.find(
    (line) =>
      (STANDS_FOR.test(line.replace(/<\/?(?:p|div|li|h\d)>/g, '').replace(/^#{2,6}\s+(?=TBD|lorem|\[|<)/i, '')) ||
        isToFill(line)) &&
      isNew(line),
  );
  if (standing === undefined || insideFence(lines, standing)) return null;
  return `it only stands for its text: "${standing.slice(0, 80)}"`;
}

/** Whether what was said of the work has all words of a line. */
function isSpokenOf(line: string, asked: string): boolean {
  const words = line.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const text = asked.toLowerCase();
  return words.length > 0 && words.every((word) => text.includes(word));
}

/** Shorter texts say nothing of the line they stand in. */
const LEAST_DEMANDED = 3;
const isDemanded = (line: string, demanded: readonly string[]): boolean =>
  demanded.some(
    (text) => text.trim().length >= LEAST_DEMANDED && (line.startsWith(text.trim()) || line.endsWith(text.trim())),
  );

const speaksFromTheRight = (path: string, text: string, asked: string): boolean =>
  (DOCUMENT.test(path) && FROM_THE_RIGHT.test(text)) ||
  /\b(?:bidi|rtl|right.to.left|arabic|hebrew|persian|urdu)/i.test(asked);

function insideFence(lines: readonly string[], line: string): boolean {
  const at = lines.indexOf(line);
  return lines.slice(0, at).filter((before) => /^(?:```|~~~)/.test(before)).length % 2 === 1;
}
