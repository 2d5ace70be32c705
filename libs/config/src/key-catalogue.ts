import { TIER_ONE_NAMES } from '#domain';
import {
  ExecutionConfig,
  LoggingConfig,
  MemoryConfig,
  ModelConfig,
  RedisConfig,
  SandboxConfig,
  ServerConfig,
  VerificationConfig,
  WorkspaceConfig,
} from './loom-config.js';

export type KeyType = 'string' | 'path' | 'paths' | 'strings' | 'integer' | 'number' | 'boolean' | 'commands';

/**
 * What one key of loom.toml means. Limits are enforced by the class that holds the field; `allowed` says them in words.
 */
export interface ConfigKey {
  /** `models.NAME` for the keys of a model. */
  readonly section: string;
  readonly key: string;
  /** `<NAME>` stands for a model's name in capitals, with `_` for whatever is neither letter nor digit. */
  readonly env: string;
  readonly type: KeyType;
  readonly allowed: string;
  /** Words of which it is one, or a list, where `allowed` does not list them. */
  readonly choices?: readonly string[];
  /** Absent = none. */
  readonly default?: string | number | boolean | readonly string[];
  readonly required: boolean;
  /** Never shown: not by `loom config`, nor in an error. Passwords inside URLs are hidden in any key. */
  readonly secret: boolean;
  readonly about: string;
}

/** A key, in the order in which they are shown. */
type Row = readonly [type: KeyType, allowed: string, about: string, choices?: readonly string[]];

const MODEL_ROWS: Readonly<Record<string, Row>> = {
  provider: ['string', '"ollama" or "openai_compatible"', 'Protocol the server speaks.'],
  base_url: ['string', 'an http:// or https:// address, with or without /v1', 'Where the server is.'],
  model: ['string', 'the name the server knows the model by', 'Model to ask for.'],
  api_key: ['string', 'text', 'Sent as a bearer token where the server wants one.'],
  max_tokens: ['integer', 'a whole number from 1 to 1000000000', 'Tokens of one answer.'],
  temperature: ['number', 'a number from 0 to 2', 'Sampling temperature.'],
  roles: ['strings', 'a list of "planner", "executor", "verifier", "extractor", each at most once', 'What it may do.'],
  tier: ['integer', '1, 2 or 3', 'Capability class, 3 is the strongest.'],
  context_window: [
    'integer',
    'a whole number from 512 to 1000000000',
    'Tokens of prompt and answer together; asked of the server when absent, else 8192.',
  ],
  max_concurrency: ['integer', 'a whole number from 1 to 1024', 'Requests at once, over all roles and machines.'],
  timeout_seconds: ['number', 'a number from 1 to 2592000', 'For a whole answer, from request to last token.'],
  think: ['boolean', 'true or false', "Whether a reasoning model reasons; the server's own choice when absent."],
  probe_seconds: [
    'number',
    'a number from 0 to 3600',
    'Time a probe of what the model can do may take; 0 = none unless asked for.',
  ],
  probe_after_seconds: [
    'number',
    'a number from 0 to 86400',
    'Rest, without any open task, before a model is probed unasked.',
  ],
  tools: ['string', '"native" or "text"', 'How tools are called; found out when absent, as are all keys below.'],
  structured_output: [
    'string',
    '"schema", "simple_schema", "json" or "none"',
    'How much of a JSON schema is sent; what is not sent is told in the prompt.',
  ],
  parallel_calls: ['boolean', 'true or false', 'Whether it may make several calls in one answer.'],
  thinking_switch: ['boolean', 'true or false', 'Whether it heeds the switch for reasoning; if not, none is sent.'],
  system_role: [
    'boolean',
    'true or false',
    'Whether it takes a system message; if not, the first user message has it.',
  ],
  tool_role: ['boolean', 'true or false', "Whether it takes tools' results as such; if not, tools are told as text."],
};

export interface Section {
  readonly name: string;
  /** An instance that holds the defaults. */
  readonly make: () => object;
  readonly rows: Readonly<Record<string, Row>>;
}

export const MODELS = 'models';
export const MODEL_SECTION: Section = { name: 'models.NAME', make: () => new ModelConfig(), rows: MODEL_ROWS };

/** Every section but the models'. */
export const SECTIONS: readonly Section[] = [
  {
    name: 'server',
    make: () => new ServerConfig(),
    rows: {
      host: ['string', 'an IP address or a host name', 'Address to listen on. Any but loopback needs a token.'],
      port: ['integer', 'a whole number from 0 to 65535', 'Port to listen on; 0 takes a free one.'],
      token: ['string', 'text of at least 8 characters', 'What a client has to show.'],
      rate_limit_per_minute: [
        'integer',
        'a whole number from 1 to 1000000',
        'Requests of one caller; this machine and workers may ask a hundred times as often.',
      ],
      webhook_allow: [
        'strings',
        'a list of host names, IP addresses and networks such as 10.0.0.0/8',
        'Receivers of webhooks that may be reached although their address is not public.',
      ],
    },
  },
  {
    name: 'redis',
    make: () => new RedisConfig(),
    rows: {
      url: ['string', 'redis://…, rediss://… or unix:///path', 'Redis to use; when absent Loom runs a private one.'],
      prefix: ['string', '1 to 64 letters, digits, "_" or "-"', "Begins the name of every key of Loom's in Redis."],
    },
  },
  {
    name: 'workspace',
    make: () => new WorkspaceConfig(),
    rows: {
      default_path: ['path', 'a folder', 'Where relative workspaces are looked for.'],
      scratch_dir: ['path', 'a folder', 'Holds the scratch folders of tasks, and workspaces of tasks that name none.'],
      roots: ['paths', 'a list of folders', 'A workspace has to lie in one of these; when absent any folder will do.'],
      mode: [
        'string',
        '"isolated" or "in_place"',
        'Whether the folder changes only with verified work, or shows each step of an attempt at once.',
      ],
      keep_days: ['integer', 'a whole number from 1 to 3650', 'Days after its end in which a task can be undone.'],
      keep_failed_days: ['integer', 'a whole number from 1 to 3650', 'Days for which what never landed is kept.'],
      max_store_gib: [
        'number',
        'a number from 0.1 to 100000',
        "Disk that one workspace's history may take: above it the oldest goes first, and with it its undo. Of a worker elsewhere: what all copies and checkouts may take.",
      ],
      setup: [
        'commands',
        'a table from names of lock files to commands, such as { "package-lock.json" = "npm ci --ignore-scripts" }',
        'Installs dependencies where your folder has none, where an attempt changed a lock file, and on other machines; without [sandbox] network only from local files. See Dependencies in operations.md. The variable takes JSON.',
      ],
      setup_timeout_seconds: ['number', 'a number from 1 to 3600', 'Time of one such command.'],
    },
  },
  {
    name: 'execution',
    make: () => new ExecutionConfig(),
    rows: {
      max_subtask_retries: ['integer', 'a whole number from 0 to 20', 'Retries of one subtask.'],
      max_loop_iterations: ['integer', 'a whole number from 1 to 1000000', 'Plan advances of one task.'],
      max_tool_iterations: ['integer', 'a whole number from 1 to 1000000', 'Model turns of one attempt.'],
      max_parallel_subtasks: ['integer', 'a whole number from 1 to 256', 'Subtasks of one task that run at once.'],
      max_plan_versions: ['integer', 'a whole number from 1 to 1000000', 'Plans of one task, the first included.'],
      max_task_tokens: [
        'integer',
        'a whole number from 1 to 1000000000000',
        'Tokens one task may use; no limit when absent.',
      ],
      auto_approve_confidence_threshold: ['number', 'a number from 0 to 1', 'Confidence that lands without asking.'],
      approval_timeout_seconds: [
        'number',
        'a number from 1 to 2592000',
        'Time a person has to approve or reject; silence is a no.',
      ],
      auto_proceed_seconds: [
        'number',
        'a number from 0 to 86400',
        'Time in which work of middling confidence can be rejected in approval mode auto; silence is a yes.',
      ],
    },
  },
  {
    name: 'verification',
    make: () => new VerificationConfig(),
    rows: {
      tier1_enabled: ['boolean', 'true or false', 'Checks without a model: outputs, syntax, commands.'],
      tier1_except: [
        'strings',
        'a list of names of checks, as in checks.md',
        'Checks without a model that are left out, by the name that a refusal begins with.',
        TIER_ONE_NAMES,
      ],
      tier2_enabled: [
        'boolean',
        'true or false',
        'Review by a model that has not seen the conversation; when off, only of work that no check proves.',
      ],
      tier3_enabled: ['boolean', 'true or false', 'Vote of several reviewers.'],
      tier3_vote_count: [
        'integer',
        'a whole number from 1 to 15',
        'Reviewers that vote, on a step of tier 3 and on a goal that one has rejected.',
      ],
    },
  },
  {
    name: 'sandbox',
    make: () => new SandboxConfig(),
    rows: {
      mode: [
        'string',
        '"auto", "required" or "none"',
        'Whether shell commands run in bubblewrap (on macOS: under sandbox-exec, untested there).',
      ],
      network: [
        'boolean',
        'true or false',
        'Whether shell commands, checks and set-ups reach the network; all or none of them do.',
      ],
      toolchains: [
        'paths',
        'a list of folders, absolute or beginning with ~/',
        'Folders outside /usr that commands, checks and set-ups may read and run programs of (their bin is on the PATH): nvm, pyenv, rustup, and so on. See Toolchains in operations.md.',
      ],
      memory_mb: ['integer', 'a whole number from 64 to 16777216', 'Memory of one shell command, in MiB.'],
      shell_timeout_seconds: ['number', 'a number from 1 to 3600', 'Time of one shell command.'],
    },
  },
  {
    name: 'memory',
    make: () => new MemoryConfig(),
    rows: {
      database_path: ['path', 'a file', 'SQLite file; its folder is the data directory.'],
      database_url: ['string', 'postgres://…', 'Postgres to use instead of SQLite.'],
    },
  },
  {
    name: 'logging',
    make: () => new LoggingConfig(),
    rows: {
      level: ['string', '"debug", "info", "warn" or "error"', 'Least important message that is logged.'],
      event_log_path: ['path', 'a folder', 'Holds the logs.'],
    },
  },
];

const REQUIRED: ReadonlySet<string> = new Set(['provider', 'base_url', 'model']);
const SECRET: ReadonlySet<string> = new Set(['token', 'api_key']);

export const camelCase = (key: string): string => key.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());
/** How a section or model is spelled in the name of a variable. */
export const envName = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, '_');

function keysOf(section: Section): ConfigKey[] {
  const defaults = section.make() as Record<string, ConfigKey['default']>;
  const env = section === MODEL_SECTION ? 'LOOM_MODELS_<NAME>_' : `LOOM_${envName(section.name)}_`;
  return Object.entries(section.rows).map(([key, [type, allowed, about, choices]]) => {
    const value = defaults[camelCase(key)];
    return {
      section: section.name,
      key,
      env: env + key.toUpperCase(),
      type,
      allowed,
      ...(value === undefined ? {} : { default: value }),
      required: section === MODEL_SECTION && REQUIRED.has(key),
      secret: SECRET.has(key),
      about,
      ...(choices === undefined ? {} : { choices }),
    };
  });
}

/** Every key there is, in the order of the file: what documentation and `loom init` are rendered from. */
export function configKeys(): readonly ConfigKey[] {
  const [server, redis, ...rest] = SECTIONS as [Section, Section, ...Section[]];
  return [server, redis, MODEL_SECTION, ...rest].flatMap(keysOf);
}

const BY_SECTION = new Map([...SECTIONS, MODEL_SECTION].map((s) => [s, new Map(keysOf(s).map((k) => [k.key, k]))]));

/** Keys of one section by name. */
export function sectionKeys(section: Section): ReadonlyMap<string, ConfigKey> {
  return BY_SECTION.get(section) ?? new Map<string, ConfigKey>();
}
