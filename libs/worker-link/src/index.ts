export type { ApiAddress } from './api-connection.js';
export { ApiRefused, ApiUnreachable, LinkClosed, VersionMismatch } from './errors.js';
export { HttpTreeTransport, type PushedAttempt } from './http-tree-transport.js';
export { joinApi } from './join.js';
export { RedisCarrier } from './redis-carrier.js';
export { HttpWorkerLink, type LinkOptions } from './http-worker-link.js';
