import type { ExecuteWork } from '#contracts';
import type { ToolSchema } from '#domain';
import { composePrompt, type Budget, type ComposedPrompt, type Templates } from '#prompts';
import { feedbackText, instructionsText, listText, memoryBlock, taskState } from '../talk/prompt-values.js';

/** Entries of memory a fresh start is given. */
const FRESH_MEMORY = 5;

/** The executor's first messages. */
export function openingOf(
  work: ExecuteWork,
  templates: Templates,
  tools: readonly ToolSchema[],
  nonce: string,
  budget: Budget,
): ComposedPrompt {
  const { task, subtask, rung } = work;
  const memory = rung.fresh ? work.memory.slice(0, FRESH_MEMORY) : work.memory;
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
        instructions: instructionsText(work.instructions),
        feedback: feedbackText(work.feedback, nonce),
        workspace: task.workspaceName,
      },
      memory: [memoryBlock('Notes from earlier work', memory)],
      tools,
      nonce,
      wording: rung.fresh ? 1 : 0,
    },
    budget,
  );
}
