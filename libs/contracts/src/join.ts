import { anyObject, integer, listOf, nullable, shaped, text, variants, type Shape } from './shape.js';

/** What workers and API say to each other; another number means that one side would misread the other. */
export const WORKER_PROTOCOL = 1;

/** Asked once, before a worker takes its first job. */
export interface JoinRequest {
  readonly version: string;
  readonly protocol: number;
}

/** How a worker reaches the Redis of its API. Addresses may hold a password. */
export type RedisHandOut =
  /** As the API itself does, or where that address means nothing, through the API too. */
  | { readonly via: 'network'; readonly url: string; readonly carried: string }
  /**
   * Only the API's machine reaches it: its bytes go through the API. `carried` is a `unix://` URL that lacks the
   * socket.
   */
  | { readonly via: 'api'; readonly carried: string }
  /** The API has no token, and gives no password away without one. */
  | { readonly via: 'withheld' };

/** What a worker needs besides the API's address and a token. */
export interface JoinAnswer {
  readonly version: string;
  readonly protocol: number;
  readonly redis: RedisHandOut;
  readonly prefix: string;
  /**
   * Name of a key that this API has just set in its Redis; null while that is away. A Redis without it is another one.
   */
  readonly mark: string | null;
  /** Sections of [models], keys in camelCase, and [verification]. */
  readonly models: readonly Readonly<Record<string, unknown>>[];
  readonly verification: Readonly<Record<string, unknown>>;
  /** Keys of [workspace] that say how dependencies are installed; absent = they are not. */
  readonly setUp?: Readonly<Record<string, unknown>>;
  /** Models whose key is not told, for want of a token. */
  readonly keysWithheld: readonly string[];
}

const NAME = 1024;
const ADDRESS = 8192;

export const joinRequestShape: Shape<JoinRequest> = shaped({ version: text(NAME), protocol: integer(0, 1e6) });

export const joinAnswerShape: Shape<JoinAnswer> = shaped(
  {
    version: text(NAME),
    protocol: integer(0, 1e6),
    redis: variants('via', {
      network: shaped({ url: text(ADDRESS), carried: text(ADDRESS) }),
      api: shaped({ carried: text(ADDRESS) }),
      withheld: shaped({}),
    }),
    prefix: text(NAME),
    mark: nullable(text(NAME)),
    models: listOf(anyObject(64 * 1024, 4), 256),
    verification: anyObject(64 * 1024, 4),
    keysWithheld: listOf(text(NAME), 256),
  },
  { setUp: anyObject(64 * 1024, 3) },
);
