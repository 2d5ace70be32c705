export * from './errors.js';
export * from './statuses.js';
export * from './roles.js';
export * from './chat.js';
export * from './plan.js';
export * from './outcomes.js';
export * from './schedule.js';
export * from './confidence.js';
