import { isAscii } from 'node:buffer';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/*
 * Loads a bundled app with the machine's own code for it, as far as an earlier run has left that beside the bundle: to
 * compile is half of what a start costs, and Node 20 keeps nothing of it.
 */

/**
 * In seconds: what is younger has not come to what it is for, and its code would be kept in place of a fuller one. What
 * is older may end without a moment to keep anything.
 */
const WORTH_KEEPING_S = 3;
const FOLDER = '.compiled';
const SUM_BYTES = 4;

type Exports = Record<string, unknown>;
interface Loaded {
  readonly script: Script;
  /** Where its compiled code is kept. */
  readonly place: string;
}

const modules = new Map<string, { exports: Exports }>();
const uncompiled: Loaded[] = [];
/** Compiled code knows no `import`: it is handed this one. */
const importOutside = (id: string): Promise<unknown> => import(id);

/**
 * The exports of a bundled program and, in `program`'s folder, code compiled by an earlier run of it. The name of a
 * bundle tells its content, so that code of another build is never met; code of another Node is refused by V8 itself.
 *
 * @param program a CommonJS bundle
 * @throws what the program throws while it loads
 */
export function loadProgram(program: URL): Exports {
  const path = fileURLToPath(program);
  return load(path, join(dirname(path), FOLDER));
}

function load(path: string, folder: string): Exports {
  const known = modules.get(path);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(path, module);
  const run = compile(path, join(folder, `${basename(path)}.code`)).runInThisContext() as (...scope: unknown[]) => void;
  const outside = createRequire(path);
  const require = (id: string): unknown =>
    id.startsWith('.') ? load(resolve(dirname(path), id), folder) : outside(id);
  run(module.exports, Object.assign(require, outside), module, path, dirname(path), importOutside);
  return module.exports;
}

function compile(path: string, place: string): Script {
  const names = 'exports, require, module, __filename, __dirname, __import';
  const source = `(function (${names}) { ${textOf(path)}\n})`;
  const cachedData = read(place);
  const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });
  if (script.cachedDataRejected !== false) {
    if (uncompiled.push({ script, place }) === 1) {
      setTimeout(keep, WORTH_KEEPING_S * 1000).unref();
      process.once('exit', keep);
    }
  }
  return script;
}

/** Bundles are ASCII: they are spared decoding, and take one byte a letter. */
function textOf(path: string): string {
  const file = readFileSync(path);
  return file.toString(isAscii(file) ? 'latin1' : 'utf8');
}

/** The sum is before the code, four bytes: V8 runs whatever it is given, also what a power cut has left of it. */
function read(place: string): Buffer | undefined {
  try {
    const file = readFileSync(place);
    const code = file.subarray(SUM_BYTES);
    return file.readUInt32LE() === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** What has run has been compiled by now. Where nothing may be written, each start compiles anew. */
function keep(): void {
  if (process.uptime() < WORTH_KEEPING_S) return;
  try {
    for (const { script, place } of uncompiled) {
      mkdirSync(dirname(place), { recursive: true });
      const own = `${place}.${process.pid}`;
      const code = script.createCachedData();
      const sum = Buffer.alloc(SUM_BYTES);
      sum.writeUInt32LE(crc32(code));
      writeFileSync(own, Buffer.concat([sum, code]));
      renameSync(own, place);
    }
  } catch {
    // Another user's folder, a full disk: it is only slower.
  }
}
