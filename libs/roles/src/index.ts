export * from './ports/model-client.js';
export * from './ports/attempt-trees.js';
export * from './ports/toolbox.js';
