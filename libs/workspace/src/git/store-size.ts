import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface LooseObject {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  /** What it takes on the disk: small files fill whole blocks. */
  readonly diskBytes: number;
  readonly mtimeMs: number;
}

export interface StoreSize {
  /** On the disk. */
  readonly bytes: number;
  readonly looseCount: number;
}

export async function storeSize(gitDir: string): Promise<StoreSize> {
  const loose = await looseObjects(gitDir);
  let bytes = loose.reduce((sum, { diskBytes }) => sum + diskBytes, 0);
  const packs = join(gitDir, 'objects', 'pack');
  for (const name of await readdir(packs).catch((): string[] => []))
    bytes += ((await lstat(join(packs, name)).catch(() => null))?.blocks ?? 0) * 512;
  return { bytes, looseCount: loose.length };
}

export async function looseObjects(gitDir: string): Promise<LooseObject[]> {
  const objects = join(gitDir, 'objects');
  const found: LooseObject[] = [];
  for (const folder of await readdir(objects).catch((): string[] => [])) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of await readdir(join(objects, folder)).catch((): string[] => [])) {
      const file = join(objects, folder, name);
      const stats = await lstat(file).catch(() => null);
      if (stats === null || !/^[0-9a-f]{38}$/.test(name)) continue;
      const { size: bytes, blocks, mtimeMs } = stats;
      found.push({ id: folder + name, file, bytes, diskBytes: blocks * 512, mtimeMs });
    }
  }
  return found;
}
