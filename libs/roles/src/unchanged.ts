import { NO_SUCH_FILE, NOT_RUN } from './ports/toolbox.js';

/*
 * Why an attempt has left the files as they were: half a sentence for people and judges, which the checks read too.
 * Pure.
 */

const ONLY_ANSWERED = 'the model only answered, and called no tool';
const NONE_SUCCEEDED = '; no call has succeeded';
const beginningOf = (tool: string): string => `the last call of ${tool} failed: `;

/** `amiss`: what was wrong with the last answer; empty where nothing was. */
export const onlyAnswered = (amiss: string): string => `${ONLY_ANSWERED}${amiss}`;

/** `error`: one line, of the last change that was tried. */
export const callFailed = (tool: string, error: string, hasSucceeded: boolean): string =>
  `${beginningOf(tool)}${error}${hasSucceeded ? '' : NONE_SUCCEEDED}`;

/** Behind what was not done; `refusal`: the last change that was tried. */
export const since = (refusal: string | null): string => (refusal === null ? '' : `: ${refusal}`);

export const isOnlyAnswered = (because: string): boolean => because.startsWith(ONLY_ANSWERED);

/** No call of any tool has done anything. */
export const isNothingDone = (because: string): boolean => isOnlyAnswered(because) || because.endsWith(NONE_SUCCEEDED);

/** The last change was to a file that is not there. */
export const lacksFile = (because: string): boolean =>
  ['edit_file', 'apply_patch'].some((tool) => because.startsWith(beginningOf(tool) + NO_SUCH_FILE));

/** The last command is one that Loom does not run. */
export const isHeldBack = (because: string): boolean => because.startsWith(beginningOf('shell_execute') + NOT_RUN);
