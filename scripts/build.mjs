// Compiles everything with one tsc, puts the files tsc does not know beside the output, and bundles the apps.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApps } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
if (!existsSync(tsc)) {
  // `npm ci --omit=dev` of a checkout that was built before: nothing to build with, and nothing to build.
  if (existsSync(join(root, 'dist', 'apps'))) process.exit(0);
  console.error('build: TypeScript is not installed. Run `npm ci` with its development dependencies.');
  process.exit(1);
}
// The apps are compiled anew each time: what a bundle has replaced is not there any more for tsc to leave as it is.
const stamp = join(root, 'dist', '.tsbuildinfo');
rmSync(stamp, { force: true });
rmSync(join(root, 'dist', 'apps'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

/** Copies every file below `from` whose name ends in one of `endings` to the same place under dist. */
function copyAssets(from, endings) {
  for (const entry of readdirSync(join(root, from), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !endings.some((ending) => entry.name.endsWith(ending))) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(root, 'dist', source.slice(root.length + 1));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target);
  }
}
for (const tree of ['libs', 'apps']) copyAssets(tree, ['.yaml', '.json', '.txt']);
try {
  await bundleApps(root);
} catch (error) {
  // Without it the build does not count as done.
  rmSync(stamp, { force: true });
  throw error;
}

const bin = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
if (existsSync(bin)) chmodSync(bin, 0o755);
