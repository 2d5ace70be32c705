import { validateSync } from 'class-validator';
import { ConfigError, type ConfigProblem } from './config-error.js';
import { camelCase, MODEL_SECTION, sectionKeys, SECTIONS, type Section } from './key-catalogue.js';
import { LoomConfig, ModelConfig, RedisConfig, VerificationConfig, WorkspaceConfig } from './loom-config.js';

type Fields = Readonly<Record<string, unknown>>;

/** Settings a worker gets from its API. */
export interface HandedSettings {
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly models: readonly Fields[];
  readonly verification: Fields;
  /** Of [workspace], what installs dependencies. */
  readonly setUp?: Fields;
}

/** The models and the verification of this configuration for workers elsewhere; keys of models only `withSecrets`. */
export function settingsToHand(
  config: LoomConfig,
  withSecrets: boolean,
): Pick<HandedSettings, 'models' | 'verification' | 'setUp'> & { readonly keysWithheld: readonly string[] } {
  const models = config.models.map(({ apiKey, ...open }) =>
    withSecrets && apiKey !== undefined ? { ...open, apiKey } : open,
  );
  const keyed = config.models.filter((model) => model.apiKey !== undefined).map((model) => model.name);
  const { setup, setupTimeoutSeconds } = config.workspace;
  return {
    ...{ models, verification: { ...config.verification }, keysWithheld: withSecrets ? [] : keyed },
    ...(setup === undefined ? {} : { setUp: { setup, setupTimeoutSeconds } }),
  };
}

/**
 * A worker's own configuration with what its API handed out: Redis and verification are the API's, models and set-up
 * too
 * unless the worker has its own.
 * @throws ConfigError when what was handed out is no such settings
 */
export function withHandedSettings(own: LoomConfig, handed: HandedSettings): LoomConfig {
  const sectionOf = (name: string): Section => SECTIONS.find((section) => section.name === name) as Section;
  const { workspace } = own;
  const setUp = workspace.setup === undefined ? (handed.setUp ?? {}) : {};
  const more = { setup: setUp['setup'], setupTimeoutSeconds: setUp['setupTimeoutSeconds'] };
  return Object.assign(new LoomConfig(), own, {
    redis: Object.assign(new RedisConfig(), own.redis, handed.redis),
    verification: checked(sectionOf('verification'), new VerificationConfig(), handed.verification, '[verification]'),
    workspace: checked(sectionOf('workspace'), Object.assign(new WorkspaceConfig(), workspace), more, '[workspace]'),
    models: own.models.length > 0 ? own.models : handed.models.map(modelOf),
  });
}

function modelOf(fields: Fields): ModelConfig {
  const name = typeof fields['name'] === 'string' ? fields['name'] : '';
  return checked(MODEL_SECTION, Object.assign(new ModelConfig(), { name }), fields, `[models.${name}]`);
}

function checked<T extends object>(section: Section, values: T, given: Fields, shownAs: string): T {
  for (const key of sectionKeys(section).keys()) {
    const value = given[camelCase(key)];
    if (value !== undefined && value !== null) (values as Record<string, unknown>)[camelCase(key)] = value;
  }
  const problems = validateSync(values).map(({ property }): ConfigProblem => ({
    file: null,
    line: null,
    key: `${shownAs} ${property}`,
    message: 'the API hands out a value that is not allowed here; API and worker have to be of one version.',
  }));
  if (problems.length > 0) throw new ConfigError(problems);
  return values;
}
