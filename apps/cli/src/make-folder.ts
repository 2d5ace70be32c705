import { mkdir } from 'node:fs/promises';
import { causeOf } from './client.js';
import { WrongUsage } from './exit-codes.js';

const REMEDY = 'Name another folder.';

/** @throws WrongUsage where there can be no folder of this name. */
export async function refuseUnusable(path: string): Promise<void> {
  const { unusablePath } = await import('#config');
  const unusable = unusablePath(path, 'a folder');
  if (unusable !== null) throw new WrongUsage(unusable.replace(/\.$/, ''), REMEDY);
}

/** A folder that the user named, with those above it. @throws WrongUsage where there can be none. */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  await refuseUnusable(path);
  try {
    await mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    throw new WrongUsage(`the folder ${path} cannot be made (${causeOf(error)})`, REMEDY, { cause: error });
  }
}
