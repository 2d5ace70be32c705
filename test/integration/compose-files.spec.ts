import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '#config';
import { ROLES } from '#domain';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compose, ENV, TOKEN } from './compose/containers.js';

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
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
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
    else if (name === 'postgres') expect(service.user).toBe('postgres');
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

  it('keep Postgres on a network without a way out that only the API shares, and start it when asked for', () => {
    const on = Object.entries(head.services).filter(([, { networks }]) => [networks].flat().includes('database'));
    expect(on.map(([name]) => name)).toEqual(['api', 'postgres']);
    expect(head.networks?.['database']).toEqual({ internal: true });
    const { api, postgres } = head.services;
    expect(postgres).toMatchObject({ profiles: ['postgres'], networks: ['database'] });
    expect(api?.depends_on?.['postgres']).toEqual({ condition: 'service_healthy', required: false });
  });

  it('run the API without workers and one service a role, each after what it needs', () => {
    expect(Object.keys(head.services)).toEqual(['redis', 'api', ...ROLES, 'postgres', 'ollama']);
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

  it('let a machine join with the address of the API, a token and a name, and open no port on it', () => {
    const { environment = {}, ports, command } = box.services['worker'] ?? {};
    expect(environment['LOOM_REDIS_URL']).toBe('${LOOM_REDIS_URL:-}');
    for (const name of ['LOOM_SERVER_URL', 'LOOM_TOKEN'])
      expect(environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
    expect(environment['LOOM_MODELS_MAIN_BASE_URL']).toContain('${LOOM_BOX:?');
    expect(ports).toBeUndefined();
    expect(command).toBe('loom worker ${LOOM_ROLES:-executor}');
  });

  it.each(whole)('%s sets only variables that Loom knows', (_where, name, { environment = {} }) => {
    if (['redis', 'postgres', 'ollama'].includes(name)) return;
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
  [/_DATABASE_URL$/, 'postgres://loom:secret@postgres/loom'],
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

const plugin = await compose(['version', '--short'], {}).catch(() => null);

describe.runIf(plugin !== null)('docker compose', () => {
  const of = (...files: string[]): string[] => files.flatMap((file) => ['-f', file]);
  const JOIN = { LOOM_SERVER_URL: 'http://head:9000', LOOM_BOX: 'gpu1' };

  it.each([
    ['the head', of('docker-compose.yml'), {}],
    ['the head with a GPU', [...of('docker-compose.yml', 'docker-compose.gpu.yml'), '--profile', 'ollama'], {}],
    ['a head on Postgres', [...of('docker-compose.yml'), '--profile', 'postgres'], {}],
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
