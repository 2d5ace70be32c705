import { shown, type BytePath } from '../byte-path.js';
import { errnoOf } from '../errors.js';
import { GuardHit } from './folder.js';

/** A path that the system does not let a landing write. */
export class Unwritable extends Error {
  constructor(
    readonly path: BytePath,
    cause: unknown,
  ) {
    super('a path could not be written', { cause });
  }
}

/** Runs what writes a path; where the system refuses, the error says which path it was. */
export async function writing(path: BytePath, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof GuardHit || errnoOf(error) === '') throw error;
    throw new Unwritable(path, error);
  }
}

const WHY: Readonly<Record<string, readonly [because: string, remedy: string]>> = {
  EXDEV: [
    'lies on another mount than the workspace',
    'Name the folder that is mounted there in a .gitignore, or make it a workspace of its own.',
  ],
  EROFS: ['lies on a read-only mount', 'Make it writable, or name it in a .gitignore.'],
  EPERM: [
    'is one that the system lets nobody replace',
    'Look for the marks "immutable" and "append only" of it and of its folder (lsattr).',
  ],
  EACCES: ['may not be written by this user', 'Change its owner or permissions, or those of its folder.'],
};

/** What to tell of a landing that has failed; what it had written is taken back by then. */
export function reasonOf(error: unknown): { message: string; remedy: string } {
  const [because, remedy] = (error instanceof Unwritable && WHY[errnoOf(error.cause)]) || [null, null];
  if (because === null || !(error instanceof Unwritable))
    return {
      message: 'the user folder could not be written; what was written was taken back',
      remedy: 'Check the permissions and the free space of the workspace.',
    };
  return { message: `${shown(error.path)} ${because}: nothing was changed`, remedy };
}
