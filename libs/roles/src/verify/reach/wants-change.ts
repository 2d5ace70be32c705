import type { CheckResult, FileChange } from '#domain';
import type { Stated } from '../stated/fact.js';
import { mask } from '../stated/masked-text.js';
import { changesInTongues } from './orders-in-tongues.js';

/* Whether a goal can have been reached without any file having changed. Pure. */

/** Verbs of making and mending a program. */
const OF_CODE = /^(?:implement|develop|refactor|rename|repair|patch|migrate|bump|build\s+(?:a|an|me)\b)\b/i;
const VERBS =
  /^(?:create|write|overwrite|add|make|fix|rewrite|tick|cross\s+(?:off|out)|check\s+off|edit|modify|update|change|set|replace|remove|delete|insert|append|prepend|move|copy|convert|translate|extend|improve|optimi[sz]e|simplify|port|increase|decrease|split|merge|extract|redesign|restyle|correct|introduce|turn|put|document|annotate|raise|lower|let|give|swap|switch|enable|disable|reword|rephrase|shorten|lengthen|trim|sort|reorder|adjust|adapt|alter|tweak|drop|strip|wrap|indent|capitali[sz]e|declare|define|build\s+(?:a|an|the|me)\b)\b/i;
/** What is part of a project, so that it can only be changed in its files. */
const OF_A_PROJECT =
  /\b(?:code(?:base)?|project|repo(?:sitory)?|app(?:lication)?|web\s?site|site|page|script|program|tool|library|package|module|class|function|method|component|endpoint|route|api|cli|server|tests?|suite|docs|documentation|readme|changelog|config(?:uration)?|settings?|forms?|buttons?|menu|header|footer|style|layout|schema|parser|bug|crash|typo|files?|imports?|variables?|comments?|docstrings?|feature|support|option|flag|command)\b/i;
/** What is made, changed or set outside the files, or said instead of written. */
const ELSEWHERE =
  /^(?:make\s+(?:sure|certain)|write\s+(?:down|out|up|me|back|to\s+(?:the\s+)?(?:console|stdout|screen))|set\s+up|put\s+(?:together|yourself)|turn\s+(?:on|off)\b|add\s+up|document\s+yourself|build\s+(?:the|a)\s+(?:project|image|package|release|binary)|(?:create|make|add|set|build|write|update|remove|delete|copy|move)\s+(?:(?:a|an|the|all|new|old|empty|local|remote|virtual|test|docker|git)\s+){0,4}(?:databases?|tables?|branch(?:es)?|folders?|director(?:y|ies)|subfolders?|venv|virtualenv|environments?|users?|accounts?|backups?|tags?|releases?|commits?|containers?|images?|volumes?|clusters?|system|packages|dependencies|caches?|processes|rows?|records?|env(?:ironment)?\s+variables?)\b)/i;
/** Words by which there may be nothing to do, or only something to say. */
const PERHAPS =
  /^(?:\w+\s+){1,2}any\b|^add\s+up\b|\b(?:unused|formatting|lint\w*|if\s+(?:needed|necessary|required|something|anything|there|it|they|not|you\s+(?:find|see|spot|notice))|(?:where|as|when)\s+(?:needed|necessary|appropriate)|(?:tell|show|give)\s+me|let\s+me\s+know)\b/i;
const OPENINGS =
  /^(?:\s|\[[^\]]{1,80}\]|please|now|then|first|also|can you|could you|i want you to|you should|your task is to|task:|goal:|[-*•]|\d{1,3}[.)])+/i;

/** "In a.json set …": a file, and what is to be done in it. */
const IN_A_FILE = /^in\s+(?:the\s+(?:file\s+)?)?⟦F\d+⟧\s*,?\s+(?:please\s+)?/i;

/** "A.js needs a function", "b.txt lacks its title": what is not there yet. */
const LACKS =
  /^(?:the\s+|my\s+|our\s+)?(?:file\s+)?⟦F\d+⟧\s+(?:still\s+|also\s+)?(?:needs?\s+(?!to\s+(?:be|stay|remain|keep|have)\b|no\b)|lacks?\b|is\s+missing\b|should\s+(?:also\s+)?get\b)/i;

/** Whether a text leaves open that nothing has to be done. */
export const mayBeNothing = (text: string): boolean => PERHAPS.test(text.trim());

/** Whether the first thing a goal asks for is a change of files. */
export function wantsChange(goal: string): boolean {
  const { text } = mask(goal);
  const [first = ''] = text.replace(OPENINGS, '').split(/(?<=[.!?])\s|\n/);
  const order = first
    .replace(IN_A_FILE, '')
    .replace(/^in\s+[^,]{1,80},\s*/i, '')
    .trim();
  if (mayBeNothing(order) || ELSEWHERE.test(order)) return false;
  return (
    changesInTongues(order.split('。', 1)[0] ?? '') ||
    LACKS.test(order) ||
    OF_CODE.test(order) ||
    (VERBS.test(order) && (/⟦F/.test(first) || OF_A_PROJECT.test(order)))
  );
}

/** `isSo`: everything the goal says in so many words was looked up and is so. */
export function goalUntouched(
  goal: Stated,
  told: string,
  changes: readonly FileChange[],
  isSo: boolean,
  refusal: string | null = null,
): CheckResult[] {
  if (changes.length > 0 || !wantsChange(told) || (isSo && goal.isWhole)) return [];
  const why = refusal === null ? '' : `: ${refusal}`;
  return [
    { name: 'no_change', passed: false, detail: `the goal asks for changed files, and no file was changed${why}` },
  ];
}
