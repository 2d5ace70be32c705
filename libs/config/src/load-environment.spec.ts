import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configKeys, isLoopback, loadConfig, redactedConfig, secretsOf } from './index.js';
import { cwd, eachInItsFolders, home, load, MODEL, refusal } from './load-config.fixture.js';

eachInItsFolders();

describe('the environment', () => {
  it('overrides any key of any section, a model by its name in capitals', () => {
    const models = `${MODEL}[models."qwen2.5-7b"]\nprovider = "ollama"\nbase_url = "http://h:1"\nmodel = "q"\n`;
    const config = load(`[server]\nport = 1\n${models}`, {
      LOOM_SERVER_PORT: '2',
      LOOM_MODELS_QWEN2_5_7B_MAX_CONCURRENCY: '8',
      LOOM_MODELS_MAIN_ROLES: 'planner, verifier',
      LOOM_MODELS_MAIN_THINK: 'false',
      LOOM_WORKSPACE_ROOTS: '~/a,b',
      LOOM_EXECUTION_AUTO_APPROVE_CONFIDENCE_THRESHOLD: '.5',
      LOOM_MEMORY_DATABASE_PATH: 'x/loom.db',
      LOOM_LOGGING_LEVEL: '',
    });
    expect(config.server.port).toBe(2);
    expect(config.models[1]?.maxConcurrency).toBe(8);
    expect(config.models[0]).toMatchObject({ roles: ['planner', 'verifier'], think: false });
    expect(config.workspace.roots).toEqual([join(home, 'a'), join(cwd, 'b')]);
    expect(config.execution.autoApproveConfidenceThreshold).toBe(0.5);
    expect(config.dataDir).toBe(join(cwd, 'x'));
    expect(config.logging.level).toBe('info');
  });

  it('makes a model that no file names when it says all that is required', () => {
    const env = {
      LOOM_MODELS_BIG_PROVIDER: 'ollama',
      LOOM_MODELS_BIG_BASE_URL: 'http://h:1',
      LOOM_MODELS_BIG_MODEL: 'm',
    };
    expect(load(null, { ...env, LOOM_MODELS_BIG_TIER: '3' }).models).toMatchObject([
      { name: 'big', model: 'm', tier: 3 },
    ]);
  });

  it.each<[what: string, variable: string, value: string, message: RegExp]>([
    ['a wrong number', 'LOOM_SERVER_PORT', '80a', /"80a" is not allowed.*0 to 65535/],
    ['a number out of range', 'LOOM_SERVER_PORT', '70000', /0 to 65535/],
    ['a wrong truth value', 'LOOM_SANDBOX_NETWORK', 'maybe', /true or false/],
    ['a misspelled key', 'LOOM_SERVER_PROT', '1', /Did you mean "LOOM_SERVER_PORT"\?/],
    ['a misspelled section', 'LOOM_SEVER_PORT', '1', /Did you mean "LOOM_SERVER_PORT"\?/],
    ['a misspelled model', 'LOOM_MODELS_MIAN_TIER', '2', /no model "mian".*Did you mean "LOOM_MODELS_MAIN_TIER"\?/],
    ['a misspelled key of a model', 'LOOM_MODELS_MAIN_TEIR', '2', /Did you mean "LOOM_MODELS_MAIN_TIER"\?/],
    ['a name that fits two models', 'LOOM_MODELS_A_B_TIER', '2', /"a-b" and "a\.b"/],
    ['a wrong role', 'LOOM_MODELS_MAIN_ROLES', 'planner,critic', /a list of/],
  ])('is refused for %s, by the name of the variable', (_what, variable, value, message) => {
    const rest = 'provider = "ollama"\nbase_url = "http://h:1"\nmodel = "q"\n';
    const { problems } = refusal(`${MODEL}[models.a-b]\n${rest}[models."a.b"]\n${rest}`, { [variable]: value });
    expect(problems).toEqual([{ file: null, line: null, key: variable, message: expect.stringMatching(message) }]);
  });

  it('leaves other variables alone', () => {
    const config = load(null, {
      LOOM_CONFIG: '',
      LOOM_SERVER_URL: 'http://h:1',
      LOOM_TOKEN: 'x',
      LOOM_RECORDER_QUALITY: 'high',
      LOOM_SERVER_PORT: 'tcp://10.0.0.1:9000',
      LOOM_REDIS_SERVICE_HOST: '10.0.0.2',
      LOOM_REDIS_PORT: 'tcp://10.0.0.2:6379',
      LOOM_REDIS_PORT_6379_TCP_ADDR: '10.0.0.2',
    });
    expect(config.server.port).toBe(9000);
  });

  it('goes before the file, and an option of the command line before both', () => {
    writeFileSync(join(cwd, 'loom.toml'), '[server]\nport = 1\n');
    const env = { LOOM_SERVER_PORT: '2' };
    const option = { option: '--port', key: 'server.port', value: 3 };
    expect(loadConfig({ env, cwd, home, options: [option] }).server.port).toBe(3);
    const wrong = { ...option, value: 'x' };
    expect(() => loadConfig({ env, cwd, home, options: [wrong] })).toThrow(/--port: "x" is not allowed/);
  });
});

describe('what is told about the configuration', () => {
  it('shows it as in the file without its secrets', () => {
    const config = load(
      `[server]\ntoken = "sesame-street"\n[redis]\nurl = "redis://loom:p%40ss@h:1/2"\n${MODEL}api_key = "sk-1"\n[memory]\ndatabase_url = "postgres://u:pw@h/db?sslpassword=zz&x=1"\n`,
    );
    const shown = redactedConfig(config);
    expect(shown).toMatchObject({
      server: { port: 9000, token: '***' },
      redis: { url: 'redis://loom:***@h:1/2', prefix: 'loom' },
      models: { main: { api_key: '***', base_url: 'http://localhost:11434', max_tokens: 4096, context_window: null } },
      memory: { database_url: 'postgres://u:***@h/db?sslpassword=***&x=1' },
    });
    expect(JSON.stringify(shown)).not.toMatch(/sesame|sk-1|p%40ss|:pw@/);
    expect(secretsOf(config, {})).toEqual(['sesame-street', 'sk-1', 'p%40ss', 'p@ss', 'pw']);
    expect(secretsOf(config, { LOOM_TOKEN: 'a-worker-token' })).toContain('a-worker-token');
  });

  it('describes every key that is accepted, with its default', () => {
    const keys = configKeys();
    const shown = redactedConfig(load(MODEL)) as Record<string, Record<string, unknown>>;
    const accepted = Object.entries({ ...shown, 'models.NAME': shown['models']?.['main'] ?? {} })
      .filter(([name]) => !['source', 'data_dir', 'models'].includes(name))
      .flatMap(([section, values]) => Object.keys(values).map((key) => `${section} ${key}`));
    expect(keys.map(({ section, key }) => `${section} ${key}`).sort()).toEqual(accepted.sort());
    expect(keys.find((key) => key.env === 'LOOM_SERVER_PORT')).toMatchObject({ default: 9000, type: 'integer' });
    expect(keys.every((key) => key.about.endsWith('.') || key.about.endsWith('absent.'))).toBe(true);
  });

  it('has a field for every key and a key for every field', () => {
    const config = load(MODEL) as unknown as Record<string, Record<string, unknown>>;
    const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
    for (const section of [
      'server',
      'redis',
      'workspace',
      'execution',
      'verification',
      'sandbox',
      'memory',
      'logging',
    ]) {
      const known = configKeys().filter((key) => key.section === section);
      for (const field of Object.keys(config[section] ?? {}))
        expect(known.map((key) => key.key)).toContain(snake(field));
    }
  });

  it.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['127.0.0.1.example.org', false],
    ['192.168.1.2', false],
  ])('says whether %s is loopback', (host, expected) => expect(isLoopback(host)).toBe(expected));
});
