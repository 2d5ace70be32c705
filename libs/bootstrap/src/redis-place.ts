import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where a private Redis listens: a socket, or where sockets cannot be used a port of loopback with a password. */
export type RedisPlace =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'port'; readonly port: number; readonly password: string };

/** sockaddr_un takes 104 to 108 bytes, depending on the system, its end included. */
const MAX_SOCKET_BYTES = 100;

export async function choosePlace(redisDir: string, temporary = tmpdir()): Promise<RedisPlace> {
  if (process.platform !== 'win32') {
    const beside = join(redisDir, 'redis.sock');
    if (Buffer.byteLength(beside) <= MAX_SOCKET_BYTES) return { kind: 'socket', path: beside };
    const short = shortFolder(redisDir, temporary);
    if (short !== null) return { kind: 'socket', path: join(short, 'redis.sock') };
  }
  return { kind: 'port', port: await freePort(), password: randomBytes(24).toString('hex') };
}

/** A folder of ours alone below the temporary one; null when it would be too long too, or is somebody else's. */
function shortFolder(redisDir: string, temporary: string): string | null {
  const uid = userInfo().uid;
  const name = `loom-${uid}-${createHash('sha256').update(redisDir).digest('hex').slice(0, 16)}`;
  const folder = join(temporary, name);
  if (Buffer.byteLength(join(folder, 'redis.sock')) > MAX_SOCKET_BYTES) return null;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return null;
  }
  // Anybody can make a folder in a temporary one: only a real one that is ours will do.
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid) return null;
  chmodSync(folder, 0o700);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export function placeUrl(place: RedisPlace): string {
  if (place.kind === 'port') return `redis://:${place.password}@127.0.0.1:${place.port}`;
  return `unix://${place.path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Lines of redis.conf; given on stdin, since arguments can be read by every user of the machine. */
export function redisSettings(place: RedisPlace, redisDir: string): string {
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  const listen =
    place.kind === 'socket'
      ? ['port 0', `unixsocket ${quoted(place.path)}`, 'unixsocketperm 700']
      : [`port ${place.port}`, 'bind 127.0.0.1', 'protected-mode yes', `requirepass ${place.password}`];
  return [
    ...listen,
    `dir ${quoted(redisDir)}`,
    'daemonize no',
    'save ""',
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'loglevel notice',
    '',
  ].join('\n');
}
