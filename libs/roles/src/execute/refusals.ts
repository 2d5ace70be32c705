import type { ToolCall } from '#domain';
import { NOT_RUN, type ToolResult } from '../ports/toolbox.js';

/* Calls that are not run, and what is said to them. */

/** A change that a model asks for twice in a row, in one answer, it means once. */
export const wordingOf = ({ name, arguments: args }: ToolCall): string => `${name} ${JSON.stringify(args)}`;
/** Words by which it may be meant as often as it is asked for. */
export const SEVERAL =
  /\b(?:twice|thrice|again|repeat\w*|duplicat\w*|both|each|times|zweimal|dreimal|mal|deux fois|trois fois|fois|veces|volte|vezes)\b|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some)\s+(?:\w+\s+)?(?:lines|copies|entries|rows|items)\b|次|回|раз/i;
export const TWICE: ToolResult = {
  success: true,
  content: JSON.stringify({
    success: true,
    output:
      'not run again: this very call stands in your answer twice in a row, and was run once. Call it anew if you mean twice.',
  }),
  commit: null,
  filesChanged: [],
};

export const aboutRefused = (said: string): string =>
  `${NOT_RUN}a person has to approve this command and did not${said === '' ? '' : `: ${said}`}. Do it another way, or leave it`;

export const refusal = (error: string): ToolResult => ({
  success: false,
  content: JSON.stringify({ success: false, output: '', error }),
  commit: null,
  filesChanged: [],
});

export const FINISH_TOO_EARLY = refusal(
  'finish was not accepted: an earlier call of the same answer failed. Look at its result, mend it, and finish then.',
);
export const INTERRUPTED = refusal(
  'interrupted, outcome unknown: the worker stopped while the command ran. The files were reset to what they were before it.',
);
