import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig, type ModelConfig } from '#config';
import { answer, ScriptedModelServer, type ServerFlavour } from '#testing';
import { TestTerminal } from '../../e2e/support/terminal.js';
import { ended, type Ended } from './ended.js';

/* `loom init` and `loom doctor` against what looks like each of the known servers, on other ports than theirs. */

const LOOM = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'loom-init-'));
afterAll(() => rmSync(home, { recursive: true }));
const OPTIONS = {
  ollama: '--ollama-port',
  lmstudio: '--lm-studio-port',
  vllm: '--vllm-port',
  llamacpp: '--llama-cpp-port',
};
/** `script` of util-linux makes the terminal. */
const missing = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')
  ? ''
  : ' [skipped: there is no script command of util-linux]';
type Known = keyof typeof OPTIONS;
const KNOWN = Object.keys(OPTIONS) as Known[];

function loom(...words: string[]): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !/^(LOOM_|NO_COLOR|FORCE_COLOR)/.test(name));
  const child = spawn(process.execPath, [LOOM, ...words], {
    cwd: home,
    env: { ...Object.fromEntries(own), HOME: home },
  });
  return ended(child);
}

async function serve(flavour: ServerFlavour, ...names: string[]): Promise<ScriptedModelServer> {
  const models = names.map((name) => ({ name, loaded: true, contextWindow: 16_384, trainedContext: 32_768 }));
  const server = await ScriptedModelServer.start({ answer: () => answer('ok'), flavour, models });
  onTestFinished(() => server.close());
  return server;
}

/** A port where somebody else answers every call with a page. */
async function stranger(): Promise<number> {
  const server = createServer((_request, response) => response.end('<html>welcome</html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const portsOf = (ports: Readonly<Record<Known, number>>): string[] =>
  KNOWN.flatMap((known) => [OPTIONS[known], String(ports[known])]);

describe('loom init', () => {
  it.each<[Known, string, Partial<ModelConfig>, string]>([
    ['ollama', 'qwen3:8b', { provider: 'ollama', tier: 1, maxConcurrency: 1 }, 'Ollama 0.12.0, 8192 tokens'],
    ['lmstudio', 'qwen/qwen3-14b', { tier: 2, maxConcurrency: 1 }, 'LM Studio, 16384 tokens'],
    ['vllm', 'Qwen/Qwen3-32B', { tier: 2, maxConcurrency: 4 }, 'vLLM, 16384 tokens'],
    ['llamacpp', '/models/Qwen2.5-Coder-7B-Q4_K_M.gguf', { tier: 1, maxConcurrency: 2 }, 'llama.cpp, 16384 tokens'],
  ])('alone with %s writes what Loom works with, and doctor agrees', async (known, model, wanted, seen) => {
    const server = await serve(known, model, 'nomic-embed-text');
    const nobody = await stranger();
    const ports = { ollama: nobody, lmstudio: nobody, vllm: nobody, llamacpp: nobody, [known]: server.port };
    const path = join(home, `${known}.toml`);
    const made = await loom('init', '--yes', '--output', path, ...portsOf(ports));
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining(`Found ${model}`)]);
    const { models } = loadConfig({ path, env: {} });
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({ provider: 'openai_compatible', model, baseUrl: server.url, ...wanted });
    expect(models[0]?.roles).toEqual(['planner', 'executor', 'verifier', 'extractor']);
    const doctor = await loom('doctor', '--config', path, '--server', 'http://127.0.0.1:1');
    expect(doctor.stdout).toMatch(/✓ model /);
    expect(doctor.stdout).toContain(`${model} at ${server.url}; ${seen} of context`);
  });

  it('finds all four, and gives each role to one of them', async () => {
    const servers = {
      ollama: await serve('ollama', 'llama3.2:3b'),
      lmstudio: await serve('lmstudio', 'qwen/qwen3-14b'),
      vllm: await serve('vllm', 'Qwen/Qwen2.5-Coder-32B'),
      llamacpp: await serve('llamacpp', 'gemma-3-12b.gguf'),
    };
    const path = join(home, 'all.toml');
    const ports = Object.fromEntries(KNOWN.map((known) => [known, servers[known].port])) as Record<Known, number>;
    const made = await loom('init', '--yes', '--json', '--output', path, ...portsOf(ports));
    expect(made.code).toBe(0);
    expect(made.stderr.match(/^Found /gm)).toHaveLength(4);
    const { roles } = JSON.parse(made.stdout) as { roles: Record<string, object> };
    expect(roles['extractor']).toEqual({
      server: 'Ollama',
      provider: 'ollama',
      base_url: servers.ollama.url,
      model: 'llama3.2:3b',
      max_concurrency: 1,
    });
    const { models } = loadConfig({ path, env: {} });
    const playing = (role: ModelConfig['roles'][number]) =>
      models.filter((m) => m.roles.includes(role)).map((m) => m.model);
    expect(playing('planner')).toEqual(['Qwen/Qwen2.5-Coder-32B']);
    expect(playing('executor')).toEqual(['Qwen/Qwen2.5-Coder-32B']);
    expect(playing('verifier')).toEqual(['qwen/qwen3-14b']);
    expect(playing('extractor')).toEqual(['llama3.2:3b']);
    const below = await loom('init', '--yes', '--output', join(path, 'loom.toml'), ...portsOf(ports));
    expect([below.code, below.stderr]).toEqual([2, expect.stringMatching(/is a file, it has to be a folder\n/)]);
    // Node makes folders there for ever.
    const kernel = await loom('init', '--yes', '--output', '/proc/loom/loom.toml', ...portsOf(ports));
    expect([kernel.code, kernel.stderr]).toEqual([2, expect.stringContaining('belongs to the kernel')]);
  });

  it.skipIf(missing !== '')(`asks in a terminal which model plays which role${missing}`, async () => {
    const servers = { ollama: await serve('ollama', 'llama3.2:3b'), vllm: await serve('vllm', 'Qwen/Qwen3-32B') };
    const nobody = await stranger();
    const ports = { lmstudio: nobody, llamacpp: nobody, ollama: servers.ollama.port, vllm: servers.vllm.port };
    const path = join(home, 'asked.toml');
    const shown = await TestTerminal.start(['init', '--output', path, ...portsOf(ports)], { home, rows: 40 });
    for (const [role, given] of [
      ...[['planner', ''] as const, ['executor', '7'] as const, ['executor', '1'] as const],
      ...[['verifier', '2'] as const, ['extractor', ''] as const],
    ]) {
      await shown.sees(new RegExp(`Which model is the ${role}\\? \\[\\d\\] *$`, 'm'));
      shown.type(`${given}\r`);
      if (given === '7') await shown.sees('Give a number from 1 to 2');
    }
    expect(await shown.ended).toBe(0);
    const { models } = loadConfig({ path, env: {} });
    expect(Object.fromEntries(models.map(({ model, roles }) => [model, roles]))).toEqual({
      'llama3.2:3b': ['executor', 'extractor'],
      'Qwen/Qwen3-32B': ['planner', 'verifier'],
    });
  });

  it('writes nothing where no server has a model, and says how to get one', async () => {
    const nobody = await stranger();
    const path = join(home, 'none.toml');
    const ports = portsOf({ ollama: nobody, lmstudio: nobody, vllm: nobody, llamacpp: nobody });
    const { code, stderr } = await loom('init', '--yes', '--output', path, ...ports);
    expect([code, existsSync(path)]).toEqual([2, false]);
    expect(stderr).toMatch(/no model server with a model was found[^]*ollama pull/);
  });
});

describe('loom doctor', () => {
  it('shows no password of an address, and uses it', async () => {
    const server = await serve('ollama', 'qwen3:8b');
    const path = join(home, 'secret.toml');
    const section = (name: string, url: string): string =>
      `[models.${name}]\nprovider = "ollama"\nbase_url = "${url}"\nmodel = "qwen3:8b"\nroles = ["planner", "executor", "verifier", "extractor"]\n`;
    writeFileSync(
      path,
      section('kept', server.url.replace('//', '//me:hush-hush@')) + section('away', 'http://me:hush-hush@127.0.0.1:1'),
    );
    const { stdout } = await loom('doctor', '--config', path, '--server', 'http://127.0.0.1:1');
    expect(stdout).toMatch(/✓ model kept: qwen3:8b at .*Ollama/);
    expect(stdout).toMatch(/✗ model away: nothing answers/);
    expect(stdout).not.toContain('hush-hush');
    expect(server.probes.length).toBeGreaterThan(0);
  });
});
