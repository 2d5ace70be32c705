import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person is asked, whether commands took something away, and the time a task only waited. */
export class AddApprovals1795000000010 implements MigrationInterface {
  readonly name = 'AddApprovals1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "subtasks" ADD COLUMN "asked" text');
    await runner.query('ALTER TABLE "subtasks" ADD COLUMN "destructive" integer');
    await runner.query('ALTER TABLE "tasks" ADD COLUMN "idle_ms" bigint NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE "tasks" ADD COLUMN "idle_since" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "tasks" DROP COLUMN "idle_since"');
    await runner.query('ALTER TABLE "tasks" DROP COLUMN "idle_ms"');
    await runner.query('ALTER TABLE "subtasks" DROP COLUMN "destructive"');
    await runner.query('ALTER TABLE "subtasks" DROP COLUMN "asked"');
  }
}
