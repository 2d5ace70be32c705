import { ConfigError } from './config-error.js';
import type { Env } from './values.js';

export interface ServerEnvironment {
  /** Without a slash at the end. */
  readonly url?: string;
  readonly token?: string;
}

/**
 * The API to call as the environment names it: LOOM_SERVER_URL and LOOM_TOKEN, for programs that are not that API. An
 * empty variable counts as not set.
 * @throws ConfigError when LOOM_SERVER_URL is no http or https address
 */
export function serverEnvironment(env: Env = process.env): ServerEnvironment {
  const token = env['LOOM_TOKEN'];
  const given = env['LOOM_SERVER_URL'];
  return {
    ...(given === undefined || given === '' ? {} : { url: checkedUrl(given) }),
    ...(token === undefined || token === '' ? {} : { token }),
  };
}

function checkedUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '') {
    const message = 'this is not the address of a Loom. Write it as http://host:port.';
    throw new ConfigError([{ file: null, line: null, key: 'LOOM_SERVER_URL', message }]);
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}
