import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { WrongUsage } from './exit-codes.js';
import type { Invocation } from './invocation.js';

export interface ServerAddress {
  /** Without a slash at the end. */
  readonly url: string;
  readonly token?: string;
  /** A named server is the user's explicit wish; a configured one may be replaced by an embedded one in `run`. */
  readonly from: 'flag' | 'environment' | 'config' | 'embedded';
  readonly remedy: string;
}

type Asked = Pick<Invocation, 'globals' | 'env' | 'cwd'>;

/**
 * Where the API is: --server, $LOOM_SERVER_URL, else [server] of the configuration. Client commands read no more of
 * loom.toml than that, since checking all of it costs more time than the rest of the command.
 */
export async function serverAddress(call: Asked): Promise<ServerAddress> {
  const { globals, env } = call;
  const given = nonEmpty(globals.token) ?? nonEmpty(env['LOOM_TOKEN']) ?? nonEmpty(env['LOOM_SERVER_TOKEN']);
  const token = given === undefined ? undefined : asToken(given);
  const named = globals.server ?? nonEmpty(env['LOOM_SERVER_URL']);
  if (named !== undefined) {
    // A file that is named and not there is a mistake, though its address would not have been asked for.
    if (globals.config !== undefined) configFile(call);
    const url = asServerUrl(named, globals.server === undefined ? 'LOOM_SERVER_URL' : '--server');
    // The configured token is for the configured server: it is not shown to another one.
    const configured = token === undefined ? await configuredServer(call).catch(() => null) : null;
    const own = configured !== null && configured.url === url ? configured.token : undefined;
    return {
      url,
      ...withToken(token ?? own),
      from: globals.server === undefined ? 'environment' : 'flag',
      remedy: 'Check the address, or start the server there with `loom serve`.',
    };
  }
  const configured = await configuredServer(call);
  return {
    url: configured.url,
    ...withToken(token ?? configured.token),
    from: 'config',
    remedy: 'Start it with `loom serve`, or name another one with --server.',
  };
}

/** What no header can carry would look like a server that is not there. */
function asToken(given: string): string {
  if (/^[\x20-\x7e\x80-\xff]*$/.test(given)) return given;
  throw new WrongUsage(
    'the token holds a character that cannot be sent, such as a line break',
    'Look at --token, LOOM_TOKEN and LOOM_SERVER_TOKEN; `loom token create NAME` makes a new one.',
  );
}

const withToken = (token: string | undefined): { token?: string } => (token === undefined ? {} : { token });
const nonEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

export function asServerUrl(given: string, source: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    throw new WrongUsage(`${source} is not a URL: ${JSON.stringify(given)}`, 'Write it as http://host:port.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new WrongUsage(
      `${source} must be an http or https URL, not ${url.protocol}//`,
      'Write it as http://host:port.',
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

async function configuredServer(call: Asked): Promise<{ url: string; token?: string }> {
  const { env, cwd } = call;
  const file = configFile(call);
  const server = file === null ? {} : await serverSection(file, call);
  const host = nonEmpty(env['LOOM_SERVER_HOST']) ?? server.host ?? '127.0.0.1';
  const port = Number(nonEmpty(env['LOOM_SERVER_PORT']) ?? server.port ?? 9000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) await explain(call, cwd);
  return { url: `http://${reachable(host)}:${port}`, ...withToken(nonEmpty(env['LOOM_SERVER_TOKEN']) ?? server.token) };
}

/** An address to listen on is not always one to call. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::' || host === '[::]') return '[::1]';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function configFile({ globals, env, cwd }: Asked): string | null {
  const named = globals.config ?? nonEmpty(env['LOOM_CONFIG']);
  if (named !== undefined) {
    const path = resolve(cwd, named.replace(/^~(?=\/|$)/, homedir()));
    if (!existsSync(path)) {
      throw new WrongUsage(
        `there is no file ${path}, named by ${globals.config === undefined ? 'LOOM_CONFIG' : '--config'}`,
        '`loom init` writes a configuration.',
      );
    }
    return path;
  }
  return [resolve(cwd, 'loom.toml'), join(homedir(), '.loom', 'loom.toml')].find((path) => existsSync(path)) ?? null;
}

interface ServerSection {
  host?: string;
  port?: number;
  token?: string;
}

/** All keys of [server]: what is none of them may be meant to be one. */
export const SERVER_KEYS: readonly string[] = ['host', 'port', 'token', 'rate_limit_per_minute', 'webhook_allow'];

async function serverSection(file: string, call: Asked): Promise<ServerSection> {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (!/^\s*(\[\s*"?server|"?server"?\s*[.=])/m.test(text)) return {};
    const toml = (await import('toml')).default;
    const server = ((toml.parse(text) as Record<string, unknown>)['server'] ?? {}) as Record<string, unknown>;
    const known = typeof server === 'object' && Object.keys(server).every((key) => SERVER_KEYS.includes(key));
    if (!known) return await explain(call, call.cwd);
    const string = (key: string): string | undefined => {
      const value = server[key];
      if (value === undefined) return undefined;
      if (typeof value !== 'string') throw new TypeError(key);
      return value.replace(/\$\{(\w+)\}/g, (_all, name: string) => {
        const found = call.env[name];
        if (found === undefined) throw new TypeError(name);
        return found;
      });
    };
    const port = server['port'];
    if (port !== undefined && typeof port !== 'number') throw new TypeError('port');
    const host = string('host');
    const token = string('token');
    return { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }), ...withToken(token) };
  } catch {
    return explain(call, call.cwd);
  }
}

/** The short reading failed: the full one says where and why. */
async function explain({ globals, env }: Asked, cwd: string): Promise<ServerSection> {
  const { loadConfig } = await import('#config');
  const { server } = loadConfig({ ...(globals.config === undefined ? {} : { path: globals.config }), env, cwd });
  return { host: server.host, port: server.port, ...withToken(server.token) };
}
