export { anyLetter } from './any-letter.js';
export type { Chunking } from './chunking.js';
export * from './scripted-model-server.js';
export * from './scripted-reply.js';
export * from './scripts.js';
export { ableModel, type PlayedAbilities } from './able-model.js';
export type { ServerFlavour } from './scripted-probes.js';
export * from './model-config.js';
export { WebhookReceiver, type ReceivedWebhook } from './webhook-receiver.js';
export { TestRedis } from './test-redis.js';
export {
  PublishedApi,
  type ApiDocument,
  type DescribedOperation,
  type Operation,
  type Parameter,
  type Schema,
} from './published-api.js';
export { commitOf, newTask, subtaskOf } from './records.js';
export { assertLinear } from './linear-cost.js';
export { SmallDisk } from './small-disk.js';
export { Relay } from './relay.js';
export { OwnNetwork, type Direction } from './own-network.js';
export { PostgresServer, SHARED_POSTGRES } from './postgres-server.js';
