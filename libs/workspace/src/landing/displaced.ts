import { existsSync } from 'node:fs';
import { copyFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LateWrite } from '#conductor';
import { shown } from '../byte-path.js';
import { errnoOf } from '../errors.js';
import { makeFolder } from '../make-folder.js';
import { inspect } from './folder.js';
import { Journal } from './journal.js';

/** Seven days. */
const KEPT_MS = 7 * 86_400_000;

/**
 * The files that landings displaced. Their content is in the store too; the files themselves stay for a while, since a
 * program may still have had one open when it was displaced, and then writes to it without knowing.
 */
export class Displaced {
  /** Landings to be looked at; null before the first look finds those of earlier processes. */
  private waiting: Set<string> | null = null;
  private readonly fresh = new Set<string>();

  constructor(
    private readonly landingsDir: string,
    /** Between a landing and the look at what it displaced. */
    private readonly patienceMs: number,
  ) {}

  landed(journal: Journal): void {
    (this.waiting ?? this.fresh).add(journal.dir);
  }

  /** Tells of each displaced file that was written to after its landing; it is kept. Each landing is looked at once. */
  async lateWrites(tell: (late: LateWrite) => Promise<void>): Promise<void> {
    this.waiting ??= new Set([...(await this.unseen()), ...this.fresh]);
    const failures: unknown[] = [];
    for (const dir of this.waiting) {
      const done = await stat(join(dir, 'done.json')).catch(() => null);
      if (done !== null && Date.now() - done.mtimeMs < this.patienceMs) continue;
      try {
        if (done !== null) await this.lookAt(new Journal(dir), tell);
        this.waiting.delete(dir);
      } catch (error) {
        failures.push(error); // the others are looked at all the same; this one again next time
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'displaced files could not be looked at');
  }

  private async unseen(): Promise<string[]> {
    const dirs = await this.journals();
    return dirs.filter((dir) => existsSync(join(dir, 'done.json')) && !existsSync(join(dir, SEEN)));
  }

  private async lookAt(journal: Journal, tell: (late: LateWrite) => Promise<void>): Promise<void> {
    const intent = await journal.intent();
    for (const late of await writtenTo(journal)) {
      const keptAt = await keep(journal, late.k);
      if (keptAt !== null) await tell({ landingId: intent.id, path: late.path, keptAt });
    }
    if (!intent.work.startsWith(`${journal.dir}/`)) await takeHome(journal, intent.work);
    await writeFile(join(journal.dir, SEEN), '');
  }

  /** Whoever wrote to one after it was looked at still loses nothing. */
  async dropOld(): Promise<void> {
    for (const dir of await this.journals()) {
      const done = await stat(join(dir, 'done.json')).catch(() => null);
      if (done === null || done.mtimeMs > Date.now() - KEPT_MS || !existsSync(join(dir, 'work'))) continue;
      const journal = new Journal(dir);
      for (const { k } of await writtenTo(journal)) await keep(journal, k);
      await rm(join(dir, 'work'), { recursive: true, force: true });
    }
  }

  private async journals(): Promise<string[]> {
    const names: string[] = await readdir(this.landingsDir).catch(() => []);
    return names
      .filter((name) => name !== 'pending' && !name.includes('.'))
      .map((name) => join(this.landingsDir, name));
  }
}

const SEEN = 'seen';

/** Where the displaced files are: with the journal, or on the workspace's own file system. */
async function workOf(journal: Journal): Promise<string> {
  const home = join(journal.dir, 'work');
  return existsSync(home) ? home : (await journal.intent()).work;
}

async function writtenTo(journal: Journal): Promise<{ k: number; path: string }[]> {
  const work = await workOf(journal);
  const late: { k: number; path: string }[] = [];
  for (const [k, op] of (await journal.intent()).operations.entries()) {
    if (op.from === null || op.from.link) continue;
    const found = await inspect(join(work, `b${k}`));
    if (found.kind === 'file' && found.id !== op.from.id) late.push({ k, path: shown(op.path) });
  }
  return late;
}

/** Beside the journal, never to be removed by Loom. Moved where it can be: then even what is written still arrives. */
async function keep(journal: Journal, k: number): Promise<string | null> {
  const kept = `${journal.dir}.kept-late`;
  const file = join(kept, `b${k}`);
  const from = join(await workOf(journal), `b${k}`);
  makeFolder(kept);
  try {
    await rename(from, file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    if (errnoOf(error) !== 'EXDEV') throw error;
    await copyFile(from, file);
  }
  return file;
}

/**
 * From the workspace's file system to the journal's: nothing stays beside or in the user's folder. Where one cannot be
 * copied, all stay where they are, to be tried again. Only files: what a link points to was never displaced.
 */
async function takeHome(journal: Journal, work: string): Promise<void> {
  const home = join(journal.dir, 'work');
  if (!existsSync(home)) {
    const aside = `${home}.new`;
    await rm(aside, { recursive: true, force: true });
    makeFolder(aside);
    for (const entry of existsSync(work) ? await readdir(work, { withFileTypes: true }) : []) {
      if (entry.isFile() && /^b\d+$/.test(entry.name)) await copyFile(join(work, entry.name), join(aside, entry.name));
    }
    await rename(aside, home);
  }
  await rm(work, { recursive: true, force: true });
}
