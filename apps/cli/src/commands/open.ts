import { LoomClient } from '../client.js';
import { textOperand, type Invocation } from '../invocation.js';
import { serverAddress } from '../server-address.js';
import { taskIdOf } from '../task-ids.js';

/** The server of this call. */
export const open = async (call: Invocation): Promise<LoomClient> => new LoomClient(await serverAddress(call));

/** The server, and the task that the first operand names. */
export async function openTask(call: Invocation): Promise<{ client: LoomClient; taskId: string }> {
  const client = await open(call);
  return { client, taskId: await taskIdOf(client, textOperand(call, 0)) };
}
