import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Remove all comments from main.js except the licence header.": it stays, and no other line of comment does. */

const HEADER =
  '(?:the\\s+)?(?:(?:licen[cs]e|copyright)(?:\\s+(?:header|comment|notice|block|line|text)s?)?)(?:\\s+(?:at|on)\\s+(?:the\\s+)?(?:top|beginning|start)(?:\\s+of\\s+(?:the|it)(?:\\s+file)?)?)?';
const STRIPS = new RegExp(
  `^(?:please\\s+)?(?:remove|delete|strip)\\s+(?:all|every|any)\\s+(?:of\\s+)?(?:the\\s+)?comments?\\s+(?:from|in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s*,?\\s+(?:except|but|apart\\s+from|other\\s+than)\\s+(?:for\\s+|keep\\s+|leave\\s+)?${HEADER}[.!]?$`,
  'i',
);

/** Only where it is all that is asked for. Pure. */
export function strippedIn(told: string): string | null {
  const masked = mask(told);
  const [path] = standingFor(STRIPS.exec(masked.text.trim())?.[1] ?? '', masked, 'F');
  return path ?? null;
}

const STROKES = /^(?:[cm]?[jt]sx?|java|kt|c|h|cc|cpp|hpp|cs|go|rs|swift|scala|dart|php)$/i;
const HASHES = /^(?:py|rb|sh|bash|pl|r)$/i;
/** What tools read. */
const DIRECTIVE =
  /^(?:\/\/|#|\/\*+)\s{0,4}(?:!|eslint|prettier|ts-|@ts|@jsx|istanbul|c8|v8|tslint|jshint|global|go:|\+build|nolint|noqa|type:|pylint|mypy|pragma|coding|-\*-|fmt:|isort|ruff|rubocop|frozen_string|shellcheck|region|endregion|sourceMapping|webpack|<reference|swiftlint|lint:|NOSONAR)|^\/\/\/\s{0,4}</i;
/** Where a line may be one of a text. */
const HOLDS_TEXTS = /`|"""|'''|<<|=begin|R"/;
const OF_LICENCE = /licen[cs]e|copyright|spdx|\(c\)|©/i;

const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim());

/** Lines of the comments that a file begins with, if they are of its licence. */
function headerOf(lines: readonly string[], mark: '//' | '#'): string[] {
  const header: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (!isOpen && line !== '' && !line.startsWith(mark) && !(mark === '//' && line.startsWith('/*'))) break;
    // An empty line ends a comment, not the licence's block.
    if (line === '' && !isOpen && header.some((one) => OF_LICENCE.test(one))) break;
    if (mark === '//' && !isOpen && line.startsWith('/*')) isOpen = true;
    if (isOpen && line.includes('*/')) isOpen = false;
    if (line !== '') header.push(line);
  }
  return header.some((line) => OF_LICENCE.test(line)) ? header : [];
}

/** Pure. */
export function wronglyStripped(path: string, text: string, before: string): string | null {
  const ending = /\.(\w{1,8})$/.exec(path)?.[1] ?? '';
  const mark = STROKES.test(ending) ? '//' : HASHES.test(ending) ? '#' : null;
  if (mark === null || HOLDS_TEXTS.test(before)) return null;
  const [were, are] = [linesOf(before), linesOf(text)];
  const header = headerOf(were, mark);
  const licence = header.find((line) => OF_LICENCE.test(line));
  if (licence === undefined) return null;
  if (!text.includes(licence)) return `the licence header is gone: ${licence.slice(0, 120)}`;
  const isComment = (line: string): boolean =>
    (line.startsWith(mark) || (mark === '//' && line.startsWith('/*'))) && !DIRECTIVE.test(line);
  const known = new Set(were);
  const ofHeader = new Set(header);
  const left = are.find((line) => isComment(line) && known.has(line) && !ofHeader.has(line) && line.length > 2);
  return left === undefined ? null : `a comment is left: ${left.slice(0, 120)}`;
}

/** `told`: the user's words. */
export async function licenceKept(files: FilesView, told: string): Promise<CheckResult[]> {
  const name = strippedIn(told);
  const [path, ...more] = name === null ? [] : files.meant(name);
  if (path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const problem = typeof text === 'string' && typeof before === 'string' ? wronglyStripped(path, text, before) : null;
  return problem === null ? [] : [{ name: 'licence_kept', passed: false, detail: `${path}: ${problem}` }];
}
