import type { CheckResult } from '#domain';
import type { DiffLines } from '../diff-lines.js';
import { isCode } from '../file-kinds.js';
import { mask, sentencesOf } from '../stated/masked-text.js';

/* "Comment out the call of debug() in a.py": the lines that are gone stand there still, as comments. Pure, linear. */

const ORDER = /^(?:please\s+)?(?:in\s+⟦F\d+⟧,?\s+)?comment\s+out\b(.*)$/is;
/** By these there is more to do than that. */
const MORE = /[,;]|\s\(|\b(?:and|then|but|also|plus)\b/i;
const COMMENT = /^\s*(?:\/\/|#|--|;|%|\/\*|\*|<!--|\{\/\*|"""|''')/;
const SETTINGS =
  /\.(?:ya?ml|toml|ini|cfg|conf|env|properties|html?|css|scss|sql)$|(?:^|\/)(?:\.env|Dockerfile|Makefile)$/i;

/** Whether that is the one thing that the user asks for. */
export function onlyCommentsOut(told: string): boolean {
  const [first = '', ...more] = sentencesOf(mask(told)).filter((sentence) => /\p{L}/u.test(sentence));
  const rest = ORDER.exec(first.trim())?.[1];
  return rest !== undefined && more.length === 0 && !MORE.test(rest);
}

/** Each is looked for in all that is new. */
const MOST_GONE = 400;

/** The first line that is gone for good; null where there is none. */
export function goneForGood({ added, removed }: DiffLines): string | null {
  const isBlock = added.some((line) => /\/\*|"""|'''|<!--/.test(line));
  const kept = added.filter((line) => isBlock || COMMENT.test(line)).join('\n');
  const gone = removed.map((line) => line.trim()).filter((line) => line !== '');
  return gone.slice(0, MOST_GONE).find((line) => !kept.includes(line)) ?? null;
}

/** `told`: the user's words. */
export function commentedOut(lines: ReadonlyMap<string, DiffLines>, told: string): CheckResult[] {
  if (!onlyCommentsOut(told)) return [];
  const faults = [...lines].flatMap(([path, diff]) => {
    const gone = isCode(path) || SETTINGS.test(path) ? goneForGood(diff) : null;
    return gone === null ? [] : [`${path}: ${gone.slice(0, 80)}`];
  });
  if (faults.length === 0) return [];
  return [
    {
      name: 'commented_out',
      passed: false,
      detail: `gone, and was to become a comment: ${faults.slice(0, 5).join('; ')}`,
    },
  ];
}
