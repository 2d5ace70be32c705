export * from './jobs.js';
export * from './events.js';
export * from './worker-link.js';
export * from './api.js';
export * from './serve.js';
