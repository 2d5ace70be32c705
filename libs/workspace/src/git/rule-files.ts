import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TooMuch } from '../errors.js';

/** Of one .gitignore file: git reads each whole at every look. */
export const MAX_RULES_MIB = 64;

/** Of one allocation of git's: larger ones than for such a file it needs for nothing here. */
export const RULES_ENVIRONMENT = { GIT_ALLOC_LIMIT: `${MAX_RULES_MIB}m` } as const;

export const isTooLargeFor = (stderr: string): boolean => /^fatal: attempting to allocate \d+ over limit/m.test(stderr);

const run = promisify(execFile);

/** Null where none is found. */
export async function tooLargeRules(workTree: string): Promise<TooMuch | null> {
  const args = [workTree, '-xdev', '-name', '.gitignore', '-size', `+${MAX_RULES_MIB - 1}M`];
  const options = { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, cwd: '/', timeout: 60_000 };
  const { stdout } = await run('find', args, options).catch((error: { stdout?: string }) => error);
  const first = (stdout ?? '').split('\n').find((line) => line.startsWith(`${workTree}/`));
  if (first === undefined) return null;
  return new TooMuch(
    `${first.slice(workTree.length + 1)} holds more than ${MAX_RULES_MIB} MiB of rules`,
    'Make it smaller: name folders and kinds of files in it, not each file.',
  );
}
