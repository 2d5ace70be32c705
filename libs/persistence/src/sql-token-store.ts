import { TokenStore, type TokenRecord } from '#conductor';
import type { TokenEntity } from './entities/index.js';
import type { Database } from './sql/database.js';
import { insertInto } from './sql/statements.js';

/** Tokens in the database beside everything else, so that every API process knows the same ones at once. */
export class SqlTokenStore extends TokenStore {
  constructor(private readonly database: Database) {
    super();
  }

  async add(token: TokenRecord): Promise<void> {
    const row = {
      id: token.id,
      kind: token.kind,
      name: token.name,
      hash: token.hash,
      created_at: token.createdAt,
      last_used_at: token.lastUsedAt,
      revoked_at: token.revokedAt,
    };
    await this.database.lone.run(insertInto('tokens', row), row);
  }

  async list(): Promise<readonly TokenRecord[]> {
    const rows = await this.database.lone.all<TokenEntity>('SELECT * FROM tokens ORDER BY created_at DESC, id');
    return rows.map(toRecord);
  }

  async find(id: string): Promise<TokenRecord | null> {
    const row = await this.database.lone.one<TokenEntity>('SELECT * FROM tokens WHERE id = @id', { id });
    return row === undefined ? null : toRecord(row);
  }

  async revoke(id: string, at: string): Promise<boolean> {
    await this.database.lone.run('UPDATE tokens SET revoked_at = @at WHERE id = @id AND revoked_at IS NULL', {
      id,
      at,
    });
    return (await this.find(id)) !== null;
  }

  async noteUse(id: string, at: string): Promise<void> {
    await this.database.lone.run('UPDATE tokens SET last_used_at = @at WHERE id = @id', { id, at });
  }
}

const toRecord = (row: TokenEntity): TokenRecord => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  hash: row.hash,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});
