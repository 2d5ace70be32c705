import { execFile } from 'node:child_process';
import { access, constants, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { LoomConfig, ModelConfig } from '#config';
import { GIT_PATH, isGitTooOld } from '#workspace';
import { causeOf } from './client.js';
import { listModels } from './model-servers.js';
import { oneLine } from './render/text.js';

const run = promisify(execFile);

export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'broken';
  readonly says: string;
  readonly remedy?: string;
}

const NODE = [20, 19] as const;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  if (enough) return { what: 'Node', state: 'ok', says: version };
  return { what: 'Node', state: 'broken', says: version, remedy: `Install Node ${NODE.join('.')} or newer.` };
}

/** The one that Loom uses, wherever the caller's own may be. */
export async function checkGit(path = GIT_PATH): Promise<Finding> {
  try {
    const { stdout } = await run('git', ['--version'], { timeout: 10_000, env: { PATH: path } });
    const says = stdout.trim();
    if (isGitTooOld(says)) return { what: 'git', state: 'broken', says, remedy: 'Install git 2.38 or newer.' };
    return { what: 'git', state: 'ok', says };
  } catch (error) {
    return {
      what: 'git',
      state: 'broken',
      says: `it cannot be run from ${path.replaceAll(':', ', ')} (${causeOf(error)})`,
      remedy: 'Install git, for example: apt-get install git',
    };
  }
}

/** `path`: where Loom's own is looked for, as `serve` does when absent. */
export async function checkRedis(url: string | undefined, path?: string): Promise<Finding> {
  if (url !== undefined) return pingRedis(url);
  const { findRedisServer, noRedisServer } = await import('#bootstrap');
  const program = findRedisServer(path);
  if (program === null) {
    const { message, remedy } = noRedisServer();
    return { what: 'Redis', state: 'broken', says: message, remedy };
  }
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 10_000 });
    return { what: 'Redis', state: 'ok', says: `Loom starts its own: ${stdout.trim().split(' sha=')[0] || program}` };
  } catch (error) {
    return {
      what: 'Redis',
      state: 'broken',
      says: `${program} cannot be run (${causeOf(error)})`,
      remedy: 'Install it anew, or set url under [redis].',
    };
  }
}

async function pingRedis(url: string): Promise<Finding> {
  const { Redis } = await import('ioredis');
  const path = url.startsWith('unix://') ? url.slice('unix://'.length) : url;
  const redis = new Redis(path, {
    lazyConnect: true,
    connectTimeout: 3000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The promise below says the same; without a listener the library prints it.
  let lastError: unknown = null;
  redis.on('error', (error) => (lastError = error));
  const shown = url.replace(/\/\/[^@/]*@/, '//***@');
  try {
    await redis.connect();
    await redis.ping();
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      return {
        what: 'Redis',
        state: 'warning',
        says: `${shown} answers, but may drop keys (maxmemory-policy ${policy})`,
        remedy: 'Set maxmemory-policy noeviction on that server.',
      };
    }
    return { what: 'Redis', state: 'ok', says: `${shown} answers` };
  } catch (error) {
    return {
      what: 'Redis',
      state: 'broken',
      says: `${shown} does not answer (${causeOf(lastError ?? error)})`,
      remedy: 'Start that Redis, or take url out of [redis]: Loom then starts its own.',
    };
  } finally {
    redis.disconnect();
  }
}

/** What the sandbox needs of bubblewrap: namespaces of its own, no network, its own /proc. */
const PROBE = [
  '--unshare-all',
  '--die-with-parent',
  '--new-session',
  '--ro-bind',
  '/',
  '/',
  '--dev',
  '/dev',
  '--proc',
  '/proc',
  '--tmpfs',
  '/tmp',
  'sh',
  '-c',
  'exit 42',
];

export async function checkSandbox(mode: LoomConfig['sandbox']['mode']): Promise<Finding> {
  const what = 'sandbox';
  if (mode === 'none') {
    return {
      what,
      state: 'warning',
      says: 'switched off: commands of a model run with your rights',
      remedy: 'Set mode = "auto" under [sandbox].',
    };
  }
  const says = await run('bwrap', PROBE, { timeout: 10_000 }).then(
    () => 'bubblewrap did not run its command',
    (error: { code?: unknown; stderr?: string }) => {
      if (error.code === 42) return null;
      if (error.code === 'ENOENT') return 'bubblewrap (bwrap) is not installed';
      return `bubblewrap does not work here: ${oneLine(error.stderr ?? '') || causeOf(error)}`;
    },
  );
  if (says === null) return { what, state: 'ok', says: 'bubblewrap works: commands see no network and no home' };
  return {
    what,
    state: mode === 'required' ? 'broken' : 'warning',
    says: mode === 'required' ? says : `${says}; commands of a model run with your rights`,
    remedy: 'Install bubblewrap (apt-get install bubblewrap) and allow unprivileged user namespaces.',
  };
}

/** Of [sandbox] toolchains, each by itself: `serve` refuses to start where one is broken. */
export async function checkToolchains(config: LoomConfig): Promise<Finding[]> {
  if (config.sandbox.toolchains.length === 0) return [];
  const { lookAtToolchain, toolchainBounds, TOOLCHAIN_REMEDY } = await import('#tools');
  return config.sandbox.toolchains.map((named): Finding => {
    const what = 'toolchain';
    const found = lookAtToolchain(named, toolchainBounds(config));
    if ('because' in found)
      return { what, state: 'broken', says: `${named} ${found.because}`, remedy: TOOLCHAIN_REMEDY };
    const { folder, bin } = found;
    if (bin !== null)
      return { what, state: 'ok', says: `${bin} is on the PATH of commands; ${folder} is read-only in the sandbox` };
    return {
      what,
      state: 'warning',
      says: `${folder} has no bin, so nothing of it is on the PATH of commands`,
      remedy: 'Name the folder that holds the bin folder, if its programs are to be found by name.',
    };
  });
}

export async function checkDataDir(dir: string): Promise<Finding> {
  const probe = join(dir, `.doctor-${process.pid}`);
  try {
    // A folder that is not there yet is not left behind: that it could be made is what counts.
    const there = await access(dir).then(
      () => true,
      () => false,
    );
    if (there) {
      await writeFile(probe, '');
      await rm(probe);
    } else await access(await nearestFolder(dir), constants.W_OK);
    return { what: 'data folder', state: 'ok', says: there ? dir : `${dir} (made at the first start)` };
  } catch (error) {
    return {
      what: 'data folder',
      state: 'broken',
      says: `${dir} cannot be written (${causeOf(error)})`,
      remedy: 'Give yourself the right to write there, or set database_path under [memory].',
    };
  }
}

async function nearestFolder(dir: string): Promise<string> {
  for (let at = dir; ; at = dirname(at)) {
    const there = await access(at).then(
      () => true,
      () => false,
    );
    if (there || at === dirname(at)) return at;
  }
}

export async function checkModel(model: ModelConfig): Promise<Finding> {
  const what = `model ${model.name}`;
  const { hidePasswords } = await import('#config');
  const at = hidePasswords(model.baseUrl.replace(/\/+$/, ''));
  try {
    const found = await listModels(model.provider, model.baseUrl, model.apiKey, 5000);
    const tagged = model.provider === 'ollama' && !model.model.includes(':') ? `${model.model}:latest` : model.model;
    if (found.some((name) => name === model.model || name === tagged)) {
      return { what, state: 'ok', says: `${model.model} at ${at}` };
    }
    const near = found.length === 0 ? 'it has none' : `it has ${found.slice(0, 8).join(', ')}`;
    return {
      what,
      state: 'broken',
      says: `${at} answers, but does not have ${model.model}; ${near}`,
      remedy:
        model.provider === 'ollama'
          ? `Run: ollama pull ${model.model}`
          : `Load ${model.model} in that server, or name one it has.`,
    };
  } catch (error) {
    const refused = /^HTTP (\d+)/.exec(error instanceof Error ? error.message : '');
    return {
      what,
      state: 'broken',
      says: refused ? `${at} answers ${refused[0]}` : `nothing answers at ${at} (${causeOf(error)})`,
      remedy:
        refused?.[1] === '401' || refused?.[1] === '403'
          ? `Check api_key under [models.${model.name}].`
          : `Start that server${model.provider === 'ollama' ? ' (ollama serve)' : ''}, or correct base_url and provider under [models.${model.name}].`,
    };
  }
}
