export * from './state.js';
export * from './commit.js';
export * from './ports/task-store.js';
