export { openDatabase } from './open-database.js';
export type { Database } from './sql/database.js';
export { SqlTaskStore } from './sql-task-store.js';
export { SqlTokenStore } from './sql-token-store.js';
export { OtherTreeStore, SqlTreePairing, type TreeStoreAt } from './sql-tree-pairing.js';
export {
  checkRestore,
  restoreDatabase,
  saveDatabase,
  type DatabaseAt,
  type SavedDatabase,
} from './backup/database-backup.js';
export { BackupFailed, BadCursor, DatabaseFailed, DatabaseTooNew, DatabaseUnreadable, EntryGap } from './errors.js';
