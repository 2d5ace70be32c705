import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import type { Fate, Played } from './played.fixture.js';

const repository = resolve(import.meta.dirname, '../../..');

/** What a process of its own does with a store, and where it is killed. */
export interface KilledRun {
  readonly options: { dataDir: string; scratchDir: string };
  /** Upkeep is asked to pack everything; the others get `wish` as it is, with `bundleFile` read as its bundle. */
  readonly method: 'land' | 'revert' | 'snapshot' | 'importBundle' | 'upkeep';
  readonly workspaceId?: string;
  readonly wish: object;
  readonly bundleFile?: string;
  /** The step of a landing at which it kills itself, by its number or its name. */
  readonly killAt?: number | string;
  /** It kills itself once a name that matches is in one of these folders. */
  readonly killOn?: { readonly folders: readonly string[]; readonly name: string };
  /** Its whole process group instead of the process alone. */
  readonly group?: boolean;
  readonly meddle?: { readonly after: string; readonly file: string };
}

const SCRIPT = `import { readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { GitTreeStore } from './libs/workspace/src/git-tree-store.js';
const run = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const die = () => process.kill(run.group ? -process.pid : process.pid, 'SIGKILL');
let n = 0;
const probe = (step) => {
  if (run.meddle !== undefined && step === run.meddle.after) writeFileSync(run.meddle.file, 'user\\n');
  if (n++ === run.killAt || step === run.killAt) die();
};
if (run.killOn !== undefined) {
  const name = new RegExp(run.killOn.name);
  const look = (folder) => {
    try {
      watch(folder, (_event, one) => one !== null && name.test(one) && die());
      if (readdirSync(folder).some((one) => name.test(one))) die();
    } catch {
      // It is not there yet.
      setTimeout(look, 1, folder);
    }
  };
  run.killOn.folders.forEach(look);
}
const store = new GitTreeStore({ ...run.options, probe });
const wish = run.bundleFile === undefined ? run.wish : { ...run.wish, bundle: readFileSync(run.bundleFile) };
const idle = async () => ({ tip: wish.tip, isIdle: true });
if (run.method === 'importBundle') await store.importBundle(run.workspaceId, wish);
else if (run.method === 'upkeep')
  await store.upkeep({ dryRun: false, maxLoose: 1, isExpired: async () => false, standing: idle });
else await store[run.method](wish);
process.exit(0);
`;

const PLAY = `import { readFileSync } from 'node:fs';
import { play } from './libs/workspace/src/played.fixture.js';
const { played, fate } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
await play(played, fate);
process.exit(0);
`;

/** The sources as plain JavaScript, so that a process of its own can run them and be killed. */
export class KillableStore {
  private readonly dir = mkdtempSync(join(tmpdir(), 'loom-kill-'));

  constructor() {
    const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { imports: object };
    const imports = JSON.parse(JSON.stringify(manifest.imports).replaceAll('./dist/', './')) as object;
    writeFileSync(join(this.dir, 'package.json'), JSON.stringify({ type: 'module', imports }));
    symlinkSync(join(repository, 'node_modules'), join(this.dir, 'node_modules'));
    for (const lib of ['domain', 'prompts', 'contracts', 'conductor', 'roles', 'workspace']) this.build(lib);
    writeFileSync(join(this.dir, 'run.js'), SCRIPT);
    writeFileSync(join(this.dir, 'play.js'), PLAY);
  }

  private build(lib: string): void {
    const from = join(repository, 'libs', lib, 'src');
    for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { code } = transformSync(readFileSync(join(from, name), 'utf8'), {
        filename: name,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      });
      const to = join(this.dir, 'libs', lib, 'src', name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, code);
    }
  }

  /** Whether the process was killed, as opposed to having come to its end. */
  run(run: KilledRun): Promise<boolean> {
    return this.start('run.js', run.options, run);
  }

  /** The same of a play that is taken up where it was left. */
  play(played: Played, fate: Fate): Promise<boolean> {
    return this.start('play.js', played.options, { played, fate });
  }

  private start(script: string, { dataDir }: { dataDir: string }, asked: object): Promise<boolean> {
    const file = `${dataDir}.run.json`;
    writeFileSync(file, JSON.stringify(asked));
    const child = spawn(process.execPath, [join(this.dir, script), file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    return new Promise((done, fail) => {
      child.on('close', (code, signal) => {
        if (signal === 'SIGKILL') done(true);
        else if (code === 0) done(false);
        else fail(new Error(errors));
      });
    });
  }

  dispose(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
