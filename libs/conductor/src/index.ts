export * from './state.js';
export * from './commit.js';
export * from './ports/task-store.js';
export * from './what-follows.js';
export * from './errors.js';
