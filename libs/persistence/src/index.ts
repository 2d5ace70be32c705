export { openDatabase } from './open-database.js';
export { SqliteTaskStore } from './sqlite-task-store.js';
export { SqlTokenStore } from './sql-token-store.js';
export { BadCursor, DatabaseFailed, DatabaseTooNew, DatabaseUnreadable, EntryGap } from './errors.js';
