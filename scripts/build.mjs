// Compiles every file by itself, as the specs are compiled too, puts what is no code beside the output, and bundles the
// apps. Types are looked at by `npm run types`: it takes as long as everything else here ten times over.
// With --if-stale, only where something has changed since: npm prepares a checkout once more when npx first runs from
// it.
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (process.argv.includes('--if-stale') && isFresh(root, ['apps', 'libs', 'scripts', 'test'])) process.exit(0);
if (!existsSync(join(root, 'node_modules', '@swc', 'core'))) {
  // `npm ci --omit=dev` of a checkout that was built before: nothing to build with, and nothing to build.
  if (existsSync(join(root, 'dist', 'apps'))) process.exit(0);
  console.error('build: the compiler is not installed. Run `npm ci` with its development dependencies.');
  process.exit(1);
}
/** When the last whole build began, in milliseconds since the epoch: what is older is in it. */
const stamp = join(root, 'dist', '.built');
const began = Date.now();
rmSync(stamp, { force: true });
// Chunks are named after what they hold, so those of another build would stay for ever; modes of the gauntlet are found
// by looking.
for (const tree of ['apps', 'test']) rmSync(join(root, 'dist', tree), { recursive: true, force: true });

const { transformFile } = await import('@swc/core');
const CODE = /(?<!\.d|\.spec)\.ts$/;
const BESIDE = /\.(?:yaml|json|txt)$/;

/** Puts the file in the same place under dist, compiled where it is code. */
async function place(source) {
  const target = join(root, 'dist', source.slice(root.length + 1)).replace(CODE, '.js');
  await mkdir(dirname(target), { recursive: true });
  if (!CODE.test(source)) return cp(source, target);
  const { code } = await transformFile(source, { cwd: root, module: { type: 'es6' } });
  return writeFile(target, code);
}

/** All files below that this is said of, as absolute paths. */
const filesIn = (tree, isWanted) =>
  !existsSync(join(root, tree))
    ? []
    : readdirSync(join(root, tree), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && isWanted(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));

const sources = [
  ...['apps', 'libs'].flatMap((tree) => filesIn(tree, (name) => CODE.test(name) || BESIDE.test(name))),
  ...filesIn('test', (name) => CODE.test(name)),
];
await Promise.all(sources.map(place));
const { bundleApps } = await import('./bundle.mjs');
await bundleApps(root);

const bin = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
if (existsSync(bin)) chmodSync(bin, 0o755);
writeFileSync(stamp, String(began));
