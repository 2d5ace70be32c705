import type { CheckResult } from '#domain';
import { isCode } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';
import { mask, sentencesOf, unmask, type Masked } from '../stated/masked-text.js';
import { plainValues } from './values-kept.js';
import { AS_IT_IS, DO_NOT_CHANGE, LEAVE } from './stays-words.js';

/* "Leave reduced() as it is": what is called by its name, and has changed all the same. */

const WORD =
  '(?:function|method|class|setting|key|value|option|variable|constant|Funktion|Methode|Klasse|fonction|función|funzione)(?:s|en?)?';
const isKind = (word: string): boolean => new RegExp(`^${WORD}$`, 'i').test(word);
const KIND = `(?:(?:the|its|die|das|den|la|le|el|il)\\s+)?(?:${WORD}\\s+)?`;
const ONE = '(?:⟦Q\\d+⟧|[A-Za-z_$][\\w$]*(?:[.:-]{1,2}[A-Za-z_$][\\w$]*)*(?:\\(\\))?)';
const NAMES = `${KIND}(${ONE}(?:(?:\\s*,\\s*(?:and\\s+|or\\s+)?|\\s+(?:and|or|nor|und|et|y|e)\\s+)${KIND}${ONE}){0,8})`;
const END = '(?=\\s*(?:[.,;:!)]|$)|\\s+(?:in|at|of|there|here)\\b)';
const SAYINGS = [
  `${LEAVE}\\s+${NAMES}\\s+${AS_IT_IS}`,
  `${DO_NOT_CHANGE}\\s+${NAMES}${END}`,
  `${NAMES}\\s+(?:(?:must|should|shall|has\\s+to|have\\s+to|is\\s+to|are\\s+to|may)\\s+)?(?:stays?|remains?)\\s+${AS_IT_IS}`,
  `(?<!\\p{L})(?:lass|lasse|belasse)\\s+${NAMES}\\s+(?:unverändert|wie\\s+(?:es|sie|er)\\s+(?:ist|sind))`,
  `${NAMES}\\s+(?:bleibt|bleiben)\\s+(?:unverändert|wie\\s+(?:es|sie|er)\\s+(?:ist|sind))`,
].map((saying) => new RegExp(saying, 'giu'));
/** Of what is left, something may change. */
const IN_PART =
  /\b(?:except|unless|until|but|other\s+than|apart|besides?|signatures?|interface|behaviou?r|output|api|docstrings?|comments?|if|when|außer|sauf|salvo)\b/i;
/** What every function of a file may get. */
const OF_FORM =
  /\b(?:renam|format|reformat|indent|lint|styl|translat|docstring|comment|annotat|typ(?:e|ing)\s+hints?|migrat|port(?:ed|ing)?\b|convert|semicolon|quot|import)\w*/i;

/** What is to stay as it is; `isPlain`: a word that may be one of prose. */
export interface LeftAlone {
  readonly name: string;
  readonly isPlain: boolean;
}

/** Pure, linear. */
export function leftAlone(told: string): LeftAlone[] {
  const masked = mask(told);
  return sentencesOf(masked).flatMap((sentence) => namesIn(sentence, masked));
}

const PROSE = /^(?:and|or|nor|und|et|y|e|the|its|die|das|den|la|le|el|il|it|them|they|this|that|everything|anything)$/i;

function namesIn(sentence: string, masked: Masked): LeftAlone[] {
  return SAYINGS.flatMap((saying) =>
    [...sentence.matchAll(saying)].flatMap(({ 0: whole, 1: names = '', index }) => {
      if (IN_PART.test(sentence.slice(index + whole.length))) return [];
      // The kind may stand before all of them.
      const words = whole.slice(0, whole.indexOf(names) + names.length).split(/[\s,]+/);
      return words.flatMap((word, at) => {
        const isName = names.includes(word) && !PROSE.test(word) && !isKind(word);
        const name = unmask(word, masked)
          .replace(/^"(.*)"$/, '$1')
          .replace(/\(.*\)$/, '')
          .trim();
        const isMarked = /[(⟦._:]|[a-z][A-Z]/.test(word) || isKind(words[at - 1] ?? '');
        return isName && /^[\w$.:-]+$/.test(name) ? [{ name, isPlain: !isMarked }] : [];
      });
    }),
  );
}

const lastOf = (name: string): string => name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);

/** Words behind which a function is only called. */
const CALLS = /\b(?:return|await|new|throw|yield|case|else|if|while|for|switch)\b/;
const BY_INDENT = /\.pyi?$/i;
/** Nobody defines one name more often. */
const MOST = 20;

/** Functions and classes of a name, each as its lines without the blanks round them. Pure, linear. */
export function definitionsNamed(path: string, text: string, name: string): string[] {
  const { code } = partsOf(path, text);
  const word = escaped(name);
  const head = BY_INDENT.test(path)
    ? new RegExp(`^[ \\t]*(?:async[ \\t]+)?(?:def|class)[ \\t]+${word}\\b`, 'gm')
    : new RegExp(
        `^[^\\n=(]{0,120}?\\b(?:(?:class|interface|struct|enum|trait)[ \\t]+${word}\\b|(?<![.\\w$])${word}[ \\t]*(?:<[^<>\\n]{0,80}>)?[ \\t]*(?:\\(|=[ \\t]*(?:async[ \\t]*)?(?:function\\b|\\(|\\w+[ \\t]*=>)))`,
        'gm',
      );
  return [...code.matchAll(head)].slice(0, MOST).flatMap(({ index, 0: found }) => {
    if (CALLS.test(found)) return [];
    const end = BY_INDENT.test(path) ? endOfIndented(code, index) : endOfBraced(code, index + found.length);
    return end === null ? [] : [linesOf(text.slice(index, end))];
  });
}

const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

function endOfIndented(code: string, from: number): number {
  const margin = code.slice(from).search(/\S/);
  let at = code.indexOf('\n', from);
  while (at >= 0 && at < code.length) {
    const next = code.indexOf('\n', at + 1);
    const line = code.slice(at + 1, next < 0 ? undefined : next);
    if (line.trim() !== '' && line.search(/\S/) <= margin && !/^\s*\)/.test(line)) return at;
    at = next;
  }
  return code.length;
}

/** Behind the braces that belong to a head, or behind the statement; null where it only calls something. */
function endOfBraced(code: string, from: number): number | null {
  let depth = code[from - 1] === '(' ? 1 : 0;
  for (let at = from; at < code.length; at++) {
    const c = code[at] as string;
    if (depth === 0 && c === '?') return null;
    if ('({['.includes(c)) depth++;
    else if (')}]'.includes(c)) {
      depth--;
      if (depth < 0) return null;
      if (depth === 0 && c === '}') return at + 1;
    } else if (depth === 0 && (c === ';' || (c === '\n' && /[^\s{=>,&|+?:(-]\s*$/.test(code.slice(from - 1, at)))))
      return /=>/.test(code.slice(from - 1, at)) ? at : null;
  }
  return null;
}

/** `told`: the user's words. */
export async function leftAsItIs(files: FilesView, told: string): Promise<CheckResult[]> {
  const names = leftAlone(told);
  if (names.length === 0) return [];
  const faults: string[] = [];
  for (const { path, operation } of files.changes) {
    if (operation !== 'modify') continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before !== 'string' || now === null) continue;
    for (const { name, isPlain } of names) {
      const isOther = isCode(path)
        ? !isPlain && !OF_FORM.test(told) && isRewritten(path, before, now, name)
        : hasOtherValue(path, before, now, name);
      if (isOther) faults.push(`${name} in ${path}`);
    }
  }
  if (faults.length === 0) return [];
  return [
    {
      name: 'left_alone',
      passed: false,
      detail: `changed, and was to stay as it is: ${faults.slice(0, 8).join(', ')}`,
    },
  ];
}

function isRewritten(path: string, before: string, now: string, name: string): boolean {
  const [was, is] = [before, now].map((text) => definitionsNamed(path, text, lastOf(name))) as [string[], string[]];
  return was.length === 1 && is.length === 1 && was[0] !== is[0];
}

function hasOtherValue(path: string, before: string, now: string, name: string): boolean {
  const [was, is] = [plainValues(path, before), plainValues(path, now)];
  const isIt = (place: string): boolean => place === name || place.endsWith(`.${name}`);
  const [place, ...others] = [...(was?.keys() ?? [])].filter(isIt);
  if (place === undefined || others.length > 0 || is?.has(place) !== true) return false;
  return String(was?.get(place)) !== String(is.get(place));
}
