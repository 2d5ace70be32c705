import {
  FAILURE_CODES,
  type CheckResult,
  type Doubt,
  type Failure,
  type FileChange,
  type ModelUsed,
  type StandIn,
  type TokenUsage,
} from '#domain';
import {
  flag,
  integer,
  listOf,
  matching,
  nullable,
  oneOf,
  quantity,
  shaped,
  text,
  whole,
  type Shape,
} from './shape.js';

/* What several payloads of workers hold, and how large any of it may be. */

/** UTF-16 units of a prompt, an answer, a tool's result. */
export const CONTENT = 8 * 1024 * 1024;
/** A description, an explanation, a report. */
export const PROSE = 256 * 1024;
export const NAME = 1024;
export const MILLISECONDS = 1e10;
export const TOKENS = 1e9;
export const MAX_CHANGES = 20_000;
export const ARGUMENT_DEPTH = 32;

export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const SUBTASK = '[a-z0-9][a-z0-9-]{0,63}';
export const taskId = matching(new RegExp(`^${UUID}$`));
export const subtaskId = matching(new RegExp(`^${SUBTASK}$`));
export const commitId = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/);
export const tier = oneOf([1, 2, 3]);
export const names = listOf(text(NAME), 1000);
export const sentences = listOf(text(PROSE), 1000);
export const took = quantity(0, MILLISECONDS);

export const model = whole<ModelUsed>()(
  shaped({ name: text(NAME), model: text(NAME), tier }, { endpoint: text(NAME) }),
);
export const usage = whole<TokenUsage>()(
  shaped({
    promptTokens: integer(0, TOKENS),
    completionTokens: integer(0, TOKENS),
    estimated: flag,
  }),
);
export const failure = whole<Failure>()(
  shaped({ code: oneOf(FAILURE_CODES), because: text(PROSE), retryable: flag }, { remedy: text(PROSE) }),
);
export const checks: Shape<CheckResult[]> = listOf(
  whole<CheckResult>()(
    shaped(
      { name: text(PROSE), passed: flag, detail: text(PROSE) },
      {
        proves: flag,
        skipped: flag,
        outOfTime: flag,
        isOfPlan: flag,
        standIn: whole<StandIn>()(shaped({ output: text(16_384), path: nullable(text(16_384)) })),
        doubt: whole<Doubt>()(shaped({ because: text(PROSE), paths: listOf(text(16_384), 1000) })),
      },
    ),
  ),
  1000,
);
export const change = whole<FileChange>()(
  shaped(
    {
      path: text(16_384),
      operation: oneOf(['create', 'modify', 'delete', 'rename']),
      additions: integer(0, TOKENS),
      deletions: integer(0, TOKENS),
      binary: flag,
    },
    { oldPath: text(16_384) },
  ),
);
