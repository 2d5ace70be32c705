import { cut, oneLine } from './cut.js';
import { fence } from './fence.js';

export interface Remembered {
  readonly goal: string;
  readonly subtaskId: string;
  readonly description: string;
}

/** Against forgetting: rides at the end of each tool result, and never changes during an attempt. */
export function reminder({ goal, subtaskId, description }: Remembered): string {
  return [
    `[Loom] Goal of the task: ${cut(oneLine(goal), 200)}`,
    `Your subtask is ${subtaskId}: ${cut(oneLine(description), 300)}`,
    'Do only this subtask. When its acceptance criteria are met and checked, call finish.',
  ].join('\n');
}

/** A tool's result as the model sees it: fenced, what the harness has to say about it, and the reminder. */
export function toolMessage(result: string, remark: string | null, remembered: Remembered, nonce: string): string {
  return [fence(result, nonce), ...(remark === null ? [] : [remark]), reminder(remembered)].join('\n\n');
}
