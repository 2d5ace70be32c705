import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens that were made, by their hashes. */
export class CreateTokens1795000000011 implements MigrationInterface {
  readonly name = 'CreateTokens1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "tokens" ("id" text PRIMARY KEY NOT NULL, "kind" text NOT NULL, "name" text NOT NULL,
       "hash" text NOT NULL, "created_at" text NOT NULL, "last_used_at" text, "revoked_at" text)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "tokens"');
  }
}
