export { ROOT } from './root.js';
export * from './config-text.js';
export * from './files.js';
export type { Answer } from './api-caller.js';
export * from './loom.js';
export * from './program.js';
export * from './story.js';
export * from './events.js';
export * from './own-redis.js';
