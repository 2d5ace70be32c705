// Compiles everything with one tsc, puts the files tsc does not know beside the output, and bundles the apps.
// With --if-stale, only where something has changed since: npm prepares a checkout once more when npx first runs from it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApps } from './bundle.mjs';
import { isFresh } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (process.argv.includes('--if-stale') && isFresh(root, ['apps', 'libs', 'scripts', 'test'])) process.exit(0);
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
if (!existsSync(tsc)) {
  // `npm ci --omit=dev` of a checkout that was built before: nothing to build with, and nothing to build.
  if (existsSync(join(root, 'dist', 'apps'))) process.exit(0);
  console.error('build: TypeScript is not installed. Run `npm ci` with its development dependencies.');
  process.exit(1);
}
/** When the last whole build began, in milliseconds since the epoch: what is older is in it. */
const stamp = join(root, 'dist', '.built');
const began = Date.now();
rmSync(stamp, { force: true });
// Chunks are named after what they hold, so those of another build would stay for ever.
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
await bundleApps(root);

const bin = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
if (existsSync(bin)) chmodSync(bin, 0o755);
writeFileSync(stamp, String(began));
