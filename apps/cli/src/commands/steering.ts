import type { LoomClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine } from '../output.js';
import { oneLine } from '../render/text.js';
import { openTask } from './open.js';

type Path = { readonly taskId: string };
type Send = (client: LoomClient, path: Path) => Promise<{ readonly status: 'ok'; readonly message?: string }>;

async function tell(call: Invocation, send: Send, said: string): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const answer = await send(client, { taskId });
  if (output.json) output.out(jsonLine(answer));
  else output.out(`${taskId}: ${oneLine(answer.message ?? '') || said}\n`);
  return EXIT.done;
}

export const cancel = (call: Invocation) =>
  tell(call, (client, path) => client.delete('/tasks/{taskId}', { path }), 'cancelled');
export const pause = (call: Invocation) =>
  tell(call, (client, path) => client.post('/tasks/{taskId}/pause', { path, body: {} }), 'paused');
export const resume = (call: Invocation) =>
  tell(call, (client, path) => client.post('/tasks/{taskId}/resume', { path, body: {} }), 'goes on');

export function retry(call: Invocation): Promise<number> {
  const subtask = textOperand(call, 1);
  const body = subtask === '' ? {} : { subtask_id: subtask };
  const send: Send = (client, path) => client.post('/tasks/{taskId}/retry', { path, body });
  return tell(call, send, 'goes on from what has landed');
}

export function steer(call: Invocation): Promise<number> {
  const body = { instruction: textOperand(call, 1) };
  const send: Send = (client, path) => client.patch('/tasks/{taskId}', { path, body });
  return tell(call, send, 'said; it is in the next prompt');
}

export function feedback(call: Invocation): Promise<number> {
  const subtask = textOption(call, 'subtask');
  const body = { feedback: textOperand(call, 1), ...(subtask === undefined ? {} : { subtask_id: subtask }) };
  return tell(call, (client, path) => client.post('/tasks/{taskId}/feedback', { path, body }), 'remembered');
}

export function reject(call: Invocation): Promise<number> {
  const subtask_id = textOperand(call, 1);
  const reason = textOption(call, 'reason') ?? null;
  const body = { subtask_id, approved: false, reason };
  const send: Send = (client, path) => client.post('/tasks/{taskId}/approve', { path, body });
  return tell(call, send, `${oneLine(subtask_id)} rejected`);
}
