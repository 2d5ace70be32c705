import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configKeys, loadConfig, redactedConfig, type ConfigKey, type LoomConfig } from './index.js';

const home = mkdtempSync(join(tmpdir(), 'loom-keys-'));
afterAll(() => rmSync(home, { recursive: true }));
const load = (env: Record<string, string>): LoomConfig => loadConfig({ env, cwd: home, home });

const MODEL = {
  LOOM_MODELS_BIG_PROVIDER: 'ollama',
  LOOM_MODELS_BIG_BASE_URL: 'http://127.0.0.1:11434',
  LOOM_MODELS_BIG_MODEL: 'qwen',
};

it('has the defaults that were promised', () => {
  const { models, ...shown } = redactedConfig(load(MODEL)) as Record<string, Record<string, unknown>>;
  expect(shown).toMatchObject({
    server: { host: '127.0.0.1', port: 9000, token: null },
    redis: { url: null, prefix: 'loom' },
    workspace: {
      ...{ default_path: join(home, 'projects'), scratch_dir: join(home, '.loom', 'scratch') },
      ...{ roots: null, mode: 'isolated' },
    },
    execution: {
      ...{ max_subtask_retries: 3, max_loop_iterations: 50, max_tool_iterations: 20, max_parallel_subtasks: 4 },
      ...{ max_plan_versions: 5, max_task_tokens: null, auto_approve_confidence_threshold: 0.8 },
    },
    verification: {
      tier1_enabled: true,
      tier1_except: [],
      tier2_enabled: true,
      tier3_enabled: false,
      tier3_vote_count: 3,
    },
    sandbox: { mode: 'auto', network: false, shell_timeout_seconds: 60 },
    memory: { database_path: join(home, '.loom', 'loom.db'), database_url: null },
    logging: { level: 'info', event_log_path: join(home, '.loom', 'logs') },
  });
  expect(Object.values(models ?? {})).toMatchObject([
    {
      ...{ provider: 'ollama', base_url: 'http://127.0.0.1:11434', model: 'qwen', api_key: null, max_tokens: 4096 },
      ...{ temperature: 0.1, tier: 1, context_window: null, max_concurrency: 1, timeout_seconds: 600, think: null },
    },
  ]);
});

/** Keys whose allowed values are told in words. */
const NAMED: Readonly<Record<string, string>> = {
  'server.host': 'localhost',
  'server.token': 'long-enough-token',
  'server.webhook_allow': '10.0.0.0/8',
  'redis.url': 'redis://127.0.0.1:6380',
  'redis.prefix': 'other',
  'verification.tier1_except': 'own_words',
  'models.NAME.base_url': 'http://127.0.0.1:8080',
  'models.NAME.roles': 'verifier',
  'models.NAME.context_window': '32768',
  'workspace.setup': '{"package-lock.json":"npm ci"}',
  'sandbox.toolchains': '/opt/tool',
  'memory.database_url': 'postgres://127.0.0.1/loom',
};

/** A value that is allowed and is not the default. */
function another({ section, key, allowed, default: usual }: ConfigKey): string {
  const named = NAMED[`${section}.${key}`];
  if (named !== undefined) return named;
  if (allowed === 'true or false') return String(usual !== true);
  if (/^a (?:file|folder|list of folders)$/.test(allowed)) return '/somewhere/else';
  const least = /number (?:from|of at least) ([\d.]+)/.exec(allowed)?.[1];
  if (least !== undefined) return String(Number(least) === usual ? Number(least) + 1 : Number(least));
  const choices = [...allowed.matchAll(/"(\w+)"/g)].map(([, choice]) => choice ?? '');
  return choices.find((choice) => choice !== usual) ?? (allowed.startsWith('1, 2') ? '3' : 'text');
}

describe('the environment variable of', () => {
  it.each(configKeys().map((key) => [`${key.section}.${key.key}`, key] as const))('%s sets it', (_name, key) => {
    const text = another(key);
    const shown = (env: Record<string, string>): unknown => {
      const all = redactedConfig(load({ ...MODEL, ...env })) as Record<string, Record<string, unknown>>;
      const [model] = Object.values(all['models'] ?? {}) as Record<string, unknown>[];
      return (key.section === 'models.NAME' ? model : all[key.section])?.[key.key];
    };
    const variable = key.env.replace('<NAME>', 'BIG');
    const isHost = key.section === 'server' && key.key === 'host';
    const token: Record<string, string> = isHost ? { LOOM_SERVER_TOKEN: 'long-enough-token' } : {};
    const seen = shown({ ...token, [variable]: text });
    if (key.secret) expect(seen).toBe('***');
    else expect([seen].flat().map((v) => (v instanceof Object ? JSON.stringify(v) : String(v)))).toEqual([text]);
    if (!key.required) expect(seen).not.toEqual(shown(token));
  });
});
