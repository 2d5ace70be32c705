import type { LoomConfig } from '#config';

/** Several processes serve as one where nothing they need is private to one of them. */
export const isShared = ({ memory, redis }: LoomConfig): boolean =>
  memory.databaseUrl !== undefined && redis.url !== undefined;
