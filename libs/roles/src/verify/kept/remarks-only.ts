import type { CheckResult, FileChange } from '#domain';
import { isCode } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';

/* Whether what was to be mended differs in more than its remarks. */

const MENDS =
  /\badd\s+(?:an?|the)\s+(?:new\s+)?(?:sub)?(?:command|function|method|class|option|flag|endpoint|route|parameter|handler)\b|\b(?:fix(?:es|ed)?|bugs?|bugfix|repair)\b|\bmust\s+(?:not\s+)?(?:throw|return|raise|print|reject|accept|crash|fail|log|call)\b/i;
/** Words by which a remark may be all that is wanted. */
const OF_REMARKS =
  /\b(?:comment|remark|docs?\b|docstring|document|describ|explain|note|header|licen[cs]e|copyright|typo|spell|grammar|wording|TODO|FIXME|jsdoc|tsdoc|annotat|lint|eslint|type|mypy|pyright|tsc\b|compil|warning|suppress|ignore|disabl|enabl|uncomment|noqa|pragma|directive|shebang|encoding|whitespace|blank|indent|format|coverage|example|tests?\b|section|mark|label|build|hash)\w*/i;
/** Remarks that tell a tool something. */
const DIRECTIVE =
  /^#!|[@<=]|\b(?:eslint|tslint|prettier|biome|istanbul|noqa|nosec|nolint|pragma|pylint|mypy|pyright|ruff|isort|rubocop|shellcheck|jsx|coding|cgo|webpack|sourceMappingURL|__PURE__|clang|phpstan|psalm|jscpd|cspell|reference|frozen_string_literal)\b|\b(?:type|fmt|go|c8|v8|yapf|flake8):/i;
const MOST_FILES = 20;

/** A text without its remarks and blank lines; indentation stays. */
function codeOnly(path: string, text: string): string {
  const { remarks } = partsOf(path, text);
  return [...text]
    .map((sign, at) => (remarks[at] === sign && sign.trim() !== '' ? '' : sign))
    .join('')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

const remarksOf = (path: string, text: string): string[] =>
  partsOf(path, text)
    .remarks.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Whether two texts differ in remarks alone, and in none that a program reads. Pure. */
export function differInRemarks(path: string, before: string, now: string): boolean {
  if (/[^\x00-\x7f]/.test(before + now) && [...now].length !== now.length) return false;
  if (codeOnly(path, before) !== codeOnly(path, now)) return false;
  const were = new Set(remarksOf(path, before));
  const are = new Set(remarksOf(path, now));
  const changed = [...[...are].filter((line) => !were.has(line)), ...[...were].filter((line) => !are.has(line))];
  return !changed.some((line) => DIRECTIVE.test(line));
}

/** Whether a text asks for code that does something else. */
export const wantsMending = (asked: string): boolean => MENDS.test(asked) && !OF_REMARKS.test(asked);

export async function moreThanRemarks(
  files: FilesView,
  changes: readonly FileChange[],
  asked: string,
): Promise<CheckResult[]> {
  if (changes.length === 0 || changes.length > MOST_FILES || !wantsMending(asked)) return [];
  if (!changes.every(({ path, operation }) => operation === 'modify' && isCode(path))) return [];
  for (const { path } of changes) {
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before !== 'string' || now === null || !differInRemarks(path, before, now)) return [];
  }
  const paths = changes.map(({ path }) => path).join(', ');
  return [{ name: 'more_than_remarks', passed: false, detail: `only remarks and blank lines have changed: ${paths}` }];
}
