import { dirname, resolve } from 'node:path';
import { validateSync } from 'class-validator';
import { ConfigError, inReadingOrder, type ConfigProblem } from './config-error.js';
import { readEnvironment } from './environment.js';
import {
  camelCase,
  MODEL_SECTION,
  MODELS,
  SECTIONS,
  sectionKeys,
  type ConfigKey,
  type Section,
} from './key-catalogue.js';
import { LoomConfig, ModelConfig } from './loom-config.js';
import { isHost, isLoopback } from './loopback.js';
import type { ConfigOption } from './load-config.js';
import { didYouMean } from './nearest.js';
import type { TomlSource } from './toml-source.js';
import { unknownKey, whereMeant } from './unknown-key.js';
import {
  isTable,
  expandPath,
  expandVariables,
  readText,
  unusablePath,
  wrongValue,
  type Env,
  type Read,
} from './values.js';

export interface FileReading {
  readonly path: string;
  readonly folder: string;
  readonly source: TomlSource;
}

interface Place {
  readonly file: string | null;
  readonly line: number | null;
  readonly key: string;
}

/** A value on its way: already of the file's or the variable's form, not yet checked. */
interface Given {
  readonly value: unknown;
  readonly place: Place;
  /** Where relative paths start. */
  readonly from: string;
}

/** The keys of one section, or of one model. */
type Table = Map<string, Given>;

/** Names travel in job data, options (`--models a,b`) and variables. */
const MODEL_NAME = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,63}$/;

/**
 * One reading of a configuration: gathers every key from file, environment and options, and every problem with them.
 */
export class ConfigReading {
  private readonly problems: ConfigProblem[] = [];
  private readonly sections = new Map<string, Table>(SECTIONS.map((section) => [section.name, new Map()]));
  private readonly models = new Map<string, Table>();

  constructor(private readonly places: { env: Env; cwd: string; home: string; file: FileReading | null }) {}

  finish(options: readonly ConfigOption[]): LoomConfig {
    if (this.places.file !== null) this.readFile(this.places.file);
    this.readVariables();
    this.readOptions(options);
    const config = this.build();
    if (this.problems.length > 0) throw new ConfigError(this.problems.toSorted(inReadingOrder));
    return config;
  }

  private readFile(file: FileReading): void {
    const names = [...SECTIONS.map((section) => section.name), MODELS];
    for (const [name, value] of Object.entries(file.source.root)) {
      const place = { file: file.path, line: file.source.lineOf([name]), key: isTable(value) ? `[${name}]` : name };
      const section = SECTIONS.find((known) => known.name === name);
      if (name === MODELS) {
        this.readModels(file, value, place);
      } else if (section !== undefined && isTable(value)) {
        this.readSection(file, section, [name], value, this.sections.get(name) ?? new Map<string, Given>());
      } else if (section !== undefined) {
        this.refuse(place, `this has to be a section: write [${name}] on a line of its own, its keys below.`);
      } else if (isTable(value)) {
        this.refuse(place, `there is no such section; there are ${list(names)}.${didYouMean(name, names)}`);
      } else {
        this.refuse(place, `every key stands under a section.${whereMeant(name, names)}`);
      }
    }
  }

  private readModels(file: FileReading, value: unknown, place: Place): void {
    if (!isTable(value)) {
      this.refuse(place, 'each model has a section of its own: [models.NAME].');
      return;
    }
    for (const [name, table] of Object.entries(value)) {
      const path = [MODELS, name];
      const at = { file: file.path, line: file.source.lineOf(path), key: `[models] ${name}` };
      if (!isTable(table)) {
        this.refuse(at, 'each model has a section of its own: [models.NAME].');
      } else if (!MODEL_NAME.test(name)) {
        this.refuse(
          { ...at, key: `[models.${JSON.stringify(name)}]` },
          'the name of a model has 1 to 64 letters, digits and . _ : / @ + -, and begins with a letter or digit.',
        );
      } else {
        const keys: Table = new Map();
        this.models.set(name, keys);
        this.readSection(file, MODEL_SECTION, path, table, keys);
      }
    }
  }

  private readSection(
    file: FileReading,
    section: Section,
    path: readonly string[],
    table: Record<string, unknown>,
    into: Table,
  ): void {
    const keys = sectionKeys(section);
    for (const [name, raw] of Object.entries(table)) {
      const place = { file: file.path, line: file.source.lineOf([...path, name]), key: `[${path.join('.')}] ${name}` };
      const key = keys.get(name);
      if (key === undefined) {
        this.refuse(place, unknownKey(name, raw, section, path));
        continue;
      }
      const read = this.expand(raw);
      if ('problem' in read) this.refuse(place, read.problem);
      // A key that was refused still counts as given, so that it is not reported as missing too.
      into.set(name, { value: 'problem' in read ? undefined : read.value, place, from: file.folder });
    }
  }

  private expand(raw: unknown): Read {
    if (typeof raw === 'string') return expandVariables(raw, this.places.env);
    if (isTable(raw)) return this.expandTable(raw);
    if (!Array.isArray(raw)) return { value: raw };
    const items: unknown[] = [];
    for (const item of raw as readonly unknown[]) {
      const read = this.expand(item);
      if ('problem' in read) return read;
      items.push(read.value);
    }
    return { value: items };
  }

  /** A name with a dot in it that lacks its quotes is a table in a table. */
  private expandTable(raw: Record<string, unknown>): Read {
    const items: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(raw)) {
      const read = this.expand(item);
      if ('problem' in read) return read;
      const { value } = read;
      if (isTable(value)) for (const [rest, inner] of Object.entries(value)) items[`${name}.${rest}`] = inner;
      else items[name] = value;
    }
    return { value: items };
  }

  private readVariables(): void {
    const { overrides, problems } = readEnvironment(this.places.env, [...this.models.keys()]);
    for (const { variable, message } of problems) this.refuse({ file: null, line: null, key: variable }, message);
    for (const { variable, text, section, model, key } of overrides) {
      const table = model === null ? this.sections.get(section.name) : this.model(model);
      if (table !== undefined) this.set(table, key, readText(key, text), variable);
    }
  }

  private readOptions(options: readonly ConfigOption[]): void {
    for (const { option, key: path, value } of options) {
      const [name = '', keyName = ''] = path.split('.');
      const section = SECTIONS.find((known) => known.name === name);
      const key = section === undefined ? undefined : sectionKeys(section).get(keyName);
      const table = this.sections.get(name);
      if (key === undefined || table === undefined) throw new TypeError(`no configuration key is called ${path}`);
      this.set(table, key, readText(key, String(value)), option);
    }
  }

  private set(table: Table, key: ConfigKey, read: Read, source: string): void {
    const place = { file: null, line: null, key: source };
    if ('problem' in read) this.refuse(place, read.problem);
    table.set(key.key, { value: 'problem' in read ? undefined : read.value, place, from: this.places.cwd });
  }

  private model(name: string): Table {
    const table = this.models.get(name) ?? new Map<string, Given>();
    this.models.set(name, table);
    return table;
  }

  private build(): LoomConfig {
    const sections = SECTIONS.map((section): [string, object] => {
      const values = this.instance(
        section,
        section.make(),
        this.sections.get(section.name) ?? new Map<string, Given>(),
        null,
      );
      return [section.name, values];
    });
    const models = [...this.models].map(([name, table]) => {
      const model = Object.assign(new ModelConfig(), { name });
      const values = this.instance(MODEL_SECTION, model, table, name) as ModelConfig;
      this.checkModel(values, table);
      return values;
    });
    const config = Object.assign(new LoomConfig(), Object.fromEntries(sections), {
      models,
      source: this.places.file?.path ?? null,
    });
    this.checkServer(config);
    this.checkToolchains();
    return Object.assign(config, { dataDir: dirname(resolve(config.memory.databasePath)) });
  }

  /** Puts what was given over the defaults, makes paths absolute, and checks the result field by field. */
  private instance(section: Section, values: object, table: Table, model: string | null): object {
    const fields = values as Record<string, unknown>;
    const keys = sectionKeys(section);
    for (const [name, key] of keys) {
      const field = camelCase(name);
      const given = table.get(name);
      if (given?.value !== undefined) fields[field] = given.value;
      const from = given?.from ?? this.places.cwd;
      const absolute = (path: unknown): unknown =>
        typeof path === 'string' && path !== '' ? expandPath(path, this.places.home, from) : path;
      const value = fields[field];
      if (key.type === 'path') fields[field] = absolute(value);
      if (key.type === 'paths' && Array.isArray(value)) fields[field] = value.map(absolute);
    }
    const wrong = new Set(validateSync(values).map((error) => error.property));
    const defaults = section.make() as Record<string, unknown>;
    for (const [name, key] of keys) {
      const field = camelCase(name);
      const path = key.type === 'path' ? fields[field] : null;
      const unusable = typeof path === 'string' ? unusablePath(path, key.allowed) : null;
      if (!wrong.has(field) && unusable === null) continue;
      // What looks over several fields later may trust their types.
      fields[field] = defaults[field];
      const given = table.get(name);
      if (given === undefined)
        this.refuse(this.sectionPlace(section, model, name), unusable ?? `it is missing; it has to be ${key.allowed}.`);
      else if (given.value !== undefined) this.refuse(given.place, unusable ?? wrongValue(key, given.value));
    }
    return values;
  }

  private sectionPlace(section: Section, model: string | null, key: string): Place {
    const path = model === null ? [section.name] : [MODELS, model];
    const line = this.places.file?.source.lineOf(path) ?? null;
    return { file: this.places.file?.path ?? null, line, key: `[${path.join('.')}] ${key}` };
  }

  private checkServer(config: LoomConfig): void {
    const { host, token } = config.server;
    const server = this.sections.get('server');
    const given = server?.get('host');
    if (given === undefined || given.value !== host) return;
    if (!isHost(host)) {
      this.refuse(given.place, `${JSON.stringify(host)} is not allowed, it has to be an IP address or a host name.`);
    } else if (!isLoopback(host) && token === undefined && server?.has('token') !== true) {
      const message = `"${host}" can be reached from other machines, so a token is required: set [server] token or LOOM_SERVER_TOKEN, or use 127.0.0.1.`;
      this.refuse(given.place, message);
    }
  }

  /** What commands may read is not to depend on where a file lies or Loom was started. */
  private checkToolchains(): void {
    const given = this.sections.get('sandbox')?.get('toolchains');
    if (given === undefined || !Array.isArray(given.value)) return;
    const relative = (given.value as unknown[]).find(
      (path) => typeof path === 'string' && !/^(?:\/|~(?:\/|$))/.test(path),
    );
    if (relative === undefined) return;
    this.refuse(given.place, `${JSON.stringify(relative)} is not an absolute path, and does not begin with ~/.`);
  }

  private checkModel(model: ModelConfig, table: Table): void {
    const { contextWindow, maxTokens } = model;
    const given = table.get('context_window');
    if (given === undefined || contextWindow === undefined || contextWindow > maxTokens) return;
    const message = `a context of ${contextWindow} tokens leaves no room for a prompt beside an answer of ${maxTokens} (max_tokens).`;
    this.refuse(given.place, message);
  }

  private refuse(place: Place, message: string): void {
    this.problems.push({ ...place, message });
  }
}

const list = (names: readonly string[]): string => names.map((name) => `[${name}]`).join(', ');
