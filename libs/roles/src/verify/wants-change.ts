import type { CheckResult, FileChange } from '#domain';
import type { Stated } from './stated/fact.js';

/* Whether a goal can have been reached without any file having changed. Pure. */

const VERBS =
  /^(?:create|write|implement|add|develop|make|fix|refactor|rename|rewrite|edit|modify|update|change|set|replace|remove|delete|insert|append|prepend|move|copy|convert|translate|sort|extend|improve|optimi[sz]e|simplify|migrate|port|bump|increase|decrease|split|merge|extract|redesign|restyle|correct|repair|patch|introduce|turn|put|document|annotate|format|reformat|build\s+(?:a|an|the|me)\b)\b/i;
/** What is made, changed or set outside the files, or said instead of written. */
const ELSEWHERE =
  /^(?:make\s+(?:sure|certain)|write\s+(?:down|out|up|me|back|to\s+(?:the\s+)?(?:console|stdout|screen))|set\s+up|put\s+(?:together|yourself)|turn\s+(?:on|off)\b|add\s+up|document\s+yourself|build\s+(?:the|a)\s+(?:project|image|package|release|binary)|(?:create|make|add|set|build|write|update|remove|delete|copy|move)\s+(?:(?:a|an|the|all|new|old|empty|local|remote|virtual|test|docker|git)\s+){0,4}(?:databases?|tables?|branch(?:es)?|folders?|director(?:y|ies)|subfolders?|venv|virtualenv|environments?|users?|accounts?|backups?|tags?|releases?|commits?|containers?|images?|volumes?|clusters?|system|packages|dependencies|caches?|processes|rows?|records?|env(?:ironment)?\s+variables?)\b)/i;
const OPENINGS =
  /^(?:\s|\[[^\]]{1,80}\]|please|now|then|first|also|can you|could you|i want you to|you should|your task is to|task:|goal:|[-*•]|\d{1,3}[.)])+/i;

/** Whether the first thing a goal asks for is a change of files. */
export function wantsChange(goal: string): boolean {
  const [first = ''] = goal.replace(OPENINGS, '').split(/(?<=[.!?])\s|\n/);
  const order = first.replace(/^in\s+[^,]{1,80},\s*/i, '').trim();
  return VERBS.test(order) && !ELSEWHERE.test(order);
}

/** `isSo`: everything the goal says in so many words was looked up and is so. */
export function goalUntouched(
  goal: Stated,
  told: string,
  changes: readonly FileChange[],
  isSo: boolean,
): CheckResult[] {
  if (changes.length > 0 || !wantsChange(told) || (isSo && goal.isWhole)) return [];
  return [{ name: 'no_change', passed: false, detail: 'the goal asks for changed files, and no file was changed' }];
}
