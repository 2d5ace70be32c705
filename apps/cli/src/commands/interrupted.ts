import { EXIT } from '../exit-codes.js';
import { sameServer, type Invocation } from '../invocation.js';

/** The user stopped watching: the task goes on, and how to reach it again is said. */
export function interruptedWatch(call: Invocation, taskId: string): number {
  const which = `${taskId}${sameServer(call)}`;
  call.output.err(
    `\nThe task goes on without you.\nWatch it again: loom watch ${which}\nStop it:        loom cancel ${which}\n`,
  );
  return EXIT.interrupted;
}
