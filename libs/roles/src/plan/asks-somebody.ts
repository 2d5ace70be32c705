import type { SubtaskSpec } from '#domain';
import { isCode } from '../verify/file-kinds.js';
import type { Stated } from '../verify/stated/fact.js';

/* A step that is for the user, whom no worker can ask. Pure. */

const WHOM = '(?:the\\s+)?(?:users?|clients?|customers?|stakeholders?|requesters?|humans?)\\b';
const ASKS: readonly RegExp[] = [
  new RegExp(`^(?:please\\s+|first,?\\s+|then\\s+)?(?:ask|consult|contact|wait\\s+for)\\s+${WHOM}`, 'i'),
  new RegExp(`^(?:clarify|confirm|check|discuss|agree)\\b[^.;\\n]{0,80}\\bwith\\s+${WHOM}`, 'i'),
  new RegExp(`^(?:get|obtain|gather|request|seek)\\b[^.;\\n]{0,80}\\bfrom\\s+${WHOM}`, 'i'),
  /^(?:which|what|should|shall|do|does|is|are|where|who|how|would|could|can|may)\b[^\n]{1,300}\?$/i,
];
const DOES_MORE =
  /\b(?:and|then)\s+(?:then\s+)?(?:write|save|store|put|add|update|create|use|print|set|record|apply|implement|change|make|build|show|return|read|parse)\b/i;
/** What is made may do so itself. */
const MADE_TO_ASK =
  /\b(?:users?|clients?|customers?|ask\w*|prompt\w*|inputs?|interactiv\w*|questions?|quiz\w*|dialog\w*|forms?|chat\w*|survey\w*|approv\w*|review\w*|confirm\w*|feedback|games?|menus?)\b|[?？]/i;
const IN_ENGLISH = /\b(?:the|of|with|that|and|create|write|add|to|in)\b/i;

/** `told`: the user's words. */
export function asksSomebody(
  { description, expectedOutputs, checks }: SubtaskSpec,
  goal: Stated,
  told: string,
): boolean {
  const said = description.trim();
  if (expectedOutputs.length > 0 || checks.length > 0 || DOES_MORE.test(said)) return false;
  if (MADE_TO_ASK.test(told) || !ASKS.some((words) => words.test(said))) return false;
  // In a tongue that is not understood here, a program may be to ask.
  return IN_ENGLISH.test(told) || (goal.files.length > 0 && !goal.files.some(isCode));
}
