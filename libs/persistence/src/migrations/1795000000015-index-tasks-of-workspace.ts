import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open tasks look after the results of others on the same workspace. The same in both databases. */
export class IndexTasksOfWorkspace1795000000015 implements MigrationInterface {
  readonly name = 'IndexTasksOfWorkspace1795000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "tasks_of_workspace" ON "tasks" ("workspace_id") WHERE completed_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "tasks_of_workspace"');
  }
}
