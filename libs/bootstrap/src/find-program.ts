import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where package managers put servers; often not on the PATH of an ordinary user. */
const USUAL_PLACES = ['/usr/bin', '/usr/local/bin', '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** Absolute path of the first of `names` that can be run, or null. */
export function findProgram(
  names: readonly string[],
  path: string,
  places: readonly string[] = USUAL_PLACES,
): string | null {
  const folders = [...path.split(delimiter).filter((folder) => folder !== ''), ...places];
  for (const name of names) {
    for (const folder of folders) {
      const candidate = join(folder, name);
      try {
        accessSync(candidate, constants.X_OK);
        if (statSync(candidate).isFile()) return candidate;
      } catch {
        continue;
      }
    }
  }
  return null;
}
