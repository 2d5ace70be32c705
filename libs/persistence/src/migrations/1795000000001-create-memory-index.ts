import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Full-text index over `memory`; its rowid is `memory.seq`. Rows are only ever added, and with the entry itself. */
export class CreateMemoryIndex1795000000001 implements MigrationInterface {
  readonly name = 'CreateMemoryIndex1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE VIRTUAL TABLE "memory_fts" USING fts5(
        summary, detail, tags,
        content = 'memory', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2'
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "memory_fts"');
  }
}
