import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Bounds of a group of processes that prlimit cannot keep: their number under root, and their memory together. */
export interface CgroupBounds {
  readonly maxProcesses: number;
  readonly memoryMb: number;
}

/** One group, made for one call. */
export interface Cgroup {
  /** Files a process writes its id to in order to join. */
  readonly procsFiles: readonly string[];
  exceeded(): Promise<'memory' | 'processes' | null>;
  remove(): Promise<void>;
}

export interface CgroupHome {
  readonly version: 1 | 2;
  /** Folder to make groups in, by controller; one folder for both in version 2. */
  readonly folders: { readonly pids: string; readonly memory: string | null };
}

const PREFIX = 'loom-';
let counter = 0;

/** Where this process may make groups with working limits; null = nowhere (not root, or read-only). */
export async function findCgroupHome(): Promise<CgroupHome | null> {
  if (process.platform !== 'linux') return null;
  for (const home of candidateHomes()) {
    const trial = await makeCgroup(home, { maxProcesses: 64, memoryMb: 256 }).catch(() => null);
    if (trial === null) continue;
    await trial.remove();
    await sweepDead(home);
    return home;
  }
  return null;
}

function candidateHomes(): CgroupHome[] {
  let own: string;
  let mounts: string;
  try {
    own = readFileSync('/proc/self/cgroup', 'utf8');
    mounts = readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return [];
  }
  return homesFrom(own, mounts);
}

/** Pure: reads /proc/self/cgroup and /proc/self/mountinfo. */
export function homesFrom(own: string, mounts: string): CgroupHome[] {
  const v1 = new Map<string, string>();
  let v2: string | null = null;
  for (const line of mounts.split('\n')) {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const [type, , options] = after?.split(' ') ?? [];
    if (point === undefined) continue;
    if (type === 'cgroup2') v2 ??= point;
    if (type === 'cgroup') for (const option of options?.split(',') ?? []) v1.set(option, point);
  }
  const paths = new Map<string, string>();
  for (const line of own.trim().split('\n')) {
    const [, names, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    for (const name of names?.split(',') ?? []) paths.set(name, path ?? '/');
  }
  const homes: CgroupHome[] = [];
  const pids = v1.get('pids');
  const memory = v1.get('memory');
  if (pids !== undefined) {
    homes.push({
      version: 1,
      folders: {
        pids: join(pids, paths.get('pids') ?? '/'),
        memory: memory === undefined ? null : join(memory, paths.get('memory') ?? '/'),
      },
    });
  }
  if (v2 !== null) {
    const folder = join(v2, paths.get('') ?? '/');
    homes.push({ version: 2, folders: { pids: folder, memory: folder } });
  }
  return homes;
}

export async function makeCgroup(home: CgroupHome, bounds: CgroupBounds): Promise<Cgroup> {
  const name = `${PREFIX}${process.pid}-${++counter}`;
  const pids = join(home.folders.pids, name);
  const memory = home.folders.memory === null ? null : join(home.folders.memory, name);
  const folders = [...new Set([pids, ...(memory === null ? [] : [memory])])];
  const bytes = String(bounds.memoryMb * 1024 * 1024);
  const remove = async (): Promise<void> => {
    for (const folder of folders) await removeWhenEmpty(folder);
  };
  try {
    for (const folder of folders) await mkdir(folder);
    // Fails where the controller is not given to this group: then there is no limit to rely on.
    await writeFile(join(pids, 'pids.max'), String(bounds.maxProcesses));
    if (memory !== null)
      await writeFile(join(memory, home.version === 1 ? 'memory.limit_in_bytes' : 'memory.max'), bytes);
    if (memory !== null)
      await writeFile(
        join(memory, home.version === 1 ? 'memory.memsw.limit_in_bytes' : 'memory.swap.max'),
        home.version === 1 ? bytes : '0',
      ).catch(() => undefined);
  } catch (error) {
    await remove();
    throw error;
  }
  const exceeded = async (): Promise<'memory' | 'processes' | null> => {
    const memoryEvents =
      memory === null ? '' : await readText(join(memory, home.version === 1 ? 'memory.oom_control' : 'memory.events'));
    if (/^oom_kill [1-9]/m.test(memoryEvents)) return 'memory';
    return /^max [1-9]/m.test(await readText(join(pids, 'pids.events'))) ? 'processes' : null;
  };
  return { procsFiles: folders.map((folder) => join(folder, 'cgroup.procs')), exceeded, remove };
}

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** Killed processes leave their group a moment after they were killed. */
async function removeWhenEmpty(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      await rmdir(folder);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') return;
      await delay(5 * (attempt + 1));
    }
  }
}

/** Groups whose process was killed before it could remove them; one that is in use refuses to go. */
async function sweepDead(home: CgroupHome): Promise<void> {
  for (const folder of new Set([home.folders.pids, home.folders.memory ?? home.folders.pids])) {
    for (const name of await readdir(folder).catch(() => [])) {
      const owner = /^loom-(\d+)-\d+$/.exec(name)?.[1];
      if (owner === undefined || isAlive(Number(owner))) continue;
      await rmdir(join(folder, name)).catch(() => undefined);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
