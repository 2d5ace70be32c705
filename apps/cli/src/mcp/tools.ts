import { resolve } from 'node:path';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  ServerNotification,
  ServerRequest,
  ToolAnnotations,
} from '@modelcontextprotocol/sdk/types.js';
import { z, type ZodRawShape } from 'zod';
import { APPROVAL_MODES, TASK_STATUSES } from '#domain';
import type { ApproveBody } from '../api/views.js';
import type { LoomClient } from '../client.js';
import { oneLine } from '../render/text.js';
import { taskIdOf } from '../task-ids.js';
import { answer, briefly, errorAnswer, textAnswer } from './answers.js';
import { waitFor } from './wait.js';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;
type Run<A> = (given: A, client: LoomClient, extra: Extra) => Promise<CallToolResult>;

export interface ToolSurroundings {
  readonly client: LoomClient;
  /** What a relative workspace means; null = the server's own default folder. */
  readonly cwd: string | null;
}

const MOST_WAIT_SECONDS = 3600;
const MOST_DIFF_CHARACTERS = 100_000;
const task_id = z.string().min(1).max(36).describe('Id of the task, or as many of its first letters as tell it apart.');
const subtask_id = z.string().min(1).max(64).describe('Id of a subtask, as task_status names it.');
const limit = z.int().min(1).optional();
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional()
  .describe('Of what the person was shown, as pending_approvals has it: anything else that waits by now is refused.');
const READS: ToolAnnotations = { readOnlyHint: true, openWorldHint: false };
const ACTS: ToolAnnotations = { readOnlyHint: false, destructiveHint: false, openWorldHint: false };
const UNDOES: ToolAnnotations = { readOnlyHint: false, destructiveHint: true, openWorldHint: false };

/** Offers what a person can do with Loom's API as tools. Whatever goes wrong is an answer that names the remedy. */
export function offerTools(server: McpServer, { client, cwd }: ToolSurroundings): void {
  const offer = <S extends ZodRawShape>(
    name: string,
    about: { title: string; description: string; annotations: ToolAnnotations },
    inputSchema: S,
    run: Run<z.infer<z.ZodObject<S>>>,
  ): void => {
    const strict: z.ZodObject = z.strictObject(inputSchema);
    server.registerTool(name, { ...about, inputSchema: strict }, async (given, extra) => {
      try {
        return await run(given as z.infer<z.ZodObject<S>>, client, extra);
      } catch (error) {
        if (extra.signal.aborted) throw error;
        return errorAnswer(error);
      }
    });
  };

  offer(
    'run_task',
    {
      title: 'Hand a goal to Loom',
      description:
        'Gives Loom a goal to reach in a folder. Loom plans it, works on a copy with local models, verifies each step, and ' +
        'changes the folder only with verified work. Answers at once with the task id; call wait_for_task next.',
      annotations: ACTS,
    },
    {
      goal: z.string().min(1).max(20_000).describe('What is to be reached, and how one can tell that it is.'),
      workspace: z.string().min(1).max(4096).optional().describe('Absolute path of the folder; a new one if left out.'),
      context: z.record(z.string(), z.unknown()).optional().describe('Facts the planner should know.'),
      approval_mode: z.enum(APPROVAL_MODES).optional().describe('manual: a person releases each step.'),
      protected: z.array(z.string().min(1).max(1024)).max(200).optional().describe('Globs of files not to change.'),
      priority: z.int().min(0).max(9).optional().describe('9 goes first; 5 if left out.'),
      limits: z
        .strictObject({ tokens: limit, model_calls: limit, seconds: limit })
        .optional()
        .describe('Where the task ends as failed; retry_task goes on from what has landed.'),
      callback_url: z.string().min(1).max(2048).optional().describe('Gets the end of the task as a POST.'),
      metadata: z.record(z.string(), z.unknown()).optional().describe('Kept with the task, and never used.'),
    },
    async ({ workspace, ...rest }, loom) => {
      const folder = workspace === undefined ? {} : { workspace: cwd === null ? workspace : resolve(cwd, workspace) };
      return answer(await loom.post('/tasks', { body: { ...rest, ...folder } }));
    },
  );

  offer(
    'list_tasks',
    { title: 'List tasks', description: 'The tasks Loom knows, newest first.', annotations: READS },
    {
      status: z.enum(TASK_STATUSES).optional(),
      limit: z.int().min(1).max(200).optional().describe('20 if left out.'),
    },
    async ({ status, limit = 20 }, loom) => answer({ tasks: await loom.get('/tasks', { query: { status, limit } }) }),
  );

  offer(
    'task_status',
    {
      title: 'Show a task',
      description: 'Status, plan, progress, errors, and what waits for a person. Does not wait.',
      annotations: READS,
    },
    { task_id },
    async (given, loom) => answer(briefly(await loom.get('/tasks/{taskId}', await taskOf(loom, given.task_id)))),
  );

  offer(
    'wait_for_task',
    {
      title: 'Wait for a task',
      description:
        'Waits until the task has ended or a person has to decide, at most timeout_seconds; then answers as task_status ' +
        'does. Call it again while the status is not final. Sends progress where that was asked for.',
      annotations: READS,
    },
    { task_id, timeout_seconds: z.number().min(1).max(MOST_WAIT_SECONDS).optional().describe('50 if left out.') },
    async ({ task_id: given, timeout_seconds = 50 }, loom, extra) => {
      const id = await taskIdOf(loom, given);
      const progressToken = extra._meta?.progressToken;
      const onProgress = (event: { sequence: number }, said: string): void => {
        if (progressToken === undefined) return;
        const params = { progressToken, progress: event.sequence, message: oneLine(said) };
        extra.sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
      };
      const timeoutMs = timeout_seconds * 1000;
      return answer(briefly(await waitFor(loom, id, { timeoutMs, signal: extra.signal, onProgress })));
    },
  );

  offer(
    'approve',
    {
      title: 'Approve a step',
      description: 'Releases a subtask that waits for a person. Ask the person first: this is their decision.',
      annotations: ACTS,
    },
    { task_id, subtask_id, hash },
    async ({ task_id: id, ...body }, loom) => decide(loom, id, { ...body, approved: true }),
  );

  offer(
    'reject',
    {
      title: 'Reject a step',
      description: 'Refuses a subtask that waits for a person; the reason goes into its next attempt.',
      annotations: ACTS,
    },
    {
      task_id,
      subtask_id,
      hash,
      reason: z.string().min(1).max(20_000).describe('What is wrong, and what would be right.'),
    },
    async ({ task_id: id, ...body }, loom) => decide(loom, id, { ...body, approved: false }),
  );

  offer(
    'steer_task',
    {
      title: 'Steer a running task',
      description: 'Tells a running task something; it is in the very next model call and in all later ones.',
      annotations: ACTS,
    },
    { task_id, instruction: z.string().min(1).max(20_000) },
    async ({ task_id: id, instruction }, loom) =>
      answer(await loom.patch('/tasks/{taskId}', { ...(await taskOf(loom, id)), body: { instruction } })),
  );

  offer(
    'cancel_task',
    { title: 'Cancel a task', description: 'Stops a task for good. What has landed stays.', annotations: UNDOES },
    { task_id },
    async ({ task_id: id }, loom) => answer(await loom.delete('/tasks/{taskId}', await taskOf(loom, id))),
  );

  offer(
    'retry_task',
    {
      title: 'Go on with a failed task',
      description: 'Goes on from what has landed, with all that failed or with one subtask.',
      annotations: ACTS,
    },
    { task_id, subtask_id: subtask_id.optional() },
    async ({ task_id: id, ...body }, loom) =>
      answer(await loom.post('/tasks/{taskId}/retry', { ...(await taskOf(loom, id)), body })),
  );

  offer(
    'task_diff',
    {
      title: 'Show what a task changed',
      description: 'The landed changes as a diff that `git apply` takes; of one path or one subtask if given.',
      annotations: READS,
    },
    { task_id, path: z.string().min(1).max(4096).optional(), subtask_id: subtask_id.optional() },
    async ({ task_id: id, ...only }, loom) => {
      const diff = await loom.bytes('/tasks/{taskId}/diff', { ...(await taskOf(loom, id)), query: only });
      return textAnswer(cut(diff.toString('utf8')) || 'No file was changed.');
    },
  );

  offer(
    'revert_task',
    {
      title: 'Undo what a task changed',
      description:
        'Takes a task, one subtask or one path back, byte for byte; `redo` takes the last undo back. Changes nothing where ' +
        'the user has edited since, unless on_conflict says skip or force.',
      annotations: UNDOES,
    },
    {
      task_id,
      subtask_id: subtask_id.optional(),
      path: z.string().min(1).max(4096).optional().describe('Relative to the workspace.'),
      on_conflict: z.enum(['abort', 'skip', 'force']).optional(),
      redo: z.boolean().optional(),
    },
    async ({ task_id: id, ...body }, loom) =>
      answer(await loom.post('/tasks/{taskId}/revert', { ...(await taskOf(loom, id)), body })),
  );
}

const taskOf = async (client: LoomClient, given: string): Promise<{ path: { taskId: string } }> => ({
  path: { taskId: await taskIdOf(client, given) },
});

const decide = async (client: LoomClient, id: string, body: ApproveBody): Promise<CallToolResult> =>
  answer(await client.post('/tasks/{taskId}/approve', { ...(await taskOf(client, id)), body }));

function cut(diff: string): string {
  if (diff.length <= MOST_DIFF_CHARACTERS) return diff;
  const left = diff.length - MOST_DIFF_CHARACTERS;
  return `${diff.slice(0, MOST_DIFF_CHARACTERS)}\n… ${left} more characters: ask for one path at a time.`;
}
