import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isTestFile } from '../file-kinds.js';

/* Signs that a text stands for work instead of being it. Pure, and linear in the text. */

const COMMENT = '(?:#|//|/\\*|<!--|--|;|\\{/\\*)[ \\t*]{0,8}';
/** What the remainder of a text is made of; that of arguments, a list or a year is a thing of its own. */
const PARTS =
  'code|file|functions?|class(?:es)?|methods?|implementation|components?|contents?|modules?|scripts?|logic|program|app|application|tests?|imports?|styles?|template|page|document|text|config|configuration|handlers?|routes?|lines?|body';
const LEFT_OUT = [
  // "... rest of the code unchanged ...", "existing code here", "remaining methods stay the same"
  `${COMMENT}(?:\\.{2,}|…)[ \\t(\\[]{0,4}(?:the )?(?:rest|remainder) of (?:the |your |this )?\\w+`,
  `${COMMENT}[ \\t(\\[]{0,4}(?:the )?(?:rest|remainder) of (?:the |your |this )?(?:\\w+ )?(?:${PARTS})\\b[ \\t)\\]]{0,4}(?:$|[.*;:,-]|…|\\(|.{0,40}(?:\\bhere\\b|\\bunchanged\\b|\\bsame\\b|\\bremains?\\b|\\bas before\\b|\\bstays?\\b|\\bomitted\\b))`,
  `${COMMENT}(?:\\.{2,}|…)[ \\t(\\[]{0,4}(?:the )?(?:existing|remaining|other|previous|same|unchanged|original|rest)\\b`,
  `${COMMENT}(?:the )?(?:existing|remaining|other|previous|original) (?:code|functions?|methods?|content|lines?|implementation|imports?)\\b.{0,40}(?:\\.{2,}|…|\\bhere\\b|\\bunchanged\\b|\\bsame\\b|\\bremains?\\b|\\bas before\\b)`,
  `^[ \\t]*(?:\\.{3}|…|\\[\\.{3})[ \\t(\\[]{0,4}(?:the )?(?:rest|existing|remaining|unchanged)\\b.{0,60}$`,
  // The same in other languages.
  `${COMMENT}(?:\\.{2,}|…)?[ \\t(]{0,4}(?:其余|剩余|余下|此处省略|省略|以下略|残り|以下省略|остальн|далее без|restliche|der rest (?:des|der|bleibt)|übrige|le reste|reste du|el resto|resto del|il resto|o resto)`,
  // "The others" alone may begin a remark as well.
  `${COMMENT}(?:\\.{2,}|…|\\()[ \\t(]{0,4}(?:las? (?:otras|demás|restantes)|los (?:otros|demás)|les autres|(?:gli|le) altr[ei]|(?:as|os) (?:outr[ao]s|demais)|die (?:anderen|übrigen)|другие|나머지)`,
  `${COMMENT}(?:\\.{2,}|…).{0,40}(?:保持不变|不变|変更なし|без изменений|bleib\\w* (?:gleich|unverändert)|wie (?:zuvor|bisher|oben)|inchangé|sin cambios|permanecen? (?:igual|sin)|siguen? igual|restent? (?:les mêmes|inchangé|identique)|rimang\\w+ (?:invariat|ugual)|permanecem?|continuam? igua|invariato|inalterad|그대로|동일)`,
];
const OMISSION = new RegExp(LEFT_OUT.join('|'), 'i');

/** How a function says that it is still to be written. */
const LATER = `(?:not (?:yet )?implemented|todo|unimplemented|implement (?:me|this)\\b|[\\w$. ]{0,40}[:,]? ?(?:coming (?:soon|later|in (?:the|a) (?:next|later))|to be implemented|is not implemented yet))`;
const STUB = new RegExp(
  [
    `${COMMENT}(?:TODO|FIXME)\\b`,
    `${COMMENT}(?:your (?:code|implementation|logic) (?:goes )?here|implement(?:ation)? (?:this|me|here|later|goes here|the (?:rest|logic))|add (?:your )?(?:code|logic|implementation) here|placeholder\\b(?! (?:is|are|text|colou?rs?|attributes?|styles?)\\b))`,
    `\\braise NotImplementedError\\b(?!.{0,80}\\b(?:subclass|overrid))`,
    `\\bthrow new \\w{0,20}Error\\(["'\`]${LATER}`,
    `\\b(?:todo|unimplemented)!\\s{0,3}\\(`,
    `\\bpanic\\("${LATER}`,
    `\\bUnsupportedOperationException\\("${LATER}`,
    `\\bfatalError\\("${LATER}`,
  ].join('|'),
  'i',
);
/** A remark by which what stands there only plays the part of what was asked for. */
const PRETENDS = new RegExp(
  `${COMMENT}(?:note:? |but )?(?:in|for) (?:an? |the )?(?:real|actual|production)(?:[- ](?:world|life))?(?: (?:implementation|application|app|system|scenario|code|project|environment|version|program|use))?\\b[, ]{0,2}(?:this|that|it|we|you|one)\\b.{0,20}\\b(?:would|should)\\b|${COMMENT}for demonstration purposes\\b`,
  'i',
);
const SPEAKS_OF_PRETENDING = /\b(?:demo\w*|simulat\w*|fake\w*|dummy|samples?|examples?|mock\w*|tutorial|prototype)\b/i;
/** Kotlin's own way of leaving it for later; elsewhere a name of a thing to do. */
const KOTLIN_STUB = /\bTODO\(/;
const LONGEST_LINE = 400;

/**
 * Where a text leaves out what belongs there, and says so in a comment; null when it does not. Lines count from 1.
 * A line that is `asked` for word for word belongs there.
 */
export function omissionIn(text: string, asked: string): { readonly line: number; readonly text: string } | null {
  for (const [index, line] of text.split('\n').entries())
    if (OMISSION.test(line.slice(0, LONGEST_LINE)) && !asked.includes(line.trim()))
      return { line: index + 1, text: line.trim().slice(0, 120) };
  return null;
}

const OTHERS =
  '(?:(?:the |your )?(?:rest|remainder)\\b|everything else|all else|(?:all )?(?:the )?(?:others?|existing|previous|remaining|original)\\b)';
const STAY =
  '(?:(?:(?:is|are|be|kept|left|remains?|stays?)\\s+)?(?:unchanged|untouched|intact|the same|as (?:before|above|is|it is|it was|they are|they were)|omitted|in place)(?: (?:here|below|above|for brevity))?|remains?(?: here)?|goes? here)';
const KEEP = '(?:please )?(?:keep|leave|retain|preserve)';
/** Whole remarks that may as well be about the text itself: what the text has lost tells. */
const STANDS = [
  `(?:\\.{2,}|…)?\\s{0,4}${OTHERS}[^.:;]{0,50}\\b${STAY}`,
  // The points alone say that there is more.
  `(?:\\.{2,}|…)\\s{0,4}${OTHERS}[^.:;]{0,40}`,
  `(?:\\.{2,}|…)?\\s{0,4}(?:the )?(?:head(?:er)?|foot(?:er)?|nav(?:bar|igation)?|sections?|${PARTS}) stays? (?:the same|unchanged|as (?:(?:it|they) (?:is|are)|is|before))`,
  `(?:\\.{2,}|…)?\\s{0,4}${KEEP} (?:everything else|all else|(?:all )?the rest(?: of (?:the |your )?\\w+)?)(?: ${STAY})?`,
  `(?:\\.{2,}|…)?\\s{0,4}${KEEP} ${OTHERS}[^.:;]{0,40} ${STAY}`,
];
const MAY_STAND = new RegExp(`^(?:${STANDS.join('|')})\\s{0,4}(?:\\.{1,3}|…)?$`, 'i');
const REMARK =
  /^(?:<!--|\.\.(?=\s)|\/\*+|\{\/\*|\/\/+|#+|--|;+|%|\*?\[|\*?\()\s{0,4}(.{1,160}?)\s{0,4}(?:-->|\*\/\}?|\]\*?|\)\*?)?$/;
/** Signs of remarks that are signs of headings and lists in a document. */
const IN_DOCUMENTS = /^(?:<!--|\.\.\s|\*?\[|\*?\()/;

/** A line that may stand for what was there, and was not there itself; null when there is none. */
export function standIn(path: string, text: string, before = ''): string | null {
  const isDocument = /\.(?:md|markdown|mdx|rst|txt|adoc)$/i.test(path);
  const line = text.split('\n').find((one) => {
    const given = one.trim().slice(0, LONGEST_LINE);
    if (isDocument && !IN_DOCUMENTS.test(given)) return false;
    const said = REMARK.exec(given)?.[1]?.replace(/^[([]|[)\]]$/g, '') ?? '';
    return MAY_STAND.test(said.trim()) && !before.includes(given);
  });
  return line === undefined ? null : line.trim().slice(0, 120);
}

/** The same where text that was there is missing. */
export function standsForLost(path: string, before: string, text: string): string | null {
  const line = standIn(path, text, before);
  if (line === null) return null;
  const trimmed = (of: string): string[] => of.split('\n').map((one) => one.trim());
  const were = trimmed(before).filter((one) => one.length > 1);
  const are = new Set(trimmed(text));
  const lost = were.filter((one) => !are.has(one)).length;
  return lost >= 2 && lost * LEAST_LOST >= were.length ? line : null;
}
/** Of the lines that were there, one in so many. */
const LEAST_LOST = 4;

/** Whether stubs may be what a subtask asks for. */
const SPOKEN_OF =
  /\b(todos?|fixmes?|stubs?|placeholders?|skeletons?|scaffold(?:ing)?|abstract|interfaces?|not.?implemented|mock|no-?op|do(?:es)? nothing)\b/i;
const PROSE = /\.(?:md|markdown|rst|txt|log|csv|json|ya?ml|html?)$/i;

/** Lines a diff adds that are stubs or left-out code, each as "path: line"; lines that were only moved do not count. */
export function unfinishedLines(diff: string, asked: string): string[] {
  if (SPOKEN_OF.test(asked)) return [];
  const removed = new Map<string, number>();
  const lines = diff.split('\n');
  for (const line of lines)
    if (line.startsWith('-') && !line.startsWith('---')) {
      const text = line.slice(1).trim();
      removed.set(text, (removed.get(text) ?? 0) + 1);
    }
  const found: string[] = [];
  const made = new Map<string, string[]>();
  const parents = parentsIn(diff);
  let within = '';
  let path = '';
  let isNew = false;
  for (const line of lines) {
    if (line.startsWith('diff --git ')) isNew = false;
    if (line.startsWith('new file mode ')) isNew = true;
    if (isNew && line.startsWith('+') && path.endsWith('.py') && !line.startsWith('+++ '))
      made.get(path)?.push(line.slice(1, LONGEST_LINE));
    within = CLASS.exec(line)?.[1] ?? (line.startsWith('diff --git ') ? '' : within);
    if (line.startsWith('+++ ')) {
      path = line.slice(4).replace(/^b\//, '').trim();
      if (isNew) made.set(path, []);
    } else if (line.startsWith('+') && !PROSE.test(path)) {
      const text = line.slice(1, LONGEST_LINE);
      const isStub =
        (STUB.test(text) && !(parents.has(within) && REFUSES.test(text))) ||
        (PRETENDS.test(text) && !SPEAKS_OF_PRETENDING.test(asked) && !isTestFile(path)) ||
        (/\.kts?$/.test(path) && KOTLIN_STUB.test(text));
      if (!isStub && !OMISSION.test(text)) continue;
      if (asked.includes(line.slice(1).trim())) continue;
      const moved = removed.get(line.slice(1).trim()) ?? 0;
      if (moved > 0) removed.set(line.slice(1).trim(), moved - 1);
      else found.push(`${path}: ${text.trim().slice(0, 120)}`);
    }
  }
  for (const [file, own] of made) if (!isTestFile(file)) found.push(...bodiless(own).map((line) => `${file}: ${line}`));
  return found;
}

/** A line of a diff that begins a class. */
const CLASS = /^[ +](?:export\s+)?(?:default\s+)?(?:public\s+|open\s+)?(?:class|interface)\s+(\w{1,80})/;
const REFUSES = /^\s*(?:raise NotImplementedError\b|throw new )/;
/** Classes of a diff that another one of it is made of: what they leave to that one is no stub. */
const parentsIn = (diff: string): ReadonlySet<string> =>
  new Set(
    [...diff.matchAll(/^[ +].{0,40}\bclass\s+\w{1,80}\s{0,4}(?:\(|extends\s|:|implements\s)([^\n{]{1,200})/gm)].flatMap(
      ([, of = '']) => of.match(/\w+/g) ?? [],
    ),
  );

/** Where "..." is all there is to write. */
const DECLARES = /\b(?:Protocol|ABC|ABCMeta|abstractmethod|overload|TYPE_CHECKING|NotImplemented)\b/;
const DEFINES = /^\s*(?:async\s+)?def\s+\w+/;

/** Functions of a Python module whose body is "..." alone; what decorates one may need no more. */
function bodiless(lines: readonly string[]): string[] {
  if (lines.some((line) => DECLARES.test(line))) return [];
  const full = lines.filter((line) => line.trim() !== '');
  return full.flatMap((line, at) => {
    const isOne = DEFINES.test(line) && /:\s*\.\.\.\s*$/.test(line);
    const isBody = /^\s*\.\.\.\s*(?:#.*)?$/.test(line);
    if (!isOne && !isBody) return [];
    const from = isOne ? at : at - 1;
    const isDefined = isOne || (DEFINES.test(full[from] ?? '') && (full[from] ?? '').trimEnd().endsWith(':'));
    const isDecorated = (full[from - 1] ?? '').trimStart().startsWith('@');
    return isDefined && !isDecorated ? [`${(full[from] ?? '').trim().slice(0, 100)} ...`] : [];
  });
}

export function nothingLeftOut(diff: string, asked: string): CheckResult[] {
  const lines = unfinishedLines(diff, asked);
  if (diff.trim() === '') return [];
  const detail = lines.length === 0 ? 'no stub and no left-out code' : `not finished: ${listed(lines)}`;
  return [{ name: 'unfinished', passed: lines.length === 0, detail }];
}
