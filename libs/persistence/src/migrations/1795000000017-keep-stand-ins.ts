import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files a step made in place of planned ones. The same in both databases. */
export class KeepStandIns1795000000017 implements MigrationInterface {
  readonly name = 'KeepStandIns1795000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "subtasks" ADD COLUMN "stand_ins" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "subtasks" DROP COLUMN "stand_ins"');
  }
}
