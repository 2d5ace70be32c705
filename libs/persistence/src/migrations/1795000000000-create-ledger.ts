import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "tasks" (
    "id" text PRIMARY KEY NOT NULL,
    "workspace_id" text NOT NULL,
    "status" text NOT NULL,
    "wish" text NOT NULL,
    "error" text,
    "summary" text,
    "revision" integer NOT NULL,
    "last_sequence" integer NOT NULL,
    "plan_version" integer NOT NULL,
    "plan_attempts" integer NOT NULL,
    "snapshot_attempts" integer NOT NULL,
    "goal_checks" integer NOT NULL,
    "goal_inconclusive" integer NOT NULL,
    "goal_met" integer NOT NULL,
    "replan_because" text,
    "advances" integer NOT NULL,
    "base" text,
    "model_calls" integer NOT NULL,
    "tool_calls" integer NOT NULL,
    "prompt_tokens" integer NOT NULL,
    "completion_tokens" integer NOT NULL,
    "created_at" text NOT NULL,
    "updated_at" text NOT NULL,
    "completed_at" text,
    "replanned_at" text
  )`,
  `CREATE INDEX "tasks_newest" ON "tasks" ("created_at", "id")`,
  `CREATE INDEX "tasks_newest_of_status" ON "tasks" ("status", "created_at", "id")`,
  `CREATE INDEX "tasks_open" ON "tasks" ("id") WHERE completed_at IS NULL`,
  `CREATE TABLE "task_requests" (
    "task_id" text PRIMARY KEY NOT NULL,
    "goal" text NOT NULL,
    "workspace_path" text NOT NULL,
    "context" text NOT NULL,
    "metadata" text NOT NULL,
    "approval_mode" text NOT NULL,
    "confidence_threshold" real NOT NULL,
    "callback_url" text,
    "protected" text NOT NULL,
    "priority" integer NOT NULL,
    "limit_tokens" integer,
    "limit_model_calls" integer,
    "limit_seconds" real,
    "idempotency_key" text,
    "body_hash" text
  )`,
  `CREATE UNIQUE INDEX "task_requests_idempotency" ON "task_requests" ("idempotency_key")`,
  `CREATE TABLE "workspaces" (
    "id" text PRIMARY KEY NOT NULL,
    "path" text NOT NULL,
    "tip" text,
    "created_at" text NOT NULL
  )`,
  `CREATE TABLE "subtasks" (
    "task_id" text NOT NULL,
    "id" text NOT NULL,
    "plan_version" integer NOT NULL,
    "position" integer NOT NULL,
    "description" text NOT NULL,
    "depends_on" text NOT NULL,
    "model_tier" integer NOT NULL,
    "verification_tier" integer NOT NULL,
    "is_critical_path" integer NOT NULL,
    "acceptance_criteria" text NOT NULL,
    "expected_outputs" text NOT NULL,
    "checks" text NOT NULL,
    "status" text NOT NULL,
    "phase" text NOT NULL,
    "executions" integer NOT NULL,
    "verifications" integer NOT NULL,
    "landings" integer NOT NULL,
    "extractions" integer NOT NULL,
    "failures" integer NOT NULL,
    "outages" integer NOT NULL,
    "inconclusive" integer NOT NULL,
    "conflicts" integer NOT NULL,
    "base" text,
    "head" text,
    "candidate" text,
    "tool_success" real,
    "verified" text NOT NULL,
    "feedback" text NOT NULL,
    "summary" text,
    "error" text,
    "model" text,
    "confidence" real,
    "approval" text,
    "approval_reason" text,
    "started_at" text,
    "completed_at" text,
    PRIMARY KEY ("task_id", "id")
  )`,
  `CREATE INDEX "subtasks_by_status" ON "subtasks" ("task_id", "status", "plan_version")`,
  `CREATE TABLE "attempts" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "task_id" text NOT NULL,
    "subtask_id" text,
    "stage" text NOT NULL,
    "number" integer NOT NULL,
    "epoch" integer NOT NULL,
    "plan_version" integer NOT NULL,
    "state" text NOT NULL,
    "settled" integer NOT NULL,
    "input" text NOT NULL,
    "outcome" text,
    "head" text,
    "last_entry" integer NOT NULL,
    "worker" text,
    "token" text,
    "lease_until" bigint,
    "created_at" text NOT NULL,
    "started_at" text,
    "ended_at" text
  )`,
  `CREATE UNIQUE INDEX "attempts_id" ON "attempts" ("id")`,
  `CREATE INDEX "attempts_of_subtask" ON "attempts" ("task_id", "subtask_id", "seq")`,
  `CREATE INDEX "attempts_unsettled" ON "attempts" ("task_id", "seq") WHERE settled = 0`,
  `CREATE INDEX "attempts_leased" ON "attempts" ("lease_until") WHERE lease_until IS NOT NULL`,
  `CREATE TABLE "entries" (
    "attempt_id" text NOT NULL,
    "n" integer NOT NULL,
    "kind" text NOT NULL,
    "at" text NOT NULL,
    "data" text NOT NULL,
    PRIMARY KEY ("attempt_id", "n")
  )`,
  `CREATE TABLE "events" (
    "task_id" text NOT NULL,
    "sequence" integer NOT NULL,
    "type" text NOT NULL,
    "subtask_id" text,
    "correlation_id" text,
    "at" text NOT NULL,
    "data" text,
    PRIMARY KEY ("task_id", "sequence")
  )`,
  `CREATE TABLE "outbox" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "task_id" text NOT NULL,
    "attempt_id" text NOT NULL,
    "job" text NOT NULL,
    "not_before" bigint NOT NULL,
    "sent_at" bigint
  )`,
  `CREATE INDEX "outbox_attempt" ON "outbox" ("attempt_id")`,
  `CREATE INDEX "outbox_unsent" ON "outbox" ("not_before", "id") WHERE sent_at IS NULL`,
  `CREATE INDEX "outbox_sent" ON "outbox" ("sent_at", "id") WHERE sent_at IS NOT NULL`,
  `CREATE TABLE "landings" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "attempt_id" text NOT NULL,
    "task_id" text NOT NULL,
    "kind" text NOT NULL,
    "subtask_id" text,
    "before" text NOT NULL,
    "commit_id" text NOT NULL,
    "landed_at" text NOT NULL,
    "reverted_by" text
  )`,
  `CREATE UNIQUE INDEX "landings_attempt" ON "landings" ("attempt_id")`,
  `CREATE INDEX "landings_of_task" ON "landings" ("task_id", "seq")`,
  `CREATE INDEX "landings_reverted_by" ON "landings" ("reverted_by") WHERE reverted_by IS NOT NULL`,
  `CREATE TABLE "changes" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "attempt_id" text NOT NULL,
    "path" text NOT NULL,
    "operation" text NOT NULL,
    "old_path" text,
    "additions" integer NOT NULL,
    "deletions" integer NOT NULL,
    "is_binary" integer NOT NULL
  )`,
  `CREATE INDEX "changes_of_landing" ON "changes" ("attempt_id", "seq")`,
  `CREATE TABLE "memory" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "task_id" text NOT NULL,
    "subtask_id" text,
    "type" text NOT NULL,
    "summary" text NOT NULL,
    "detail" text NOT NULL,
    "tags" text NOT NULL,
    "relevance_to" text NOT NULL,
    "verified" integer NOT NULL,
    "commit_id" text,
    "at" text NOT NULL
  )`,
  `CREATE UNIQUE INDEX "memory_id" ON "memory" ("id")`,
  `CREATE INDEX "memory_of_task" ON "memory" ("task_id", "seq")`,
  `CREATE TABLE "instructions" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "task_id" text NOT NULL,
    "subtask_id" text,
    "kind" text NOT NULL,
    "text" text NOT NULL,
    "at" text NOT NULL
  )`,
  `CREATE INDEX "instructions_of_task" ON "instructions" ("task_id", "id")`,
  `CREATE TABLE "model_stats" (
    "model" text NOT NULL,
    "role" text NOT NULL,
    "tier" integer NOT NULL,
    "successes" integer NOT NULL,
    "failures" integer NOT NULL,
    "prompt_tokens" integer NOT NULL,
    "completion_tokens" integer NOT NULL,
    "milliseconds" integer NOT NULL,
    PRIMARY KEY ("model", "role", "tier")
  )`,
  `CREATE TABLE "health_checks" (
    "id" integer PRIMARY KEY NOT NULL,
    "at" text NOT NULL
  )`,
];

export class CreateLedger1795000000000 implements MigrationInterface {
  readonly name = 'CreateLedger1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS].reverse()) {
      const [, table] = /^CREATE TABLE "(\w+)"/.exec(statement) ?? [];
      if (table !== undefined) await runner.query(`DROP TABLE "${table}"`);
    }
  }
}
