import type { CommandSpec } from './command-spec.js';

/* The commands that run Loom itself: their words are read here by the parser and by the Nest container. */

const ROLES = 'planner, executor, verifier, extractor';
const PORT = [0, 65535] as const;

export const SERVE = {
  name: 'serve',
  about: 'start the API with workers and, where no Redis is configured, a private Redis',
  options: [
    { flags: '--host <address>', about: 'address to listen on' },
    { flags: '--port <number>', about: 'port to listen on; 0 takes a free one', integer: PORT },
    {
      flags: '--roles <list>',
      about: `workers to run here: comma-separated of ${ROLES}; or none`,
      forNothing: 'For no worker here, say --roles none.',
    },
    { flags: '--without-trees', about: 'go on though the folder with the files of all earlier work is lost' },
  ],
  examples: ['loom serve', 'loom serve --port 9100 --roles none'],
} as const satisfies Omit<CommandSpec, 'load'>;

export const WORKER = {
  name: 'worker',
  operands: '<role...>',
  about: 'start workers of one or more roles on this machine',
  more: `Roles: ${ROLES}. A worker needs the API's address and its token: Redis and models are told by the API unless given.`,
  options: [
    { flags: '--models <list>', about: 'sections of [models] to use, comma-separated' },
    { flags: '--concurrency <number>', about: 'jobs at once', integer: [1, 1024] },
    { flags: '--redis <url>', about: 'Redis to take jobs from (default: as the API says)' },
    { flags: '--api <url>', about: 'address of the API' },
  ],
  examples: ['loom worker executor verifier --api http://box:9000 --token SECRET'],
} as const satisfies Omit<CommandSpec, 'load'>;

export const DEMO = {
  name: 'demo',
  about: 'build a small program with a scripted model: needs no model and no configuration',
  options: [{ flags: '--dir <folder>', about: 'new or empty folder to work in (default: a temporary one)' }],
  examples: ['loom demo'],
} as const satisfies Omit<CommandSpec, 'load'>;
