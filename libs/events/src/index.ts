export { EventBus, InProcessEventBus, type BusListener } from './event-bus.js';
export { RedisEventBus } from './redis-event-bus.js';
export type { Notice } from './notices.js';
export { frameOf, tokenFrame } from './frames.js';
export { STREAM_TIMES, type StreamSink, type StreamTimes } from './sse-line.js';
export { streamTask, type TaskStreamRequest } from './stream-task.js';
export { streamAll, type AllStreamRequest } from './stream-all.js';
