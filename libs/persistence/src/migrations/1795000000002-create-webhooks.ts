import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE "webhooks" (
    "id" text PRIMARY KEY NOT NULL,
    "task_id" text NOT NULL,
    "sequence" integer NOT NULL,
    "url" text NOT NULL,
    "state" text NOT NULL,
    "tries" integer NOT NULL,
    "next_at" bigint NOT NULL,
    "claim" text,
    "created_at" text NOT NULL
  )`,
  `CREATE INDEX "webhooks_due" ON "webhooks" ("next_at", "id") WHERE state = 'pending'`,
];

export class CreateWebhooks1795000000002 implements MigrationInterface {
  readonly name = 'CreateWebhooks1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "webhooks"');
  }
}
