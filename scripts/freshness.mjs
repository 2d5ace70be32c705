import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds since the epoch at which the newest file below was written; a spec is part of no build. */
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return Math.max(latest, newest(path));
    return entry.name.endsWith('.spec.ts') ? latest : Math.max(latest, statSync(path).mtimeMs);
  }, 0);

/** Whether dist holds what the sources say. The build writes down when it began, as its last act. */
export function isFresh(root, folders = ['apps', 'libs', 'scripts']) {
  const stamp = join(root, 'dist', '.built');
  if (!existsSync(join(root, 'dist', 'apps', 'cli', 'src', 'main.js')) || !existsSync(stamp)) return false;
  const began = Number(readFileSync(stamp, 'utf8'));
  const single = ['package.json', 'package-lock.json'].map((name) => join(root, name));
  return (
    folders.map((name) => join(root, name)).every((folder) => !existsSync(folder) || newest(folder) < began) &&
    single.every((file) => !existsSync(file) || statSync(file).mtimeMs < began)
  );
}
