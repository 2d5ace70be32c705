import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one tree store that holds the commits which the other tables name. The same in both databases. */
export class CreateTreeStores1795000000012 implements MigrationInterface {
  readonly name = 'CreateTreeStores1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "tree_stores" ("name" text PRIMARY KEY NOT NULL, "id" text NOT NULL, "place" text NOT NULL,
       "since" text NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "tree_stores"');
  }
}
