import type { LoomClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine } from '../output.js';
import { oneLine } from '../render/text.js';
import { openTask } from './open.js';

type Send = (client: LoomClient, path: string) => Promise<unknown>;

async function tell(call: Invocation, send: Send, said: string): Promise<number> {
  const { output } = call;
  const { client, id, path } = await openTask(call);
  const answer = await send(client, path);
  const message = typeof answer === 'object' && answer !== null ? (answer as { message?: unknown }).message : undefined;
  if (output.json) output.out(jsonLine(answer));
  else output.out(`${id}: ${typeof message === 'string' && message !== '' ? oneLine(message) : said}\n`);
  return EXIT.done;
}

export const cancel = (call: Invocation) => tell(call, (client, path) => client.send('DELETE', path), 'cancelled');
export const pause = (call: Invocation) =>
  tell(call, (client, path) => client.send('POST', `${path}/pause`, {}), 'paused');
export const resume = (call: Invocation) =>
  tell(call, (client, path) => client.send('POST', `${path}/resume`, {}), 'goes on');

export function retry(call: Invocation): Promise<number> {
  const subtask = textOperand(call, 1);
  const body = subtask === '' ? {} : { subtask_id: subtask };
  return tell(call, (client, path) => client.send('POST', `${path}/retry`, body), 'goes on from what has landed');
}

export const steer = (call: Invocation) =>
  tell(
    call,
    (client, path) => client.send('PATCH', path, { instruction: textOperand(call, 1) }),
    'said; it is in the next prompt',
  );

export function feedback(call: Invocation): Promise<number> {
  const subtask = textOption(call, 'subtask');
  const body = { feedback: textOperand(call, 1), ...(subtask === undefined ? {} : { subtask_id: subtask }) };
  return tell(call, (client, path) => client.send('POST', `${path}/feedback`, body), 'remembered');
}

export function reject(call: Invocation): Promise<number> {
  const body = { subtask_id: textOperand(call, 1), approved: false, reason: textOption(call, 'reason') };
  return tell(
    call,
    (client, path) => client.send('POST', `${path}/approve`, body),
    `${oneLine(textOperand(call, 1))} rejected`,
  );
}
