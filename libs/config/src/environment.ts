import {
  configKeys,
  envName,
  MODEL_SECTION,
  MODELS,
  SECTIONS,
  sectionKeys,
  type ConfigKey,
  type Section,
} from './key-catalogue.js';
import { didYouMean, nearest } from './nearest.js';
import type { Env } from './values.js';

/** A variable that sets a key. `model` names the model whose key it is. */
export interface Override {
  readonly variable: string;
  readonly text: string;
  readonly section: Section;
  readonly model: string | null;
  readonly key: ConfigKey;
}

export interface EnvironmentReading {
  readonly overrides: readonly Override[];
  readonly problems: readonly { readonly variable: string; readonly message: string }[];
}

/** Variables of Loom's that are no keys of loom.toml. */
const NO_KEYS: ReadonlySet<string> = new Set(['LOOM_CONFIG', 'LOOM_SERVER_URL', 'LOOM_TOKEN']);

/** What container platforms add for a service that happens to be called `loom-server`, `loom-redis` and so on. */
const isServiceLink = (variable: string, text: string): boolean =>
  /_(SERVICE_HOST|SERVICE_PORT\w*|PORT_\d+_(TCP|UDP)\w*)$/.test(variable) ||
  (/_PORT$/.test(variable) && /^(tcp|udp):\/\//.test(text));

/** Which keys the environment sets. `modelNames` are the models of the file. An empty variable counts as not set. */
export function readEnvironment(env: Env, modelNames: readonly string[]): EnvironmentReading {
  const overrides: Override[] = [];
  const problems: { variable: string; message: string }[] = [];
  const ofModels: { variable: string; text: string }[] = [];
  const plain = new Map<string, { section: Section; key: ConfigKey }>();
  for (const section of SECTIONS) for (const key of sectionKeys(section).values()) plain.set(key.env, { section, key });
  const sectionPrefixes = SECTIONS.map((section) => `LOOM_${envName(section.name)}_`);

  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith('LOOM_') || text === undefined || text === '' || NO_KEYS.has(variable)) continue;
    const known = plain.get(variable);
    if (known !== undefined) {
      if (variable === 'LOOM_SERVER_PORT' && isServiceLink(variable, text)) continue;
      overrides.push({ variable, text, model: null, ...known });
    } else if (isServiceLink(variable, text)) {
      continue;
    } else if (variable.startsWith('LOOM_MODELS_')) {
      ofModels.push({ variable, text });
    } else {
      const ours = sectionPrefixes.some((prefix) => variable.startsWith(prefix));
      const candidates = [...plain.keys(), ...NO_KEYS];
      // Other programs may have variables of their own under LOOM_: one that resembles none of ours is left alone.
      if (ours || nearest(variable, candidates) !== null) {
        problems.push({ variable, message: `no key has this name.${didYouMean(variable, candidates)}` });
      }
    }
  }
  const models = readModelVariables(ofModels, modelNames);
  return { overrides: [...overrides, ...models.overrides], problems: [...problems, ...models.problems] };
}

function readModelVariables(
  variables: readonly { readonly variable: string; readonly text: string }[],
  modelNames: readonly string[],
): EnvironmentReading {
  const overrides: Override[] = [];
  const problems: { variable: string; message: string }[] = [];
  const keys = sectionKeys(MODEL_SECTION);
  const endings = [...keys.values()].map((key) => ({ key, ending: `_${key.key.toUpperCase()}` }));
  const strangers = new Map<string, Override[]>();
  const candidates = modelNames.flatMap((name) => endings.map(({ ending }) => `LOOM_MODELS_${envName(name)}${ending}`));

  for (const { variable, text } of variables) {
    const rest = variable.slice('LOOM_MODELS_'.length);
    const readings = endings
      .filter(({ ending }) => rest.endsWith(ending) && rest.length > ending.length)
      .map(({ key, ending }) => ({ key, name: rest.slice(0, -ending.length) }));
    const matches = readings.flatMap(({ key, name }) =>
      modelNames.filter((model) => envName(model) === name).map((model) => ({ key, model })),
    );
    const [match, another] = matches;
    if (match !== undefined && another === undefined) {
      overrides.push({ variable, text, section: MODEL_SECTION, ...match });
    } else if (match !== undefined) {
      const names = matches.map(({ model }) => `"${model}"`).join(' and ');
      problems.push({ variable, message: `it could mean the models ${names}: rename one of them.` });
    } else {
      // The longest key is meant: LOOM_MODELS_A_MAX_TOKENS is no key "tokens" of a model "a_max".
      const reading = readings.sort((a, b) => b.key.key.length - a.key.key.length)[0];
      if (reading === undefined) {
        problems.push({ variable, message: `no key of a model has this name.${didYouMean(variable, candidates)}` });
      } else {
        const model = reading.name.toLowerCase();
        const group = strangers.get(model) ?? [];
        group.push({ variable, text, section: MODEL_SECTION, model, key: reading.key });
        strangers.set(model, group);
      }
    }
  }
  // Variables alone make a model when they say all that is required of one; else they were meant for another.
  const required = [...keys.values()].filter((key) => key.required);
  for (const group of strangers.values()) {
    if (required.every((key) => group.some((override) => override.key === key))) {
      overrides.push(...group);
      continue;
    }
    for (const { variable, model } of group) {
      const whole = required.map((key) => key.key.toUpperCase()).join(', ');
      const message = `there is no model "${model}", and without its ${whole} it is not a new one either.`;
      problems.push({ variable, message: message + didYouMean(variable, candidates) });
    }
  }
  return { overrides, problems };
}

/** For messages: where a key that is unknown here would belong. */
export function sectionsWith(key: string): readonly string[] {
  return configKeys()
    .filter((known) => known.key === key)
    .map((known) => (known.section === MODEL_SECTION.name ? `[${MODELS}.NAME]` : `[${known.section}]`));
}
