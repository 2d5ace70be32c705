import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GitAttemptTrees } from './attempt/git-attempt-trees.js';
import { HeadStore } from './attempt/commit-source.js';
import { GitTreeStore } from './git-tree-store.js';
import { DEFAULT_LIMITS, type TreeStoreOptions } from './tree-store-options.js';

/** For specs: a user's folder, a store, and a look at everything undo must give back. */
export interface Fixture {
  readonly dir: string;
  readonly user: string;
  readonly store: GitTreeStore;
  readonly trees: GitAttemptTrees;
  readonly options: TreeStoreOptions;
  dispose(): void;
}

export function makeFixture(options: Partial<TreeStoreOptions> = {}): Fixture {
  const dir = mkdtempSync(join(tmpdir(), 'loom-ws-'));
  const user = join(dir, 'user');
  mkdirSync(user);
  const all = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'data', 'scratch'), ...options };
  const store = new GitTreeStore(all);
  const trees = new GitAttemptTrees(
    { ...all, limits: { ...DEFAULT_LIMITS, ...options.limits } },
    new HeadStore((id) => store.repository(id)),
  );
  return { dir, user, store, trees, options: all, dispose: () => rmSync(dir, { recursive: true, force: true }) };
}

export function put(root: string, path: string, content: string | Buffer, mode = 0o644): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}

/**
 * Type, mode, link text and bytes of everything below a folder, empty folders included; `.git` and ignored names too.
 */
export function fingerprint(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const look = (dir: Buffer, name: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true, encoding: 'buffer' })) {
      const file = Buffer.concat([dir, Buffer.from('/'), entry.name]);
      const key = `${name}${entry.name.toString('latin1')}`;
      if (entry.isDirectory()) {
        found[`${key}/`] = `folder ${(lstatSync(file).mode & 0o7777).toString(8)}`;
        look(file, `${key}/`);
      } else if (entry.isSymbolicLink())
        found[key] = `link ${readlinkSync(file, { encoding: 'buffer' }).toString('latin1')}`;
      else if (entry.isFile()) {
        const { mode, size } = lstatSync(file);
        const bytes = size > 2 ** 30 ? `${size}` : createHash('sha1').update(readFileSync(file)).digest('hex');
        found[key] = `file ${(mode & 0o7777).toString(8)} ${bytes}`;
      } else found[key] = 'other';
    }
  };
  look(Buffer.from(root), '');
  return found;
}
