export * from './loom-config.js';
