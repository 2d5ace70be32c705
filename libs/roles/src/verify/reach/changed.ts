import { protectedBy, type CheckResult, type FileChange, type SubtaskSpec } from '#domain';
import { isHeldBack, isNothingDone, lacksFile, since } from '../../unchanged.js';
import { listed } from '../doubt.js';
import { mask } from '../stated/masked-text.js';
import { isQuestion, looks } from './looking-words.js';
import { mayBeNothing } from './wants-change.js';

/* What was changed that must not be, and what was not that must. Pure. */

export function protectedUntouched(changes: readonly FileChange[], globs: readonly string[]): CheckResult[] {
  if (globs.length === 0) return [];
  const isProtected = protectedBy(globs);
  const touched = changes
    .flatMap((c) => [c.path, ...(c.oldPath === undefined ? [] : [c.oldPath])])
    .filter((path) => isProtected(path));
  return [
    {
      name: 'protected_files',
      passed: touched.length === 0,
      detail: touched.length === 0 ? 'untouched' : `changed although protected: ${listed(touched)}`,
    },
  ];
}

/**
 * `isSo`: the files are as all of the subtask's words say; then nothing has to change. `refusal`: the last change
 * tried.
 */
export function somethingChanged(
  changes: readonly FileChange[],
  subtask: SubtaskSpec,
  isSo: boolean,
  refusal: string | null = null,
): CheckResult[] {
  const isUndone = changes.length === 0 && (wasHeldBack(subtask, refusal) || wasNotBegun(subtask, refusal));
  if (!asksForFiles(subtask) && !isUndone) return [];
  const passed = changes.length > 0 || isSo;
  const detail = passed
    ? changes.length > 0
      ? `${changes.length} files changed`
      : 'the files are so already'
    : `the subtask asks for changed files, and no file was changed${since(refusal)}`;
  return [{ name: 'no_change', passed, detail }];
}

/** A command that was to change something and that Loom did not run, or a change of a file that is not there. */
function wasHeldBack({ description }: SubtaskSpec, refusal: string | null): boolean {
  const text = description.trim();
  if (refusal === null || LOOKING.test(text) || SEES_TO.test(text) || mayBeNothing(text)) return false;
  return lacksFile(refusal) || (isHeldBack(refusal) && CHANGING.test(text));
}

/** A file as a place for something. */
const PLACE =
  /(?<!\baccording\s|\brefer\s|\bcompared\s)\b(?:in(?:to|side)?|within|to|onto)\s+(?:the\s+)?(?:file\s+)?⟦F\d+⟧/i;
/** What can be said without a file, or asks for nothing. */
const SAYING =
  /^(?:explain|describe|summari[sz]e|outline|show|say|answer|name|report|quote|recommend|suggest|propose|estimate|discuss|keep|leave|avoid|do(?:n['’]t|\s+not)|never|(?:tell|give|remind)\s+(?:me|us)|let\s+(?:me|us)\s+know|(?:what|which|whether|where|why|how|who|is|are|was|does|do)\b)(?!\p{L})/iu;
const POLITE = /^(?:(?:please|now|then|first|next|finally|also|can\s+you|could\s+you)[\s,]+)+/i;

/** Nothing has been done at all on a step that puts something into a file, by whatever verb. */
function wasNotBegun({ description }: SubtaskSpec, refusal: string | null): boolean {
  if (refusal === null || !isNothingDone(refusal)) return false;
  const text = description.trim().replace(POLITE, '');
  if (isConditional(text) || mayBeNothing(text) || isQuestion(text)) return false;
  if ([LOOKING, SEES_TO, SAYING, ASKING].some((words) => words.test(text)) || looks(text, false)) return false;
  return PLACE.test(mask(text.replace(FORBIDDEN, ' ')).text);
}

/** It may be so already. */
const SEES_TO = /^(?:please\s+)?(?:make\s+sure|ensure)\b/i;
const LOOKING =
  /^(inspect|read|review|verify|check|run|test|list|analy[sz]e|explore|confirm|look|examine|understand|investigate)\b/i;
/** At the beginning these leave no doubt, whether a file is named or not. */
const MENDING = /^(?:please\s+)?(?:fix|implement|refactor|rename|rewrite|patch|repair)\b/i;
/** "What does a.js do?": an answer is wanted. */
const ASKING = /^(?:what|which|who|whose|where|when|why|how|does|do|did|is|are|was|were|has|have)\b[^?\n]{0,400}\?/i;
/** What is not to be done. */
const FORBIDDEN =
  /\b(?:(?:do|must|should)\s+not|don['’]t|never|without)\s+(?:to\s+)?\w+\s+(?:anything|any(?:\s+\w+)?|(?:an?|one)\s+(?:single\s+)?(?:file|line|thing)|the\s+files?|files?|it|code)\b/gi;
const CHANGING =
  /\b(create|write|overwrite|rewrite|tick|add|implement|build|fix|edit|modify|update|refactor|rename|delete|remove|generate|change|replace|append|insert)\b/i;
const FILE_NAME = /(^|[\s`'"(/])(?:[\w.-]*\w\.[a-z][a-z0-9]{0,5}\b|\.[a-z]{3,20}\b)/i;

/** An order for the case that something is left over or lacking, which a plan cannot know. */
const CONDITION =
  /(?:\b(?:if|where|when|as)\s+(?:it(?:'s|\s+is)\s+|they(?:'re|\s+are)\s+|still\s+)?(?:needed|necessary|required)|\bif\s+(?:it|they|that|this|any|there)(?:'s|'re|\s+is|\s+are)\s+(?:now\s+|still\s+)?(?:unused|not\s+(?:used|needed)|no\s+longer\s+(?:used|needed)|obsolete|missing|left|any(?:\s+left)?))(?:\s+(?:now|any\s*more|anymore|afterwards?|elsewhere|anywhere))?\s*[.!]?\s*$|^\s*if\s+(?:needed|necessary|required)\b/i;

/** Whether the whole of a step hangs on such a case: a step of several sentences asks for more. */
export const isConditional = (text: string): boolean =>
  !/[.;!?\n][^\S\n]*\S/.test(text.trim()) && CONDITION.test(text.trim());

/** Whether a subtask cannot be done without changing a file. */
export function asksForFiles(subtask: SubtaskSpec): boolean {
  if (isConditional(subtask.description)) return false;
  if (subtask.expectedOutputs.some((path) => !path.startsWith('scratch://'))) return true;
  const text = subtask.description.trim();
  if (mayBeNothing(text)) return false;
  if (MENDING.test(text)) return true;
  const ordered = text.replace(FORBIDDEN, ' ').replace(ASKING, ' ');
  return !LOOKING.test(text) && CHANGING.test(ordered) && FILE_NAME.test(`${text} ${subtask.acceptanceCriteria}`);
}
