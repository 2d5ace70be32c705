import { LoomClient } from '../client.js';
import { textOperand, type Invocation } from '../invocation.js';
import { serverAddress } from '../server-address.js';
import { inPath, taskIdOf } from '../task-ids.js';

/** The server of this call. */
export const open = async (call: Invocation): Promise<LoomClient> => new LoomClient(await serverAddress(call));

/** The server, and the task its first operand names. `path` is the task's, for requests. */
export async function openTask(call: Invocation): Promise<{ client: LoomClient; id: string; path: string }> {
  const client = await open(call);
  const id = await taskIdOf(client, textOperand(call, 0));
  return { client, id, path: `/tasks/${inPath(id)}` };
}
