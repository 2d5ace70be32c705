import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { Fate, Played } from './played.fixture.js';

/** Of the built lib, as this file is. */
const repository = resolve(import.meta.dirname, '../../../..');

/** What a process of its own does with a store, and where it is killed. */
export interface KilledRun {
  readonly options: { dataDir: string; scratchDir: string };
  /**
   * Upkeep is asked to pack everything, and to free all work where `expires` is so; the others get `wish` as it is,
   * with `bundleFile` read as its bundle.
   */
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

const RUN = `import { readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { GitTreeStore } from '${import.meta.dirname}/git-tree-store.js';
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
  await store.upkeep({
    ...{ dryRun: false, maxLoose: 1, statesSinceMs: wish.statesSinceMs },
    ...{ isExpired: async () => wish.expires === true, standing: idle },
  });
else await store[run.method](wish);
process.exit(0);
`;

const PLAY = `import { readFileSync } from 'node:fs';
import { play } from '${import.meta.dirname}/played.fixture.js';
const { played, fate } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
await play(played, fate);
process.exit(0);
`;

/** The store in processes of its own, which can be killed. */
export class KillableStore {
  private constructor(private readonly dir: string) {}

  /** Bundled to what each script runs: many processes load it. */
  static async make(): Promise<KillableStore> {
    const dir = mkdtempSync(join(tmpdir(), 'loom-kill-'));
    symlinkSync(join(repository, 'node_modules'), join(dir, 'node_modules'));
    writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module' }));
    for (const [name, script] of Object.entries({ run: RUN, play: PLAY }))
      writeFileSync(join(dir, `${name}.source.js`), script);
    const bundle = await rolldown({
      cwd: repository,
      platform: 'node',
      input: { run: join(dir, 'run.source.js'), play: join(dir, 'play.source.js') },
      external: /^(?![./#\0])/,
      treeshake: { moduleSideEffects: false },
    });
    await bundle.write({ dir, format: 'esm' });
    await bundle.close();
    return new KillableStore(dir);
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
