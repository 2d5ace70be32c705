import { EXIT } from '../exit-codes.js';
import type { Invocation } from '../invocation.js';

/** The user stopped watching: the task goes on, and how to reach it again is said. */
export function interruptedWatch(call: Invocation, taskId: string): number {
  call.output.err(
    `\nThe task goes on without you.\nWatch it again: loom watch ${taskId}\nStop it:        loom cancel ${taskId}\n`,
  );
  return EXIT.interrupted;
}
