import type { AttemptRecord } from '#conductor';
import type { TraceAttempt } from '#contracts';

/** Values that are the model's own JSON and keep their keys. */
const OPAQUE: ReadonlySet<string> = new Set(['arguments']);

export function toTraceAttempt({ attempt, worker, startedAt, endedAt, entries }: AttemptRecord): TraceAttempt {
  const replies = entries.flatMap((e) => (e.kind === 'reply' ? [e] : []));
  const sum = (of: (reply: (typeof replies)[number]) => number): number => replies.reduce((n, r) => n + of(r), 0);
  return {
    attempt_id: attempt.id,
    stage: attempt.stage,
    subtask_id: attempt.subtaskId,
    attempt: attempt.number,
    epoch: attempt.epoch,
    plan_version: attempt.planVersion,
    state: attempt.state,
    worker,
    started_at: startedAt,
    ended_at: endedAt,
    usage: {
      model_calls: replies.length,
      tool_calls: entries.filter((e) => e.kind === 'call').length,
      prompt_tokens: sum((r) => r.usage.promptTokens),
      completion_tokens: sum((r) => r.usage.completionTokens),
    },
    outcome: attempt.outcome === null ? null : (snakeCased(attempt.outcome) as Record<string, unknown>),
    entries: entries.map((entry) => snakeCased(entry) as TraceAttempt['entries'][number]),
  };
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      OPAQUE.has(key) ? item : snakeCased(item),
    ]),
  );
}
