export * from './jobs.js';
export * from './events.js';
export * from './worker-link.js';
export * from './worker-payloads.js';
export * from './join.js';
export { UnreadablePayload } from './shape.js';
export * from './api.js';
export * from './serve.js';
export * from './model-records.js';
