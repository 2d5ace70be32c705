import { LoomError } from '#domain';
import type { TreeStoreEntity } from './entities/index.js';
import type { Database } from './sql/database.js';
import { insertInto } from './sql/statements.js';

export interface TreeStoreAt {
  readonly id: string;
  /** Machine and folder, for people. */
  readonly place: string;
}

/** Another folder holds the commits that this database names. */
export class OtherTreeStore extends LoomError {
  readonly code = 'other_tree_store';
  override readonly remedy =
    'Start every `loom serve` of this database on that machine and with a [memory] database_path in that folder, ' +
    'or restore that folder from a backup. If it is lost for good, `loom serve --without-trees` goes on without it: ' +
    'what landed before can then be neither shown nor undone.';

  constructor(database: string, mine: string, its: string) {
    super(`the database ${database} goes with the trees of ${its}, not with those of ${mine}`);
  }
}

/**
 * Keeps a database and its tree store together: the commits that the one names are in the other and nowhere else. The
 * first store that a database meets is its own.
 */
export class SqlTreePairing {
  constructor(private readonly database: Database) {}

  /** @throws OtherTreeStore. Of several that are the first at once, one is. */
  async meet(mine: TreeStoreAt): Promise<void> {
    const row = { name: 'trees', ...mine, since: new Date(this.database.clocks.wall()).toISOString() };
    const { lone } = this.database;
    await lone.run(`${insertInto('tree_stores', row)} ON CONFLICT (name) DO NOTHING`, row);
    const its = await lone.one<TreeStoreEntity>('SELECT * FROM tree_stores');
    if (its !== undefined && its.id !== mine.id) throw new OtherTreeStore(this.database.place, mine.place, its.place);
  }

  /** The store it went with counts as lost. */
  async forget(): Promise<void> {
    await this.database.lone.run('DELETE FROM tree_stores');
  }
}
