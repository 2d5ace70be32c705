import type { CheckResult } from '#domain';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';
import { mask, sentencesOf } from '../stated/masked-text.js';
import { AS_IT_IS, DO_NOT_CHANGE, LEAVE } from './stays-words.js';

/* "Translate the comments in a.sh. Do not change the code.": what is no comment is as it was. */

const COMMENTS =
  /^(?:please\s+)?(?:translate|rewrite|reword|rephrase|correct|fix|improve|shorten|update|add|remove|delete|strip)\s+(?:[^⟦.;\n]{0,60}\s)?(?:comments?|remarks?)\b/i;
const LEAVES_CODE = new RegExp(
  `${DO_NOT_CHANGE}\\s+(?:(?:the|any|its)\\s+)?(?:actual\\s+)?code(?:\\s+itself)?(?=\\s*(?:[.,;!]|$))|${LEAVE}\\s+the\\s+code\\s+(?:itself\\s+)?${AS_IT_IS}`,
  'i',
);
/** By these something besides may change. */
const MORE =
  /\b(?:except|unless|but|other\s+than|apart|besides|also|rename|format|indent|messages?|texts?|strings?)\b/i;

/** Whether comments are all that is to change. Pure, linear. */
export function onlyComments(told: string): boolean {
  const sentences = sentencesOf(mask(told));
  if (!sentences.some((sentence) => COMMENTS.test(sentence)) || MORE.test(sentences.join(' '))) return false;
  return sentences.some((one) => LEAVES_CODE.test(one)) && sentences.every(isOfThese);
}
const isOfThese = (sentence: string): boolean => COMMENTS.test(sentence) || LEAVES_CODE.test(sentence);

/** Languages of which all comments are told from what is none. */
const KNOWN = /\.(?:pyi?|sh|bash|[cm]?[jt]sx?|go|java|kts?|c|h|cc|cpp|hpp|cs|ya?ml|toml)$/i;

/** What begins, goes on or ends a comment. */
const SIGN = /#|\/\/|\/\*|\*\/|^\* /;
/** Texts of Python, each to its end or that of all. */
const TEXTS =
  /(?:(?<!\w)[rRuU])?(?:"""(?:\\[^]|(?!""")[^])*(?:"""|$)|'''(?:\\[^]|(?!''')[^])*(?:'''|$)|"(?:\\.|[^"\\\n])*(?:"|(?=\n)|$)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|$))/g;

/** Python without the texts that stand alone: they document what is around them. Pure, linear. */
const withoutDocs = (code: string): string =>
  `\n${code}\n`.replace(TEXTS, (found, at: number, all: string) => {
    const end = at + found.length;
    const isAlone =
      /\n[ \t]*$/.test(all.slice(Math.max(0, at - 200), at)) && /^[ \t]*\r?\n/.test(all.slice(end, end + 200));
    return isAlone ? '' : found;
  });

/** Lines of a text without its comments and what is empty then; of Python without its docstrings too. Pure, linear. */
export function linesOfCode(path: string, text: string): string[] {
  const { remarks } = partsOf(path, text);
  const signs = Array.from({ length: text.length }, (_, at) => {
    const remark = remarks[at] ?? ' ';
    return remark === ' ' || remark === '\n' ? (text[at] ?? '') : ' ';
  });
  const code = signs.join('').replace(/\{\s*\}/g, '{}');
  const whole = /\.pyi?$/i.test(path) ? withoutDocs(code) : code;
  return whole
    .split(/\r?\n/)
    .flatMap((line) => line.replace(/\s+/g, ' ').trim() || [])
    .filter((line) => line !== '{}');
}

/** `told`: the user's words. */
export async function codeStays(files: FilesView, told: string): Promise<CheckResult[]> {
  if (!onlyComments(told)) return [];
  const faults: string[] = [];
  for (const { path, operation } of files.changes) {
    const before = operation === 'modify' && KNOWN.test(path) ? await files.before(path) : null;
    const now = typeof before === 'string' ? await files.text(path) : null;
    // What has no comment that is known as one may have some of another kind.
    if (typeof before !== 'string' || now === null || partsOf(path, before).remarks.trim() === '') continue;
    const [was, is] = [linesOfCode(path, before), linesOfCode(path, now)];
    // A remark within an expression may have taken lines of its own.
    if (was.join(' ') === is.join(' ')) continue;
    const at = Array.from({ length: Math.max(was.length, is.length) }, (_, n) => n).find((n) => was[n] !== is[n]);
    // A sign that may begin a comment all the same.
    if (at !== undefined && SIGN.test(`${was[at] ?? ''}${is[at] ?? ''}`)) continue;
    if (at !== undefined) faults.push(`${path}: ${JSON.stringify((was[at] ?? is[at] ?? '').slice(0, 80))}`);
  }
  if (faults.length === 0) return [];
  const detail = `the code was to stay as it is, and has changed: ${faults.slice(0, 8).join(', ')}`;
  return [{ name: 'left_alone', passed: false, detail }];
}
