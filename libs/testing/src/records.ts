import { randomUUID } from 'node:crypto';
import { freshSubtask, type NewTask, type SubtaskState, type TaskCommit } from '#conductor';

/* What a store is given, with nothing special about it; `over` says what is. */

export const newTask = (over: Partial<NewTask> = {}): NewTask => ({
  id: randomUUID(),
  goal: 'write a parser',
  workspaceId: 'folder-1',
  workspacePath: '/home/user/folder',
  context: {},
  metadata: {},
  approvalMode: 'auto',
  confidenceThreshold: 0.8,
  callbackUrl: null,
  protected: [],
  priority: 5,
  limits: { tokens: null, modelCalls: null, seconds: null },
  idempotencyKey: null,
  bodyHash: null,
  ...over,
});

export const commitOf = (over: Partial<TaskCommit> = {}): TaskCommit => ({
  task: {},
  newSubtasks: [],
  subtasks: new Map(),
  newAttempts: [],
  settled: [],
  dropped: [],
  events: [],
  memory: [],
  landings: [],
  ...over,
});

export const subtaskOf = (id: string, over: Partial<SubtaskState> = {}): SubtaskState => ({
  ...freshSubtask(
    {
      id,
      description: `do ${id}`,
      dependsOn: [],
      modelTier: 1,
      verificationTier: 2,
      isCriticalPath: true,
      acceptanceCriteria: 'it works',
      expectedOutputs: ['a.txt'],
      checks: ['true'],
    },
    1,
    0,
  ),
  ...over,
});
