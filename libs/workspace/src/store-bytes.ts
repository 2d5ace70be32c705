import { join } from 'node:path';
import { storesIn } from './backup/tree-backup.js';
import { storeSize } from './git/store-size.js';

/** What the tree stores of a data folder take on its disk. */
export async function storeBytes(dataDir: string): Promise<number> {
  let bytes = 0;
  for (const id of await storesIn(dataDir)) bytes += (await storeSize(join(dataDir, 'trees', id, 'repo.git'))).bytes;
  return bytes;
}
