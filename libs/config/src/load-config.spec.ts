import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './index.js';
import { cwd, eachInItsFolders, home, load, MODEL, refusal } from './load-config.fixture.js';

eachInItsFolders();

describe('where the configuration is looked for', () => {
  const port = (n: number): string => `[server]\nport = ${n}\n`;

  it('takes --config before LOOM_CONFIG before ./loom.toml before ~/.loom/loom.toml', () => {
    writeFileSync(join(home, '.loom', 'loom.toml'), port(1));
    expect(loadConfig({ env: {}, cwd, home }).server.port).toBe(1);
    writeFileSync(join(cwd, 'loom.toml'), port(2));
    expect(loadConfig({ env: {}, cwd, home }).server.port).toBe(2);
    writeFileSync(join(home, 'other.toml'), port(3));
    const env = { LOOM_CONFIG: '~/other.toml' };
    expect(loadConfig({ env, cwd, home }).server.port).toBe(3);
    writeFileSync(join(cwd, 'mine.toml'), port(4));
    const config = loadConfig({ path: 'mine.toml', env, cwd, home });
    expect(config.server.port).toBe(4);
    expect(config.source).toBe(join(cwd, 'mine.toml'));
  });

  it('has every default when there is no file', () => {
    const config = load(null);
    expect(config.source).toBeNull();
    expect(config.server).toMatchObject({ host: '127.0.0.1', port: 9000 });
    expect(config.models).toEqual([]);
    expect(config.memory.databasePath).toBe(join(home, '.loom', 'loom.db'));
    expect(config.dataDir).toBe(join(home, '.loom'));
    expect(config.workspace.scratchDir).toBe(join(home, '.loom', 'scratch'));
    expect(config.logging.eventLogPath).toBe(join(home, '.loom', 'logs'));
  });

  it('refuses a named file that does not exist, and one that is a folder', () => {
    expect(() => loadConfig({ path: 'none.toml', env: {}, cwd, home })).toThrow(
      /--config: there is no file .*none\.toml/,
    );
    expect(() => loadConfig({ env: { LOOM_CONFIG: '/none/x.toml' }, cwd, home })).toThrow(
      /LOOM_CONFIG: there is no file/,
    );
    expect(() => loadConfig({ path: home, env: {}, cwd, home })).toThrow(/this is not a file/);
  });
});

describe('what a file may say', () => {
  it('reads every section, in snake_case, into camelCase fields', () => {
    const config = load(`\uFEFF[server]\r\nport = 0\r\n[redis]\nurl = "unix:///run/redis.sock"
[models."qwen2.5:7b"]
provider = "openai_compatible"
base_url = "http://ollama_1:8080/v1"
model = "q"
roles = ["planner", "verifier"]
tier = 3
context_window = 32768
think = false
[models.inline]
provider = "ollama"
base_url = "http://[::1]:11434"
model = "x"
[verification]
tier3_enabled = true
[execution]
max_task_tokens = 5
[sandbox]
memory_mb = 512
`);
    expect(config.server.port).toBe(0);
    expect(config.models.map((m) => m.name)).toEqual(['qwen2.5:7b', 'inline']);
    expect(config.models[0]).toMatchObject({ contextWindow: 32768, think: false, tier: 3, maxConcurrency: 1 });
    expect(config.models[1]?.roles).toEqual(['executor']);
    expect(config.verification).toMatchObject({ tier3Enabled: true, tier2Enabled: true });
    expect(config.sandbox.memoryMb).toBe(512);
  });

  it('resolves ~ against the home folder and relative paths against the folder of the file', () => {
    const config = load(
      '[memory]\ndatabase_path = "data/loom.db"\n[workspace]\nroots = ["~", "~/a", "b", "/c/../d"]\n',
    );
    expect(config.memory.databasePath).toBe(join(cwd, 'data', 'loom.db'));
    expect(config.dataDir).toBe(join(cwd, 'data'));
    expect(config.workspace.roots).toEqual([home, join(home, 'a'), join(cwd, 'b'), '/d']);
  });

  it('expands ${ENV} in texts and lists, and leaves $${ENV} alone', () => {
    const text = `${MODEL}api_key = "k-\${KEY}"\n[workspace]\nroots = ["\${BASE}/a"]\ndefault_path = "/x/$\${KEY}"\n`;
    const config = load(text, { KEY: 'abc', BASE: '/srv' });
    expect(config.models[0]?.apiKey).toBe('k-abc');
    expect(config.workspace.roots).toEqual(['/srv/a']);
    expect(config.workspace.defaultPath).toBe('/x/${KEY}');
  });

  it('takes toolchains by their full paths alone', () => {
    expect(load('[sandbox]\ntoolchains = ["~/.nvm/versions/node/v22.11.0", "/opt/go"]\n').sandbox.toolchains).toEqual([
      join(home, '.nvm/versions/node/v22.11.0'),
      '/opt/go',
    ]);
    expect(load(MODEL, { LOOM_SANDBOX_TOOLCHAINS: '/opt/go, ~/z' }).sandbox.toolchains).toEqual([
      '/opt/go',
      join(home, 'z'),
    ]);
    expect(load(MODEL).sandbox.toolchains).toEqual([]);
    for (const path of ['go', './go', '../go', '~u/go', ''])
      expect(refusal(`[sandbox]\ntoolchains = ["/opt/go", "${path}"]\n`).message).toContain(
        `"${path}" is not an absolute path, and does not begin with ~/.`,
      );
    expect(refusal('[sandbox]\ntoolchains = "/opt/go"\n').message).toMatch(
      /"\/opt\/go" is not allowed, it has to be a list/,
    );
  });

  it('reads set-up commands as a table, inline or not, with or without quotes round the name of a lock file', () => {
    const npm = { 'package-lock.json': 'npm ci --ignore-scripts' };
    for (const text of [
      '[workspace]\nsetup = { "package-lock.json" = "npm ci --ignore-scripts" }\n',
      '[workspace.setup]\n"package-lock.json" = "npm ci --ignore-scripts"\n',
      '[workspace.setup]\npackage-lock.json = "npm ci --ignore-scripts"\n',
    ])
      expect(load(text).workspace.setup).toEqual(npm);
    expect(load('[workspace.setup]\nuv.lock = "uv sync --find-links ${AT}"\n', { AT: '/w' }).workspace.setup).toEqual({
      'uv.lock': 'uv sync --find-links /w',
    });
    expect(load(MODEL).workspace.setup).toBeUndefined();
    const env = { LOOM_WORKSPACE_SETUP: JSON.stringify(npm) };
    expect(load(MODEL, env).workspace.setup).toEqual(npm);
    for (const [text, given] of [
      ['setup = "npm ci"', /"npm ci" is not allowed, it has to be a table from names of lock files to commands/],
      ['setup = { "web/package-lock.json" = "npm ci" }', /a table is not allowed/],
      ['setup = { "package-lock.json" = " " }', /a table is not allowed/],
      ['setup = { "package-lock.json" = 1 }', /a table is not allowed/],
    ] as const)
      expect(refusal(`[workspace]\n${text}\n`).message).toMatch(given);
    expect(refusal(MODEL, { LOOM_WORKSPACE_SETUP: 'npm ci' }).message).toMatch(/"npm ci" is not allowed/);
  });

  it('reads the receivers of webhooks as names, addresses and networks, none by default', () => {
    expect(load(MODEL).server.webhookAllow).toEqual([]);
    const allowed = ['hooks.lan', '10.1.2.3', '192.168.0.0/16', 'fd00::/8', '::1'];
    expect(load(`[server]\nwebhook_allow = ${JSON.stringify(allowed)}\n`).server.webhookAllow).toEqual(allowed);
    const env = { LOOM_SERVER_WEBHOOK_ALLOW: 'hooks.lan, 10.0.0.0/8' };
    expect(load(MODEL, env).server.webhookAllow).toEqual(['hooks.lan', '10.0.0.0/8']);
    for (const wrong of ['10.0.0.0/', '10.0.0.0/8/8', 'hooks.lan/8', 'http://hooks.lan', 'fd00::/129', '']) {
      expect(refusal(`[server]\nwebhook_allow = [${JSON.stringify(wrong)}]\n`).message).toContain('webhook_allow');
    }
  });

  it('accepts any host with a token and loopback without one', () => {
    expect(load('[server]\nhost = "0.0.0.0"\ntoken = "long enough"\n').server.host).toBe('0.0.0.0');
    expect(load('[server]\nhost = "0.0.0.0"\n', { LOOM_SERVER_TOKEN: 'long enough' }).server.token).toBe('long enough');
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) {
      expect(load(`[server]\nhost = "${host}"\n`).server.host).toBe(host);
    }
  });
});
