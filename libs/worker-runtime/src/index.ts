export * from './worker-parts.js';
export * from './stage-processor.js';
export * from './heartbeat.js';
export * from './enlist.js';
export * from './standalone.js';
export * from './verifier-bench.js';
