/* Signs that a text stands for work instead of being it. Pure, and linear in the text. */

const COMMENT = '(?:#|//|/\\*|<!--|--|;|\\{/\\*)[ \\t*]{0,8}';
const LEFT_OUT = [
  // "... rest of the code unchanged ...", "existing code here", "remaining methods stay the same"
  `${COMMENT}(?:\\.{2,}|…)?[ \\t(\\[]{0,4}(?:the )?(?:rest|remainder) of (?:the |your |this )?\\w+`,
  `${COMMENT}(?:\\.{2,}|…)[ \\t(\\[]{0,4}(?:the )?(?:existing|remaining|other|previous|same|unchanged|original|rest)\\b`,
  `${COMMENT}(?:the )?(?:existing|remaining|other|previous|original) (?:code|functions?|methods?|content|lines?|implementation|imports?)\\b.{0,40}(?:\\.{2,}|…|\\bhere\\b|\\bunchanged\\b|\\bsame\\b|\\bremains?\\b|\\bas before\\b)`,
  `^[ \\t]*(?:\\.{3}|…|\\[\\.{3})[ \\t(\\[]{0,4}(?:the )?(?:rest|existing|remaining|unchanged)\\b.{0,60}$`,
  // The same in other languages.
  `${COMMENT}(?:\\.{2,}|…)?[ \\t(]{0,4}(?:其余|剩余|余下|此处省略|省略|以下略|残り|以下省略|остальн|далее без|restliche|der rest (?:des|der|bleibt)|übrige|le reste|reste du|el resto|resto del|il resto|o resto)`,
  `${COMMENT}(?:\\.{2,}|…).{0,40}(?:保持不变|不变|変更なし|без изменений|bleib\\w* (?:gleich|unverändert)|wie (?:zuvor|bisher|oben)|inchangé|sin cambios|invariato|inalterad)`,
];
const OMISSION = new RegExp(LEFT_OUT.join('|'), 'i');

const STUB = new RegExp(
  [
    `${COMMENT}(?:TODO|FIXME)\\b`,
    `${COMMENT}(?:your (?:code|implementation|logic) (?:goes )?here|implement(?:ation)? (?:this|me|here|later|goes here|the (?:rest|logic))|add (?:your )?(?:code|logic|implementation) here|placeholder\\b)`,
    `\\braise NotImplementedError\\b`,
    `\\bthrow new \\w{0,20}Error\\(["'\`](?:not (?:yet )?implemented|todo|unimplemented)`,
    `\\b(?:todo|unimplemented)!\\s{0,3}\\(`,
    `\\bpanic\\("(?:not implemented|todo)`,
  ].join('|'),
  'i',
);
const LONGEST_LINE = 400;

/** Where a text leaves out what belongs there, and says so in a comment; null when it does not. Lines count from 1. */
export function omissionIn(text: string): { readonly line: number; readonly text: string } | null {
  for (const [index, line] of text.split('\n').entries())
    if (OMISSION.test(line.slice(0, LONGEST_LINE))) return { line: index + 1, text: line.trim().slice(0, 120) };
  return null;
}

/** Whether stubs may be what a subtask asks for. */
const SPOKEN_OF =
  /\b(todos?|fixmes?|stubs?|placeholders?|skeletons?|scaffold(?:ing)?|abstract|interfaces?|not.?implemented|mock)\b/i;
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
  let path = '';
  for (const line of lines) {
    if (line.startsWith('+++ ')) path = line.slice(4).replace(/^b\//, '').trim();
    else if (line.startsWith('+') && !PROSE.test(path)) {
      const text = line.slice(1, LONGEST_LINE);
      if (!STUB.test(text) && !OMISSION.test(text)) continue;
      const moved = removed.get(line.slice(1).trim()) ?? 0;
      if (moved > 0) removed.set(line.slice(1).trim(), moved - 1);
      else found.push(`${path}: ${text.trim().slice(0, 120)}`);
    }
  }
  return found;
}
