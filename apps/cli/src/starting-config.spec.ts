import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { configKeys, loadConfig } from '#config';
import { sizeOf, tierOf, type FoundModel } from './model-servers.js';
import { asServerUrl, reachable, SERVER_KEYS, serverAddress } from './server-address.js';
import { configText, suggestRoles } from './starting-config.js';

const dirs: string[] = [];
const tempDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'loom-cli-'));
  dirs.push(dir);
  return dir;
};
afterEach(() => dirs.splice(0).forEach((dir) => rmSync(dir, { recursive: true })));

const ollama = (model: string): FoundModel => ({
  server: 'Ollama',
  provider: 'ollama',
  baseUrl: 'http://127.0.0.1:11434',
  model,
  atOnce: 1,
});

describe('the configuration that init writes', () => {
  it.each([
    ['one model', [ollama('qwen3:8b')]],
    ['several', [ollama('qwen3:30b'), ollama('qwen2.5-coder:14b'), ollama('llama3.2:3b')]],
    ['odd names', [ollama('hf.co/x/"Y"-7B\\z'), ollama('ü模型:latest'), ollama('x'.repeat(90))]],
  ])('is one that Loom reads, with a model for every role: %s', (_name, found) => {
    const path = join(tempDir(), 'loom.toml');
    const cast = suggestRoles(found);
    writeFileSync(path, configText(cast));
    const config = loadConfig({ path, env: {} });
    for (const role of ['planner', 'executor', 'verifier', 'extractor'] as const) {
      expect(config.models.filter((m) => m.roles.includes(role)).map((m) => m.model)).toEqual([cast[role].model]);
    }
  });

  it('lets another model verify than the one that did the work', () => {
    const cast = suggestRoles([ollama('qwen2.5-coder:7b'), ollama('llama3.1:8b')]);
    expect(cast.executor.model).toBe('qwen2.5-coder:7b');
    expect(cast.verifier.model).toBe('llama3.1:8b');
  });

  it('reads the size of a model from its name', () => {
    expect(['qwen3:8b', 'mixtral:8x7b', 'Qwen2.5-Coder-32B-Instruct', 'phi4', 'llama3.3:70b-q4'].map(sizeOf)).toEqual([
      8,
      56,
      32,
      null,
      70,
    ]);
    expect(['qwen3:8b', 'x-14b', 'llama3.3:70b'].map(tierOf)).toEqual([1, 2, 3]);
  });
});

describe('where the server is', () => {
  const call = (globals: object, env: object, cwd = tempDir()) =>
    ({ globals: { json: false, ...globals }, env: { ...env }, cwd }) as never;
  const toml = (text: string): string => {
    const dir = tempDir();
    writeFileSync(join(dir, 'loom.toml'), text);
    return dir;
  };

  it('is what --server says, else the environment, else the file', async () => {
    const dir = toml('[server]\nport = 9123\n');
    expect((await serverAddress(call({ server: 'box:1/' }, { LOOM_SERVER_URL: 'http://env:2' }, dir))).url).toBe(
      'http://box:1',
    );
    expect((await serverAddress(call({}, { LOOM_SERVER_URL: 'http://env:2' }, dir))).url).toBe('http://env:2');
    expect((await serverAddress(call({}, {}, dir))).url).toBe('http://127.0.0.1:9123');
    expect((await serverAddress(call({}, { LOOM_SERVER_PORT: '9200' }, dir))).url).toBe('http://127.0.0.1:9200');
  });

  it('reads host and token, variables expanded, and calls an address that can be called', async () => {
    const dir = toml('[server]\nhost = "0.0.0.0"\ntoken = "${SECRET}-x"\n');
    expect(await serverAddress(call({}, { SECRET: 'abcdefgh' }, dir))).toMatchObject({
      url: 'http://127.0.0.1:9000',
      token: 'abcdefgh-x',
    });
    expect(reachable('::')).toBe('[::1]');
    expect(reachable('fe80::1')).toBe('[fe80::1]');
  });

  it('does not show the configured token to another server', async () => {
    const dir = toml('[server]\ntoken = "secret-token"\n');
    expect((await serverAddress(call({ server: 'http://elsewhere' }, {}, dir))).token).toBeUndefined();
    expect((await serverAddress(call({ server: 'http://127.0.0.1:9000' }, {}, dir))).token).toBe('secret-token');
  });

  it('says file and line when the file cannot be read', async () => {
    const dir = toml('[server]\nport = "many"\n');
    await expect(serverAddress(call({}, {}, dir))).rejects.toThrow(/loom\.toml:2/);
  });

  it.each([
    ['[server]\nprot = 9100\n', /loom\.toml:2.*prot.*port/],
    ['server = 3\n', /loom\.toml:1.*server/],
    ['[server\nport = 9100\n', /loom\.toml:1.*TOML/],
  ])('is not guessed where the file does not say it: %j', async (text, said) => {
    await expect(serverAddress(call({}, {}, toml(text)))).rejects.toThrow(said);
  });

  it('is not looked for in what is no file', async () => {
    const named = serverAddress(call({ config: tempDir() }, {}));
    await expect(named).rejects.toMatchObject({ message: expect.stringMatching(/not a file/) as string });
  });

  it('knows every key of [server]', () => {
    const keys = configKeys().filter(({ section }) => section === 'server');
    expect([...SERVER_KEYS].sort()).toEqual(keys.map(({ key }) => key).sort());
  });

  it('takes no token that cannot be sent', async () => {
    await expect(serverAddress(call({ token: 'a\nb' }, {}))).rejects.toMatchObject({ code: 'wrong_usage' });
  });

  it('refuses what is no http address', () => {
    expect(() => asServerUrl('ftp://x', '--server')).toThrow(/http or https/);
    expect(() => asServerUrl('http://', '--server')).toThrow(/not a URL/);
  });
});
