import { TokenStore, type TokenRecord } from '#conductor';
import { IsNull, type DataSource } from 'typeorm';
import { TokenEntity } from './entities/index.js';

/** Tokens in the database beside everything else, so that every API process knows the same ones at once. */
export class SqlTokenStore extends TokenStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async add(token: TokenRecord): Promise<void> {
    await this.rows.insert({
      id: token.id,
      kind: token.kind,
      name: token.name,
      hash: token.hash,
      created_at: token.createdAt,
      last_used_at: token.lastUsedAt,
      revoked_at: token.revokedAt,
    });
  }

  async list(): Promise<readonly TokenRecord[]> {
    return (await this.rows.find({ order: { created_at: 'DESC', id: 'ASC' } })).map(toRecord);
  }

  async find(id: string): Promise<TokenRecord | null> {
    const row = await this.rows.findOneBy({ id });
    return row === null ? null : toRecord(row);
  }

  async revoke(id: string, at: string): Promise<boolean> {
    await this.rows.update({ id, revoked_at: IsNull() }, { revoked_at: at });
    return (await this.find(id)) !== null;
  }

  async noteUse(id: string, at: string): Promise<void> {
    await this.rows.update({ id }, { last_used_at: at });
  }

  private get rows() {
    return this.dataSource.getRepository(TokenEntity);
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
