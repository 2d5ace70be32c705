import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which result of a subtask waits, or waited, for a person to look at the sensitive files it changes. */
export class AddSensitive1795000000003 implements MigrationInterface {
  readonly name = 'AddSensitive1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "subtasks" ADD COLUMN "sensitive" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "subtasks" DROP COLUMN "sensitive"');
  }
}
