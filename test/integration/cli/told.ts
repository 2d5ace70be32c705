import type { StubApi } from './stub-api.js';

/* What a stub of the API tells of a task. */

export const ID = '3f2a0000-0000-4000-8000-000000000001';
export const OTHER = '3f2b0000-0000-4000-8000-000000000002';
export const progress = { total_subtasks: 2, completed: 1, failed: 0, pending: 1, running: 0, percent_complete: 50 };
const row = (task_id: string, goal: string, created_at: string) => ({
  task_id,
  goal,
  status: 'executing',
  created_at,
  updated_at: created_at,
  progress,
});
export const rows = [
  row(ID, 'the newer \u001b[31mgoal', '2026-01-02T00:00:00Z'),
  row(OTHER, 'the older goal', '2026-01-01T00:00:00Z'),
];
const NOTES = [
  { kind: 'install', path: 'uv.lock', says: 'uv.lock has changed: run uv sync\u001b[31m', command: 'uv sync' },
];
const subtask = {
  id: 'write',
  description: 'write it',
  status: 'completed',
  depends_on: [],
  model_tier: 1,
  verification_tier: 1,
  is_critical_path: true,
  acceptance_criteria: '',
  retry_count: 0,
  summary: 'written',
  error: null,
  started_at: null,
  completed_at: null,
  model: 'm',
  confidence: 0.9,
};
export const task = (status: string, error: string | null = null) => ({
  task_id: ID,
  goal: 'the goal',
  status,
  error,
  workspace: '/w',
  approval_mode: 'auto',
  context: {},
  metadata: {},
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:01:00Z',
  completed_at: '2026-01-01T00:01:00Z',
  summary: 'all is written',
  plan: { version: 1, replanned_at: null, subtasks: [subtask] },
  progress,
  usage: { model_calls: 3, tool_calls: 4, prompt_tokens: 1000, completion_tokens: 234 },
  notes: NOTES,
  pending_approvals: [
    { subtask_id: 'ship', reason: 'low confidence', risk: 'medium', requested_at: '2026-01-01T00:00:00Z' },
  ],
});
const changes = [
  {
    path: 'a.js',
    operation: 'create',
    subtask_id: 'write',
    additions: 3,
    deletions: 0,
    binary: false,
    landed_at: '2026-01-01T00:00:00Z',
  },
];

const event = (sequence: number, event_type: string, more: object = {}) =>
  `id: ${sequence}\nevent: ${event_type}\ndata: ${JSON.stringify({ task_id: ID, event_type, sequence, timestamp: '2026-01-01T00:00:00Z', correlation_id: ID, ...more })}\n\n`;
export const LOG = [
  event(1, 'task_created', { goal: 'the goal' }),
  event(2, 'task_plan_ready', { version: 1, subtasks: [{ id: 'write', description: 'write it', depends_on: [] }] }),
  event(3, 'subtask_started', { subtask_id: 'write', attempt: 1 }),
  event(4, 'subtask_landed', { subtask_id: 'write', changes: [], notes: NOTES }),
  event(5, 'subtask_completed', { subtask_id: 'write' }),
];
/** A server whose stream breaks after two events, then goes on from where it was asked to. */
export const running = (status: string, error: string | null = null) => {
  const log = [...LOG, event(6, `task_${status}`, { error })];
  return {
    'GET /tasks': { json: rows },
    'POST /tasks': { status: 201, json: { task_id: ID, status: 'pending', message: 'created' } },
    [`GET /tasks/${ID}`]: { json: task(status, error) },
    [`GET /tasks/${ID}/changes`]: { json: changes },
    [`GET /tasks/${ID}/stream`]: (call, response) => {
      const last = Number(call.headers['last-event-id'] ?? 0);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (last === 0) response.write(log.slice(0, 2).join(''), () => setTimeout(() => response.destroy(), 50));
      else response.end(log.slice(last).join(''));
      return undefined;
    },
  } satisfies Parameters<typeof StubApi.start>[0];
};
