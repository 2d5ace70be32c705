import {
  camelCase,
  MODEL_SECTION,
  MODELS,
  SECTIONS,
  sectionKeys,
  type ConfigKey,
  type Section,
} from './key-catalogue.js';
import type { LoomConfig } from './loom-config.js';
import type { Env } from './values.js';

const HIDDEN = '***';
const SECRET_PARAMETER = /([?&][^=&#]*(?:key|token|secret|password)[^=&#]*=)[^&#]*/gi;

/** A text without the passwords of the URLs in it; everything else stays. */
export function hidePasswords(text: string): string {
  return text
    .replace(/(\/\/[^/@:\s]*):[^/@\s]*@/g, `$1:${HIDDEN}@`)
    .replace(SECRET_PARAMETER, (_, name: string) => `${name}${HIDDEN}`);
}

function shown(key: ConfigKey, value: unknown): unknown {
  if (key.type === 'commands' && typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, command]) => [name, hidePasswords(String(command))]));
  if (value === undefined || value === null) return null;
  if (key.secret) return HIDDEN;
  if (Array.isArray(value))
    return value.map((item: unknown) => (typeof item === 'string' ? hidePasswords(item) : item));
  return typeof value === 'string' ? hidePasswords(value) : value;
}

function shownSection(section: Section, values: object): Record<string, unknown> {
  const fields = values as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...sectionKeys(section)].map(([name, key]) => [name, shown(key, fields[camelCase(name)])]),
  );
}

/** The effective configuration as in the file, secrets as "***", keys without a value as null. */
export function redactedConfig(config: LoomConfig): Record<string, unknown> {
  const bySection = config as unknown as Readonly<Record<string, object>>;
  const sections = SECTIONS.map((section) => [section.name, shownSection(section, bySection[section.name] ?? {})]);
  const models = config.models.map((model) => [model.name, shownSection(MODEL_SECTION, model)]);
  const all = Object.fromEntries(sections) as Record<string, unknown>;
  return {
    source: config.source,
    data_dir: config.dataDir,
    ...all,
    [MODELS]: Object.fromEntries(models) as Record<string, unknown>,
  };
}

/** Every text of the configuration, and of the environment beside it, that may not be logged. */
export function secretsOf(config: LoomConfig, env: Env = process.env): readonly string[] {
  const found = new Set<string>();
  const add = (secret: string | undefined): void => {
    if (secret !== undefined && secret !== '') found.add(secret);
  };
  add(config.server.token);
  // What a client or a worker shows; it need not be the server's own.
  add(env['LOOM_TOKEN']);
  add(env['LOOM_SERVER_TOKEN']);
  for (const model of config.models) add(model.apiKey);
  for (const url of [config.redis.url, config.memory.databaseUrl, ...config.models.map((model) => model.baseUrl)]) {
    const password = url === undefined ? undefined : /\/\/[^/@:\s]*:([^/@\s]*)@/.exec(url)?.[1];
    if (password === undefined) continue;
    add(password);
    try {
      add(decodeURIComponent(password));
    } catch {
      // Not percent-encoded after all; the text itself is hidden already.
    }
  }
  return [...found];
}
