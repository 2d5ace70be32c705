/** Contract of the command line: what an exit code says. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;

const UNREACHABLE: ReadonlySet<string> = new Set([
  'no_redis_server',
  'redis_did_not_start',
  'redis_unreachable',
  'queue_unavailable',
  'server_unreachable',
  'api_unreachable',
]);
const USAGE: ReadonlySet<string> = new Set([
  'bad_config',
  'bad_redis_url',
  'data_dir_in_use',
  'data_dir_unusable',
  'other_tree_store',
  'api_refused',
  'version_mismatch',
  'sandbox_unavailable',
]);
/** Errors of listen(2). */
const ADDRESS: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND']);

interface ErrorShape {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly remedy?: unknown;
  readonly syscall?: unknown;
  readonly address?: unknown;
  readonly hostname?: unknown;
  readonly port?: unknown;
}

const shape = (error: unknown): ErrorShape => (typeof error === 'object' && error !== null ? error : {});

/** By `code`, whichever family the error is of. */
export function exitCodeFor(error: unknown): number {
  const { code } = shape(error);
  if (typeof code !== 'string') return EXIT.failed;
  if (UNREACHABLE.has(code)) return EXIT.unreachable;
  return USAGE.has(code) || (isListenError(error) && ADDRESS.has(code)) ? EXIT.usage : EXIT.failed;
}

/** What went wrong and what to do, for a person; never a stack. */
export function sentenceFor(error: unknown): string {
  const { code, message, remedy, address, hostname, port } = shape(error);
  if (isListenError(error)) {
    const host = typeof address === 'string' ? address : typeof hostname === 'string' ? hostname : 'this address';
    const shown = typeof port === 'number' ? `port ${port} on ${host}` : host;
    if (code === 'EADDRINUSE') {
      return `${shown} is in use already. Stop what listens there, or set another [server] port (--port, LOOM_SERVER_PORT).`;
    }
    if (code === 'EACCES') return `${shown} may not be listened on by this user. Set a [server] port above 1023.`;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      return `${host} is no address of this machine. Set another [server] host (--host, LOOM_SERVER_HOST).`;
    }
  }
  const what = typeof message === 'string' && message !== '' ? message : String(error);
  if (typeof remedy !== 'string') return what;
  return what.includes('\n') ? `${what}\n${remedy}` : `${/[.!?]$/.test(what) ? what : `${what}.`} ${remedy}`;
}

const isListenError = (error: unknown): boolean => {
  const { syscall } = shape(error);
  return syscall === 'listen' || syscall === 'getaddrinfo' || syscall === 'bind';
};
