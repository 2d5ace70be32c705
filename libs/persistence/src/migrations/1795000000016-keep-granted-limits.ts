import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a retry adds to a limit is what it was at first; what the plan demanded in vain is remembered over its versions. The
 * same in both databases.
 */
export class KeepGrantedLimits1795000000016 implements MigrationInterface {
  readonly name = 'KeepGrantedLimits1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "task_requests" ADD COLUMN "granted_tokens" bigint');
    await runner.query('ALTER TABLE "task_requests" ADD COLUMN "granted_model_calls" bigint');
    await runner.query('ALTER TABLE "tasks" ADD COLUMN "doubted" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "tasks" DROP COLUMN "doubted"');
    await runner.query('ALTER TABLE "task_requests" DROP COLUMN "granted_model_calls"');
    await runner.query('ALTER TABLE "task_requests" DROP COLUMN "granted_tokens"');
  }
}
