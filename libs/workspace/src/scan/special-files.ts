import { joinBytes, nameProblem, type BytePath } from '../byte-path.js';
import { entriesIn } from '../entries.js';
import type { Git } from '../git/git.js';
import { ignoredOf, isBuiltInIgnored } from './ignore.js';

/** More are not named. */
const MAX_NAMED = 100;

/** Pipes, sockets and devices, which git does not list: it takes them for nothing at all. */
export async function specialFiles(git: Git, root: string, index: string): Promise<BytePath[]> {
  const found: BytePath[] = [];
  const queue: BytePath[] = [''];
  let seen = 0;
  for (let dir = queue.pop(); dir !== undefined && found.length < MAX_NAMED; dir = queue.pop()) {
    if (++seen % 200 === 0) await new Promise(setImmediate);
    for (const entry of await entriesIn(joinBytes(root, dir)).catch(() => [])) {
      if (entry.isFile() || entry.isSymbolicLink()) continue;
      const name = entry.name.toString('latin1');
      const path = dir === '' ? name : `${dir}/${name}`;
      if (nameProblem(path) !== null || isBuiltInIgnored(path)) continue;
      (entry.isDirectory() ? queue : found).push(path);
    }
  }
  const ignored = await ignoredOf(git, found, { workTree: root, index });
  return found.filter((path) => !ignored.has(path));
}
