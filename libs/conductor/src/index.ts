export * from './commit.js';
export * from './errors.js';
export * from './ports/dispatcher.js';
export * from './ports/task-store.js';
export * from './ports/tree-store.js';
export * from './state.js';
export * from './undo-plan.js';
export * from './what-follows.js';
