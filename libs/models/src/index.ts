export { createModelClient, HttpModelClient, type ModelClientOptions } from './http-model-client.js';
export type { Clock } from './clock.js';
export type { EndpointTimings } from './endpoint.js';
export type { ProbeEnd } from './probe/capability-probe.js';
export { profileView } from './profile/profile-view.js';
export { endpointKey, EndpointSlots, type IdleSlot, type Slot } from './slots/endpoint-slots.js';
export { LocalEndpointSlots } from './slots/local-endpoint-slots.js';
export { RedisEndpointSlots, type RedisSlotTimings } from './slots/redis-endpoint-slots.js';
export { authorizationOf, normaliseBaseUrl } from './providers/provider.js';
