import { execFileSync, spawnSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { transformFileSync } from '@swc/core';
import { beforeEach, expect, it, onTestFinished } from 'vitest';

let root: string;
let kept: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loom-program-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  kept = join(root, '.compiled');
  const { code } = transformFileSync(join(import.meta.dirname, 'load-program.ts'), { module: { type: 'es6' } });
  writeFileSync(join(root, 'load-program.mjs'), code);
  writeFileSync(
    join(root, 'main-1.cjs'),
    `const { twice } = require('./part-1.cjs');
exports.say = async () => [twice(21), require('node:path').sep, (await __import('node:os')).EOL, require('./part-1.cjs').twice === twice];`,
  );
  writeFileSync(join(root, 'part-1.cjs'), 'exports.twice = (n) => n * 2; exports.own = require("./main-1.cjs");');
});

/** What the program says, in a process that is `age` seconds old when it ends. */
function run(age = 60, stderr: 'inherit' | 'pipe' = 'inherit'): unknown {
  const code = `import { loadProgram } from './load-program.mjs';
const { say } = loadProgram(new URL('./main-1.cjs', import.meta.url));
process.stdout.write(JSON.stringify(await say()));
process.uptime = () => ${age};`;
  const stdio: ExecFileSyncOptionsWithStringEncoding['stdio'] = ['ignore', 'pipe', stderr];
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8', stdio }),
  );
}
const SAID = [42, '/', '\n', true];
const codeOf = (name: string): Buffer => readFileSync(join(kept, `${name}.code`));
const written = (): Record<string, number> =>
  Object.fromEntries(readdirSync(kept).map((name) => [name, statSync(join(kept, name)).ino]));

it('keeps compiled code once, and runs it from then on', () => {
  expect(run()).toEqual(SAID);
  const first = written();
  expect(Object.keys(first).sort()).toEqual(['main-1.cjs.code', 'part-1.cjs.code']);
  expect(run()).toEqual(SAID);
  expect(written()).toEqual(first);
});

it('keeps nothing of a process that ended at once', () => {
  expect(run(1)).toEqual(SAID);
  expect(readdirSync(root)).not.toContain('.compiled');
});

it('keeps it of a process that is killed later on', () => {
  const code = `import { watch } from 'node:fs';
import { loadProgram } from './load-program.mjs';
await loadProgram(new URL('./main-1.cjs', import.meta.url)).say();
watch('.', (_event, name) => name === '.compiled' && process.kill(process.pid, 'SIGKILL'));`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, timeout: 30_000 });
  expect(signal).toBe('SIGKILL');
  const first = written();
  expect(Object.keys(first).sort()).toEqual(['main-1.cjs.code', 'part-1.cjs.code']);
  expect(run()).toEqual(SAID);
  expect(written()).toEqual(first);
});

it('compiles anew, and keeps that, where the code is cut short, changed, of another Node, or of another text', () => {
  run();
  const whole = codeOf('part-1.cjs');
  const changed = Buffer.from(whole).fill(0, whole.length - 200);
  const otherNode = Buffer.from(whole.subarray(4));
  otherNode.writeUInt32LE(otherNode.readUInt32LE(4) ^ 1, 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(otherNode));
  const broken = [
    whole.subarray(0, 40),
    Buffer.alloc(0),
    changed,
    Buffer.concat([sum, otherNode]),
    codeOf('main-1.cjs'),
  ];
  for (const text of broken) {
    writeFileSync(join(kept, 'part-1.cjs.code'), text);
    const { ino } = statSync(join(kept, 'part-1.cjs.code'));
    expect(run()).toEqual(SAID);
    expect(written()['part-1.cjs.code']).not.toBe(ino);
  }
});

it('runs where nothing can be kept', () => {
  writeFileSync(kept, 'a file in the place of the folder');
  expect(run()).toEqual(SAID);
  rmSync(kept);
  mkdirSync(join(kept, 'main-1.cjs.code'), { recursive: true });
  expect(run()).toEqual(SAID);
});

it('hands on what a program throws while it loads', () => {
  writeFileSync(join(root, 'part-1.cjs'), 'throw new Error("no part");');
  expect(() => run(60, 'pipe')).toThrow(/no part/);
});
