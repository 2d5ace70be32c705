import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the plan demanded in vain is remembered over its versions. The same in both databases. */
export class RememberDoubtedDemands1795000000016 implements MigrationInterface {
  readonly name = 'RememberDoubtedDemands1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "tasks" ADD COLUMN "doubted" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "tasks" DROP COLUMN "doubted"');
  }
}
