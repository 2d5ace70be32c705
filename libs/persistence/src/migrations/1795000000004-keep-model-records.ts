import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATS = `CREATE TABLE "model_stats" (
  "endpoint" text NOT NULL,
  "model" text NOT NULL,
  "role" text NOT NULL,
  "tier" integer NOT NULL,
  "successes" integer NOT NULL,
  "failures" integer NOT NULL,
  "retries" integer NOT NULL,
  "prompt_tokens" integer NOT NULL,
  "completion_tokens" integer NOT NULL,
  "milliseconds" integer NOT NULL,
  "recent_successes" integer NOT NULL,
  "recent_failures" integer NOT NULL,
  PRIMARY KEY ("endpoint", "model", "role", "tier")
)`;

const STATS_BEFORE = `CREATE TABLE "model_stats" (
  "model" text NOT NULL,
  "role" text NOT NULL,
  "tier" integer NOT NULL,
  "successes" integer NOT NULL,
  "failures" integer NOT NULL,
  "prompt_tokens" integer NOT NULL,
  "completion_tokens" integer NOT NULL,
  "milliseconds" integer NOT NULL,
  PRIMARY KEY ("model", "role", "tier")
)`;

/**
 * Statistics by server and model instead of by section of the configuration, each attempt counted once; profiles of
 * models; what trials of verifiers showed. Old statistics cannot say which server they speak of and are dropped.
 */
export class KeepModelRecords1795000000004 implements MigrationInterface {
  readonly name = 'KeepModelRecords1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "model_stats"');
    await runner.query(STATS);
    await runner.query(`CREATE TABLE "model_uses" (
      "attempt_id" text NOT NULL,
      "role" text NOT NULL,
      PRIMARY KEY ("attempt_id", "role")
    )`);
    await runner.query(`CREATE TABLE "model_profiles" (
      "endpoint" text NOT NULL,
      "model" text NOT NULL,
      "profile" text NOT NULL,
      PRIMARY KEY ("endpoint", "model")
    )`);
    await runner.query(`CREATE TABLE "verifier_trials" (
      "executor_endpoint" text NOT NULL,
      "executor_model" text NOT NULL,
      "verifier_endpoint" text NOT NULL,
      "verifier_model" text NOT NULL,
      "trial" text NOT NULL,
      PRIMARY KEY ("executor_endpoint", "executor_model", "verifier_endpoint", "verifier_model")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['verifier_trials', 'model_profiles', 'model_uses', 'model_stats'])
      await runner.query(`DROP TABLE "${table}"`);
    await runner.query(STATS_BEFORE);
  }
}
