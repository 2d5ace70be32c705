import type {
  ApprovalMode,
  AttemptStage,
  LandingNote,
  MemoryType,
  Risk,
  SubtaskStatus,
  TaskStatus,
  Tier,
} from '#domain';

/* Shapes of the REST interface, snake_case as on the wire. Times are RFC 3339 UTC. */

export interface CreateTaskBody {
  goal: string;
  workspace?: string;
  context?: Record<string, unknown>;
  approval_mode?: ApprovalMode;
  callback_url?: string;
  metadata?: Record<string, unknown>;
  protected?: string[];
  priority?: number;
  limits?: { tokens?: number; model_calls?: number; seconds?: number };
}

export interface TaskCreated {
  task_id: string;
  status: TaskStatus;
  message: string;
}

export interface Progress {
  total_subtasks: number;
  completed: number;
  failed: number;
  pending: number;
  running: number;
  percent_complete: number;
}

export interface TaskRow {
  task_id: string;
  goal: string;
  status: TaskStatus;
  created_at: string;
  updated_at: string;
  progress: Progress;
}

export interface SubtaskView {
  id: string;
  description: string;
  status: SubtaskStatus;
  depends_on: string[];
  model_tier: Tier;
  verification_tier: Tier;
  is_critical_path: boolean;
  acceptance_criteria: string;
  retry_count: number;
  summary: string | null;
  error: string | null;
  started_at: string | null;
  completed_at: string | null;
  model: string | null;
  confidence: number | null;
}

export interface TaskView {
  task_id: string;
  goal: string;
  status: TaskStatus;
  error: string | null;
  workspace: string;
  approval_mode: ApprovalMode;
  context: Record<string, unknown>;
  metadata: Record<string, unknown>;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  summary: string | null;
  plan: { version: number; replanned_at: string | null; subtasks: SubtaskView[] } | null;
  progress: Progress;
  usage: { model_calls: number; tool_calls: number; prompt_tokens: number; completion_tokens: number };
  pending_approvals: PendingApproval[];
  /** What the user may want to know or do after what has landed and stands; absent = nothing. */
  notes?: LandingNote[];
}

/** A question that waits for a person. */
export interface PendingApproval {
  subtask_id: string;
  reason: string;
  risk: Risk;
  requested_at: string;
  /** A command before it runs, or a verified result before it lands. */
  kind: 'command' | 'landing';
  /** SHA-256 of all that is shown; an answer counts for that alone, once. */
  hash: string;
  /** When silence is taken as a no. */
  expires_at: string;
  /** When silence is taken as a yes; null = never. */
  proceeds_at: string | null;
  /** As it would run; null for a landing. */
  command: string | null;
  /**
   * Files the question is about: sensitive ones, those that perhaps nobody asked to change, or those that keep
   * changing.
   */
  paths: string[];
}

export interface ApprovalView extends PendingApproval {
  /** What would land, as `git apply` takes it; null for a command. */
  diff: string | null;
}

/** One attempt as its trace shows it: the whole of what went to and came from models and tools. */
export interface TraceAttempt {
  attempt_id: string;
  stage: AttemptStage;
  subtask_id: string | null;
  attempt: number;
  epoch: number;
  plan_version: number;
  state: 'queued' | 'running' | 'ended' | 'dropped';
  worker: string | null;
  started_at: string | null;
  ended_at: string | null;
  usage: { model_calls: number; tool_calls: number; prompt_tokens: number; completion_tokens: number };
  /** An outcome of the domain (`kind` tells which), keys in snake_case. */
  outcome: Record<string, unknown> | null;
  /** Each an `AttemptEntry`, keys in snake_case; a tool's `arguments` as the model sent them. */
  entries: { n: number; at: string; kind: string; [field: string]: unknown }[];
}

export interface MemoryView {
  id: string;
  task_id: string;
  subtask_id: string | null;
  entry_type: MemoryType;
  summary: string;
  detail: string;
  tags: string[];
  relevance_to: string[];
  timestamp: string;
  score?: number;
}

export interface ChangeView {
  path: string;
  operation: 'create' | 'modify' | 'delete' | 'rename';
  old_path?: string;
  subtask_id: string | null;
  additions: number;
  deletions: number;
  binary: boolean;
  landed_at: string;
}

export interface RevertBody {
  subtask_id?: string;
  path?: string;
  /** Where later edits are in the way: change nothing (default), undo the rest, or overwrite them. */
  on_conflict?: 'abort' | 'skip' | 'force';
  /** Take the task's last undo back; goes without `subtask_id` and `path`. */
  redo?: boolean;
}

export interface RevertAnswer {
  /** Paths that were put back. */
  reverted: string[];
  /** With `skip`: where later edits were in the way, left as they are. */
  skipped?: string[];
  /** With `force`: where later edits were overwritten. */
  overwritten?: string[];
  /** Subtasks that landed later than what was taken back; nobody has verified them without it. */
  stale_subtasks?: string[];
  /** What the user may want to know or do now. */
  notes?: LandingNote[];
}

/** One version of a file in the way of an undo; `text` is its first part, null where it is no text. */
export interface ConflictSideView {
  blob: string;
  size: number;
  text: string | null;
}

export interface UndoConflictView {
  path: string;
  /** What the undo would put there; null = no file. */
  before: ConflictSideView | null;
  /** What the task had left there. */
  after: ConflictSideView | null;
  current: ConflictSideView | null;
}

export interface ToolView {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  mutating: boolean;
  timeout_seconds: number;
}

export interface WorkerView {
  id: string;
  host: string;
  roles: string[];
  models: string[];
  concurrency: number;
  active: number;
  version: string;
  last_seen_at: string;
}

export interface HealthView {
  status: 'ok' | 'degraded' | 'down';
  version: string;
  redis: string;
  database: string;
  workers: Record<string, number>;
  queues: Record<string, { waiting: number; active: number; failed: number }>;
}

/** RFC 9457, with the fields Loom adds. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; detail: string }[];
  task_id?: string;
  /** Where later edits of the user are in the way of an undo. */
  paths?: string[];
  conflicts?: UndoConflictView[];
}
