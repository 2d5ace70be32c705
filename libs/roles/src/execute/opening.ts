import type { ExecuteWork } from '#contracts';
import type { ToolSchema } from '#domain';
import { composePrompt, type Budget, type ComposedPrompt, type Templates } from '#prompts';
import {
  feedbackText,
  installedText,
  instructionsText,
  listText,
  memoryBlock,
  notes,
  taskState,
} from '../talk/prompt-values.js';

/** Entries of memory a fresh start is given. */
const FRESH_MEMORY = 5;
/** Share of the prompt's tokens the opening may take before memory and tools are trimmed; the rest is for the work. */
const OPENING_SHARE = 0.6;

/** The executor's first messages. */
export function openingOf(
  work: ExecuteWork,
  templates: Templates,
  tools: readonly ToolSchema[],
  nonce: string,
  budget: Budget,
  /** Why dependencies were not installed. */
  amiss: string | null = null,
): ComposedPrompt {
  const { task, subtask, rung } = work;
  const memory = notes(work.memory).slice(0, rung.fresh ? FRESH_MEMORY : undefined);
  return composePrompt(
    templates.executor,
    {
      values: {
        task_state: taskState(task, work.plan, nonce),
        subtask_id: subtask.id,
        description: subtask.description,
        acceptance_criteria: subtask.acceptanceCriteria.trim() || subtask.description,
        expected_outputs: listText('Files that must exist and not be empty afterwards', subtask.expectedOutputs),
        checks: listText('Commands that must exit 0 afterwards', subtask.checks),
        instructions: installedText(amiss, nonce) + instructionsText(work.instructions),
        feedback: feedbackText(work.feedback, nonce),
        workspace: task.workspaceName,
      },
      memory: [memoryBlock('Notes from earlier work', memory)],
      tools,
      nonce,
      wording: rung.fresh ? 1 : 0,
    },
    { ...budget, maxTokens: Math.floor(budget.maxTokens * OPENING_SHARE) },
  );
}
