import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Landings are undone in the order in which they changed the folder. The same in both databases. */
export class AddLandingGeneration1795000000014 implements MigrationInterface {
  readonly name = 'AddLandingGeneration1795000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "landings" ADD COLUMN "generation" integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "landings" DROP COLUMN "generation"');
  }
}
