export { openDatabase } from './open-database.js';
export { SqliteTaskStore } from './sqlite-task-store.js';
export { BadCursor, DatabaseFailed, DatabaseTooNew, DatabaseUnreadable, EntryGap } from './errors.js';
