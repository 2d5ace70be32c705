import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadConfig } from '#config';
import { ROLES } from '#domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Service {
  readonly [key: string]: unknown;
  readonly command?: readonly string[] | string;
  readonly user?: string;
  readonly image?: string;
  readonly profiles?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly networks?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: Readonly<Record<string, unknown>>;
  readonly deploy?: { readonly resources: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}
interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

const FILES = readdirSync(ROOT).filter((name) => /^docker-compose.*\.yml$/.test(name));
const load = (name: string): ComposeFile => parse(read(name), { merge: true }) as ComposeFile;
const head = load('docker-compose.yml');
const box = load('docker-compose.worker.yml');

/** Services that are whole by themselves, by `file service`; the others only add to one. */
const whole = FILES.flatMap((file) =>
  Object.entries(load(file).services)
    .filter(([, service]) => service.image !== undefined)
    .map(([name, service]) => [`${file} ${name}`, name, service] as const),
);
const SANDBOXING = ['executor', 'verifier', 'worker'];

describe('the compose files', () => {
  it('are the four that are documented', () => {
    expect(FILES).toEqual([
      'docker-compose.gpu.yml',
      'docker-compose.lan.yml',
      'docker-compose.worker.yml',
      'docker-compose.yml',
    ]);
    for (const file of FILES) expect(read('docs/docker.md')).toContain(file);
  });

  it.each(FILES)('%s uses nothing that old engines refuse or silently ignore, or that breaks --scale', (file) => {
    const text = read(file);
    for (const word of ['start_interval', 'gpus:', 'container_name', 'post_start', 'models:', 'version:'])
      expect(text).not.toMatch(new RegExp(`^\\s*${word}`, 'm'));
  });

  it.each(FILES)('%s gives no container the host', (file) => {
    const text = read(file);
    for (const word of [
      'privileged',
      'cap_add',
      'docker.sock',
      'network_mode',
      'pid: host',
      'ipc: host',
      'devices: [/',
    ])
      expect(text).not.toContain(word);
    expect(text).not.toContain('seccomp=unconfined');
  });

  it.each(whole)('%s is read-only, without capabilities, limited, watched and restarted', (_where, name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      init: true,
      restart: 'unless-stopped',
      cap_drop: ['ALL'],
      security_opt: expect.arrayContaining(['no-new-privileges:true']),
      deploy: { resources: { limits: { memory: expect.any(String), pids: expect.any(Number) } } },
      healthcheck: { test: expect.anything(), interval: expect.any(String), timeout: expect.any(String) },
    });
    for (const mount of service.tmpfs ?? []) expect(mount).toMatch(/size=\d+/);
    // Ollama's image knows no other user; it has no capability and nothing but its own volume.
    if (name === 'ollama') expect(service.volumes).toEqual(['ollama:/root/.ollama']);
    else expect(service.user).toMatch(name === 'redis' ? /^redis$/ : /^\$\{LOOM_UID:-1000\}:\$\{LOOM_GID:-1000\}$/);
  });

  it.each(whole)('%s has the wider kernel interface only where commands are run', (_where, name, service) => {
    const wider = (service.security_opt ?? []).filter((option) => !option.startsWith('no-new-privileges'));
    expect(wider).toEqual(
      SANDBOXING.includes(name)
        ? ['seccomp=docker/sandbox-seccomp.json', 'systempaths=unconfined', 'apparmor=unconfined']
        : [],
    );
  });

  it('ask for the sandbox where commands are run, and only there', () => {
    const modes = [...Object.entries(head.services), ...Object.entries(box.services)].flatMap(([name, service]) =>
      service.environment?.['LOOM_SANDBOX_MODE'] === '${LOOM_SANDBOX_MODE:-auto}' ? [name] : [],
    );
    expect(modes).toEqual(['executor', 'verifier', 'worker']);
    for (const name of ['api', 'planner', 'extractor'])
      expect(head.services[name]?.environment).toMatchObject({ LOOM_SANDBOX_MODE: 'none' });
  });

  it('publish ports of the API alone, on loopback unless told otherwise', () => {
    expect(head.services['api']?.ports).toEqual(['${LOOM_API_ADDRESS:-127.0.0.1}:${LOOM_API_PORT:-9000}:9000']);
    const others = whole.filter(([where, , service]) => service.ports !== undefined && !where.endsWith(' api'));
    expect(others).toEqual([]);
    for (const { ports = [] } of Object.values(load('docker-compose.lan.yml').services))
      for (const port of ports) expect(port).toMatch(/^\$\{LOOM_LAN_ADDRESS:\?/);
  });

  it('keep Redis on a network without a way out, with a password, an append-only file and no eviction', () => {
    const redis = head.services['redis'];
    expect(redis?.networks).toEqual(['redis']);
    expect(head.networks?.['redis']).toEqual({ internal: true });
    const command = [...(redis?.command ?? [])].join(' ');
    for (const setting of [
      '--appendonly yes',
      '--maxmemory-policy noeviction',
      '--requirepass ${LOOM_REDIS_PASSWORD:-',
    ])
      expect(command).toContain(setting);
    expect(redis?.volumes).toEqual(['redis:/data']);
  });

  it('run the API without workers and one service a role, each after what it needs', () => {
    expect(Object.keys(head.services)).toEqual(['redis', 'api', ...ROLES, 'ollama']);
    for (const role of ROLES) {
      const { command, depends_on: after } = head.services[role] ?? {};
      expect(command).toEqual(['node', `dist/apps/${role}-worker/src/main.js`]);
      expect(existsSync(join(ROOT, 'apps', `${role}-worker`, 'src', 'main.ts'))).toBe(true);
      expect(after).toEqual({ redis: { condition: 'service_healthy' }, api: { condition: 'service_healthy' } });
    }
    expect(read('Dockerfile')).toMatch(/^CMD \["node", "dist\/apps\/api\/src\/main\.js"\]$/m);
  });

  it('show the workspaces and the database to the API alone', () => {
    const seesThem = whole.filter(([, , { volumes = [] }]) =>
      volumes.some((volume) => /^data:|:\/workspaces/.test(volume)),
    );
    expect(seesThem.map(([where]) => where)).toEqual(['docker-compose.yml api']);
  });

  it('start models only when their profile is asked for', () => {
    expect(head.services['ollama']?.profiles).toEqual(['ollama']);
    expect(box.services['ollama']?.profiles).toEqual(['ollama']);
  });

  it('keep devices and nothing else in docker-compose.gpu.yml', () => {
    expect(load('docker-compose.gpu.yml')).toEqual({
      services: {
        ollama: {
          deploy: {
            resources: {
              reservations: { devices: [{ driver: 'nvidia', device_ids: ['${LOOM_GPU:-0}'], capabilities: ['gpu'] }] },
            },
          },
        },
      },
    });
  });

  it('let a machine join with the addresses of API and Redis, the token and a name, and open no port on it', () => {
    const { environment = {}, ports, command } = box.services['worker'] ?? {};
    for (const name of ['LOOM_SERVER_URL', 'LOOM_REDIS_URL', 'LOOM_TOKEN'])
      expect(environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
    expect(environment['LOOM_MODELS_MAIN_BASE_URL']).toContain('${LOOM_BOX:?');
    expect(ports).toBeUndefined();
    expect(command).toBe('loom worker ${LOOM_ROLES:-executor}');
  });

  it.each(whole)('%s sets only variables that Loom knows', (_where, name, { environment = {} }) => {
    if (name === 'redis' || name === 'ollama') return;
    const plain = Object.fromEntries(
      Object.keys(environment).map((variable) => [
        variable,
        SAMPLES.find(([of]) => of.test(variable))?.[1] ?? 'x'.repeat(12),
      ]),
    );
    expect(() => loadConfig({ path: 'docker/loom.toml', env: plain, cwd: ROOT, home: '/home/node' })).not.toThrow();
  });

  it('use no variable that the documentation does not explain', () => {
    const used = new Set(FILES.flatMap((file) => read(file).match(/\$\{\w+/g) ?? []).map((found) => found.slice(2)));
    const unexplained = [...used].filter((variable) => !read('docs/docker.md').includes(`\`${variable}\``));
    expect(unexplained).toEqual([]);
  });
});

/** A value of the right type for a setting. */
const SAMPLES: readonly (readonly [RegExp, string])[] = [
  [/_REDIS_URL$/, 'redis://:secret@redis:6379'],
  [/_URL$/, 'http://api:9000'],
  [/_LEVEL$/, 'info'],
  [/SANDBOX_MODE$/, 'required'],
  [/SANDBOX_NETWORK$/, 'false'],
  [/_PROVIDER$/, 'ollama'],
  [/_CONCURRENCY$/, '2'],
  [/_HOST$/, '0.0.0.0'],
];

describe('the image', () => {
  const dockerfile = read('Dockerfile');

  it('builds on engines without a newer frontend: no syntax line, no heredoc, no --link', () => {
    expect(dockerfile).not.toMatch(/^#\s*syntax\s*=/m);
    expect(dockerfile).not.toMatch(/<<-?\w/);
    expect(dockerfile).not.toContain('--link');
  });

  it('takes its Node from an argument and compiles SQLite in a stage of its own, with the headers at hand', () => {
    expect(dockerfile).toMatch(/^ARG NODE_VERSION=\d+\n+FROM node:\$\{NODE_VERSION\}-/m);
    const [runtime = '', build = ''] = dockerfile.split(/^(?=FROM )/m).reverse();
    expect(dockerfile).toContain('ENV npm_config_nodedir=/usr/local');
    expect(dockerfile).toContain('npm rebuild better-sqlite3');
    expect(build).toContain('npm prune --omit=dev');
    for (const compiler of ['g++', 'make', 'npm ']) expect(runtime.replace(/^#.*$/gm, '')).not.toContain(compiler);
  });

  it('ends as an ordinary user', () => {
    expect(dockerfile.match(/^USER .*$/gm)).toEqual(['USER node']);
  });

  it('is built from the sources alone: no environment file, history or build of the checkout gets in', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toContain('*');
    expect(ignored).toEqual(expect.arrayContaining(['**/.env', '**/node_modules', '**/*.spec.ts']));
    for (const private_ of ['!.git', '!.env', '!dist', '!node_modules']) expect(ignored).not.toContain(private_);
  });

  it('leaves to bubblewrap the calls it needs, and takes those that reach past a container', () => {
    const profile = JSON.parse(read('docker/sandbox-seccomp.json')) as {
      defaultAction: string;
      syscalls: { names: string[]; action: string }[];
    };
    const refused = profile.syscalls.flatMap(({ names, action }) => (action === 'SCMP_ACT_ERRNO' ? names : []));
    expect(profile.defaultAction).toBe('SCMP_ACT_ALLOW');
    for (const needed of ['clone', 'clone3', 'unshare', 'mount', 'umount2', 'pivot_root', 'sethostname', 'prlimit64'])
      expect(refused).not.toContain(needed);
    for (const dangerous of [
      'bpf',
      'setns',
      'kexec_load',
      'init_module',
      'perf_event_open',
      'keyctl',
      'open_by_handle_at',
    ])
      expect(refused).toContain(dangerous);
  });
});

const run = promisify(execFile);
const TOKEN = 'token-of-the-compose-test';
const ENV = { LOOM_TOKEN: TOKEN, LOOM_MODEL: 'scripted', LOOM_MODEL_URL: 'http://model:11434' };

async function compose(args: readonly string[], env: Readonly<Record<string, string>> = ENV): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: ROOT, env: { PATH, HOME, ...env }, maxBuffer: 64 * 1024 * 1024 };
  // A file .env of whoever runs the tests is not theirs.
  return (await run('docker', ['compose', '--env-file', '/dev/null', ...args], options)).stdout;
}

const plugin = await compose(['version', '--short'], {}).catch(() => null);

describe.runIf(plugin !== null)('docker compose', () => {
  const of = (...files: string[]): string[] => files.flatMap((file) => ['-f', file]);
  const JOIN = { LOOM_SERVER_URL: 'http://head:9000', LOOM_REDIS_URL: 'redis://head:6379', LOOM_BOX: 'gpu1' };

  it.each([
    ['the head', of('docker-compose.yml'), {}],
    ['the head with a GPU', [...of('docker-compose.yml', 'docker-compose.gpu.yml'), '--profile', 'ollama'], {}],
    ['an open head', of('docker-compose.yml', 'docker-compose.lan.yml'), { LOOM_LAN_ADDRESS: '10.0.0.1' }],
    ['a box', of('docker-compose.worker.yml'), JOIN],
    ['a box with a GPU', [...of('docker-compose.worker.yml', 'docker-compose.gpu.yml'), '--profile', 'ollama'], JOIN],
  ])('accepts %s', async (_name, args, env) => {
    await compose([...args, 'config', '-q'], { ...ENV, ...env });
  });

  it('says which variable is missing and where it is explained', async () => {
    await expect(compose(['config', '-q'], {})).rejects.toThrow(/LOOM_TOKEN.*docs\/docker\.md/);
    await expect(compose(['-f', 'docker-compose.worker.yml', 'config', '-q'], { LOOM_TOKEN: TOKEN })).rejects.toThrow(
      /required variable LOOM_/,
    );
  });
});

/* Builds the image and runs it: minutes, and an engine. Asked for by LOOM_TEST_DOCKER=1. */
describe.runIf(process.env['LOOM_TEST_DOCKER'] === '1')('Loom in containers', () => {
  const project = `loom-test-${process.pid}`;
  let env: Record<string, string> = ENV;
  let url = '';
  const dc = (...args: string[]): Promise<string> =>
    compose(['-p', project, '-f', 'docker-compose.yml', '-f', 'test/integration/compose/model.yml', ...args], env);

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  /** Asked of a server that may be away meanwhile. */
  const until = async <T>(ask: () => Promise<T>, wanted: (found: T) => boolean, limitMs = 120_000): Promise<T> => {
    for (const end = Date.now() + limitMs; ; await wait(200)) {
      const found = await ask().catch(() => null);
      if (found !== null && wanted(found)) return found;
      if (Date.now() > end) throw new Error(`not within ${limitMs} ms; the last answer: ${JSON.stringify(found)}`);
    }
  };
  const submit = async (): Promise<string> =>
    (await call<{ task_id: string }>('POST', '/tasks', { goal: 'Write both halves.', approval_mode: 'auto' })).task_id;
  const ended = async (id: string): Promise<{ status: string; error: string | null; workspace: string }> =>
    until(
      () => call<{ status: string; error: string | null; workspace: string }>('GET', `/tasks/${id}`),
      ({ status }) => ['completed', 'failed'].includes(status),
    );
  const file = (folder: string, name: string): Promise<string> => dc('exec', '-T', 'api', 'cat', `${folder}/${name}`);
  /** A crash: `docker kill` would count as a wish to stop. */
  const crash = async (container: string): Promise<void> => {
    const { stdout } = await run('docker', ['inspect', '-f', '{{.State.Pid}}', container]);
    process.kill(Number(stdout), 'SIGKILL');
  };
  const busy = (): Promise<{ host: string; active: number; roles: string[] }[]> => call('GET', '/workers');

  async function expectDone(id: string): Promise<void> {
    const task = await ended(id);
    expect(task).toMatchObject({ status: 'completed', error: null });
    expect((await file(task.workspace, 'joined.txt')).split('\n').sort()).toEqual(['', 'left', 'right']);
    // What the commands saw: the sandbox's own root, and no process of the container.
    expect((await file(task.workspace, 'root.txt')).split('\n')).not.toContain('app');
    expect(Number(await file(task.workspace, 'seen.txt'))).toBeLessThan(10);
  }

  beforeAll(async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    const port = await new Promise<number>((resolve) =>
      probe.on('listening', () => resolve((probe.address() as AddressInfo).port)),
    );
    probe.close();
    env = { ...ENV, LOOM_API_PORT: String(port), LOOM_SANDBOX_MODE: 'required', LOOM_MODEL_CONCURRENCY: '4' };
    url = `http://127.0.0.1:${port}`;
    await dc('up', '-d', '--build', '--wait', '--wait-timeout', '240', '--scale', 'executor=3');
  }, 900_000);
  afterAll(async () => void (await dc('down', '-v', '--timeout', '20')), 120_000);

  it('does a goal with three executors', { timeout: 180_000 }, async () => {
    expect((await busy()).filter(({ roles }) => roles.includes('executor'))).toHaveLength(3);
    await expectDone(await submit());
  });

  it('finishes on another executor when the one at work dies', { timeout: 240_000 }, async () => {
    const id = await submit();
    const workers = await until(busy, (all) => all.some((one) => one.active > 0 && one.roles.includes('executor')));
    await crash(workers.find((one) => one.active > 0 && one.roles.includes('executor'))?.host ?? '');
    await expectDone(id);
  });

  it.each(['redis', 'api'])('finishes when %s dies in the middle', { timeout: 300_000 }, async (service) => {
    const id = await submit();
    await until(busy, (all) => all.some((one) => one.active > 0 && one.roles.includes('executor')));
    await crash(`${project}-${service}-1`);
    await expectDone(id);
  });

  it('takes executors away while they work', { timeout: 240_000 }, async () => {
    const id = await submit();
    await until(busy, (all) => all.some((one) => one.active > 0 && one.roles.includes('executor')));
    await dc('up', '-d', '--no-recreate', '--scale', 'executor=1');
    await expectDone(id);
  });
});
