import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from './config-error.js';
import { ConfigReading, type FileReading } from './config-reading.js';
import type { LoomConfig } from './loom-config.js';
import { parseToml } from './toml-source.js';
import { expandPath, type Env } from './values.js';

/** A value given on the command line; goes before the environment, which goes before the file. */
export interface ConfigOption {
  /** As the user typed it, for messages: `--port`. */
  readonly option: string;
  /** `server.port`; keys of models have no option. */
  readonly key: string;
  readonly value: string | number;
}

export interface ConfigPlaces {
  /** `--config`. */
  readonly path?: string;
  readonly env?: Env;
  readonly cwd?: string;
  readonly home?: string;
  readonly options?: readonly ConfigOption[];
}

/**
 * Reads loom.toml and the environment. Without a file every key has its default.
 * @throws ConfigError with all that is wrong.
 */
export function loadConfig(places: ConfigPlaces = {}): LoomConfig {
  const { env = process.env, cwd = process.cwd(), home = homedir() } = places;
  const path = configPath({ ...places, env, cwd, home });
  const reading = new ConfigReading({ env, cwd, home, file: path === null ? null : readFile(path) });
  return reading.finish(places.options ?? []);
}

/** The file that would be read, or null when there is none. A file that was named has to exist. */
export function configPath(places: ConfigPlaces): string | null {
  const { path, env = process.env, cwd = process.cwd(), home = homedir() } = places;
  const named = path !== undefined ? { by: '--config', path } : { by: 'LOOM_CONFIG', path: env['LOOM_CONFIG'] ?? '' };
  if (named.path !== '') {
    const absolute = expandPath(named.path, home, cwd);
    if (existsSync(absolute)) return absolute;
    throw new ConfigError([{ file: null, line: null, key: named.by, message: `there is no file ${absolute}.` }]);
  }
  if (path !== undefined) {
    throw new ConfigError([{ file: null, line: null, key: '--config', message: 'it needs the path of a file.' }]);
  }
  return [resolve(cwd, 'loom.toml'), join(home, '.loom', 'loom.toml')].find((place) => existsSync(place)) ?? null;
}

/** Larger than any real one; keeps a mistaken path (a model, a database) from being read whole. */
const MAX_BYTES = 4 * 1024 * 1024;

function readFile(path: string): FileReading {
  const refuse = (message: string): never => {
    throw new ConfigError([{ file: path, line: null, key: '', message }]);
  };
  let text: string;
  try {
    const found = statSync(path);
    if (!found.isFile()) return refuse('this is not a file.');
    if (found.size > MAX_BYTES) return refuse('this is too large to be a configuration.');
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return refuse(`it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
  return { path, folder: dirname(path), source: parseToml(text, path) };
}
