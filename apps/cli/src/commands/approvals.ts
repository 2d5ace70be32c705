import type { ApprovalView } from '../api/views.js';
import type { LoomClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { textOperand, textOption, type Invocation } from '../invocation.js';
import { jsonLine, lines, type Output } from '../output.js';
import { askedLines } from '../render/asked.js';
import { oneLine } from '../render/text.js';
import { allTasks } from '../task-ids.js';
import { open, openTask } from './open.js';

/** Statuses in which a subtask may wait while others work. */
const OPEN_STATUSES = ['waiting_approval', 'executing', 'planning', 'paused'] as const;

type Waiting = ApprovalView & { readonly task_id: string };

export async function approvals(call: Invocation): Promise<number> {
  const { output } = call;
  const found: Waiting[] = [];
  if (textOperand(call, 0) !== '') {
    const { client, taskId } = await openTask(call);
    found.push(...(await waitingIn(client, taskId)));
  } else {
    const client = await open(call);
    for (const status of OPEN_STATUSES)
      for await (const { task_id } of allTasks(client, { limit: 100, status }))
        found.push(...(await waitingIn(client, task_id)));
  }
  if (output.json) output.out(jsonLine(found));
  else if (found.length === 0) output.err('Nothing waits for approval.\n');
  else output.out(lines(found.flatMap((waiting) => approvalLines(waiting, output))));
  return EXIT.done;
}

async function waitingIn(client: LoomClient, taskId: string): Promise<Waiting[]> {
  const { pending_approvals: pending } = await client.get('/tasks/{taskId}', { path: { taskId } });
  const views: Waiting[] = [];
  for (const { subtask_id } of pending)
    views.push({ task_id: taskId, ...(await approvalAt(client, taskId, subtask_id)) });
  return views;
}

const approvalAt = (client: LoomClient, taskId: string, subtaskId: string): Promise<ApprovalView> =>
  client.get('/tasks/{taskId}/subtasks/{subtaskId}/approval', { path: { taskId, subtaskId } });

/** Everything an answer counts for, and how to give it. */
function approvalLines(waiting: Waiting, output: Pick<Output, 'colors'>): string[] {
  const { colors } = output;
  const id = oneLine(waiting.subtask_id);
  const silence =
    waiting.proceeds_at === null
      ? `refused at ${oneLine(waiting.expires_at)}`
      : `lands by itself at ${oneLine(waiting.proceeds_at)}`;
  return [
    colors.yellow(`${id} waits for approval (${oneLine(waiting.risk)} risk): ${oneLine(waiting.reason)}`),
    ...askedLines(waiting, output.colors).map((line) => `    ${line}`),
    `  loom approve ${oneLine(waiting.task_id)} ${id} --hash ${oneLine(waiting.hash)}`,
    `  loom reject ${oneLine(waiting.task_id)} ${id} --reason "…"`,
    colors.dim(`  without an answer: ${silence}`),
    '',
  ];
}

/** Shows what it releases, and releases nothing else: the answer carries the hash of what was shown. */
export async function approve(call: Invocation): Promise<number> {
  const { output } = call;
  const { client, taskId } = await openTask(call);
  const subtask = textOperand(call, 1);
  const shown = await approvalAt(client, taskId, subtask);
  const hash = textOption(call, 'hash') ?? shown.hash;
  if (!output.json && hash === shown.hash)
    output.err(lines(askedLines(shown, output.errColors).map((line) => `    ${line}`)));
  const body = { subtask_id: subtask, approved: true, hash };
  const answer = await client.post('/tasks/{taskId}/approve', { path: { taskId }, body });
  output.out(output.json ? jsonLine(answer) : `${taskId}: ${oneLine(subtask)} approved\n`);
  return EXIT.done;
}
