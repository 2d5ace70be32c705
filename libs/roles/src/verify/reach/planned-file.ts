import { basename, dirname, extname, posix } from 'node:path';
import type { FileChange } from '#domain';
import { isCode, isTestFile } from '../file-kinds.js';
import { meantBy, type Lookup } from './loosely-named.js';
import { isNearName, isSaid, standsIn } from './near-name.js';

/* Which file a plan means by the name of an output at which nothing is. Pure. */

/** `taken`: files that stand for other names. */
export const plannedFile = (given: string, of: Lookup, taken: ReadonlySet<string>): string | undefined =>
  meantBy(given, of) ?? otherForm(given, of, taken) ?? nearTo(given, of, taken);

/**
 * The only changed file that has the name but for capitals and a point before it; what was said just so is to have it
 * just so.
 */
function otherForm(given: string, { changes, asked }: Lookup, taken: ReadonlySet<string>): string | undefined {
  const name = posix.normalize(given.replaceAll('\\', '/')).replace(/\/$/, '');
  if (/[./]/.test(name) && standsIn(name, asked)) return undefined;
  const found = changes.filter(
    ({ path, operation }) => operation !== 'delete' && !taken.has(path) && formless(path) === formless(name),
  );
  return found.length === 1 ? found[0]?.path : undefined;
}
const formless = (path: string): string => posix.join(dirname(path), basename(path).replace(/^\./, '')).toLowerCase();

/** The changed file that a plan has guessed the name of; one that was named in words is to bear its name. */
function nearTo(given: string, { changes, asked }: Lookup, taken: ReadonlySet<string>): string | undefined {
  const name = posix.normalize(given.replaceAll('\\', '/')).replace(/\/$/, '');
  const spoken = asked.toLowerCase();
  if (standsIn(name.toLowerCase(), spoken)) return undefined;
  // What was said alone stands where it was said to; only its folder is the plan's.
  const own = changes.filter(({ path }) => basename(path) === basename(name) && standsIn(path.toLowerCase(), spoken));
  const [said] = own.filter(({ path, operation }) => operation !== 'delete' && !taken.has(path));
  if (said !== undefined && own.length === 1 && name.includes('/')) return said.path;
  if (isSaid(name, asked)) return undefined;
  // Without its folder only a file that was there before can be meant.
  const shown = (path: string, isNew: boolean): string => (name.includes('/') || isNew ? path : basename(path));
  const found = changes.filter(
    ({ path, operation }) =>
      operation !== 'delete' && !taken.has(path) && isNearName(shown(path, operation === 'create'), name),
  );
  if (found.length > 0) return found.length === 1 || name.includes('*') ? found[0]?.path : undefined;
  return theTestFor(name, changes, taken);
}

/** Tests are found by where they stand and how their names begin or end, so that one under any such name is meant. */
function theTestFor(name: string, changes: readonly FileChange[], taken: ReadonlySet<string>): string | undefined {
  if (!isTestFile(name) || !isCode(name)) return undefined;
  const found = changes.filter(
    ({ path, operation }) =>
      operation !== 'delete' &&
      !taken.has(path) &&
      isTestFile(path) &&
      !/^(?:__init__|conftest)\.py$/.test(basename(path)) &&
      dirname(path) === dirname(name) &&
      extname(path) === extname(name),
  );
  return found.length === 1 ? found[0]?.path : undefined;
}
