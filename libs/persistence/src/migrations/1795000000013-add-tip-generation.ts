import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of a workspace's commits is the later one. The same in both databases. */
export class AddTipGeneration1795000000013 implements MigrationInterface {
  readonly name = 'AddTipGeneration1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "workspaces" ADD COLUMN "tip_generation" integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "workspaces" DROP COLUMN "tip_generation"');
  }
}
