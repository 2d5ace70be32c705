import type { CheckResult } from '#domain';
import type { DiffLines } from '../diff-lines.js';
import { isCode } from '../file-kinds.js';
import { mask, sentencesOf } from '../stated/masked-text.js';

/* "Comment out the call of debug() in a.py": the lines that are gone stand there still, as comments. Pure, linear. */

const ORDER = /^(?:please\s+)?(?:in\s+⟦F\d+⟧,?\s+)?comment\s+out\b/i;
/** Something else that may happen to lines. */
const MORE =
  /\b(?:and|then)\s+(?:add|change|delete|drop|fix|insert|move|put|remove|rename|replace|set|update|use|write)\b/i;
const COMMENT = /^\s*(?:\/\/|#|--|;|%|\/\*|\*|<!--|\{\/\*|"""|''')/;
const SETTINGS =
  /\.(?:ya?ml|toml|ini|cfg|conf|env|properties|html?|css|scss|sql)$|(?:^|\/)(?:\.env|Dockerfile|Makefile)$/i;

/** Whether that is the one thing that the user asks for. */
export function onlyCommentsOut(told: string): boolean {
  const sentences = sentencesOf(mask(told)).filter((sentence) => /\p{L}/u.test(sentence));
  return sentences.length === 1 && ORDER.test((sentences[0] ?? '').trim()) && !MORE.test(sentences[0] ?? '');
}

/** The first line that is gone for good; null where there is none. */
export function goneForGood({ added, removed }: DiffLines): string | null {
  const kept = added
    .filter((line) => COMMENT.test(line) || added.some((one) => /\/\*|"""|'''|<!--/.test(one)))
    .join('\n');
  return removed.map((line) => line.trim()).find((line) => line !== '' && !kept.includes(line)) ?? null;
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
