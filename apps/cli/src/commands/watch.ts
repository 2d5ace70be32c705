import { follow } from '../follow.js';
import { numberOption, sameServer, type Invocation } from '../invocation.js';
import { interruptedWatch } from './interrupted.js';
import { openTask } from './open.js';

export async function watch(call: Invocation): Promise<number> {
  const { client, taskId: id } = await openTask(call);
  // Following waits for a server that went away; one that was never there is an error at once.
  await client.get('/tasks/{taskId}', { path: { taskId: id } });
  const signal = call.interrupt.listen();
  const after = numberOption(call, 'since');
  try {
    const { exitCode } = await follow(client, id, {
      output: call.output,
      signal,
      flags: sameServer(call),
      ...(after === undefined ? {} : { after }),
    });
    return exitCode;
  } catch (error) {
    if (signal.aborted) return interruptedWatch(call, id);
    throw error;
  }
}
