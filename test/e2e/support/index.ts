import { beforeAll } from 'vitest';
import { built } from './built.js';

export { ROOT } from './built.js';
export * from './config-text.js';
export * from './files.js';
export * from './loom.js';
export * from './program.js';
export * from './story.js';
export * from './events.js';
export * from './own-redis.js';

// A build takes longer than a test may.
beforeAll(built, 300_000);
