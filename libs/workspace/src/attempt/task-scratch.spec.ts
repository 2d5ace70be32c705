import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SmallDisk } from '#testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint, put } from '../fixture.js';
import { Turns } from '../lock.js';
import { TaskScratch } from './task-scratch.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loom-scratch-'));
  mkdirSync(join(dir, 'task'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const turns = new Turns();
async function attempt(name: string, home = dir): Promise<{ root: string; bring: () => Promise<string[]> }> {
  const root = join(home, name);
  mkdirSync(root);
  const scratch = new TaskScratch(join(dir, 'task'), root, turns);
  await scratch.fetch();
  return { root, bring: () => scratch.bring() };
}

it('gives each attempt files of its own: what one writes to its own, no other that is at work finds', async () => {
  const one = await attempt('one');
  put(one.root, 'notes', 'first\n', 0o640);
  await one.bring();
  const [two, three] = [await attempt('two'), await attempt('three')];
  appendFileSync(join(two.root, 'notes'), 'of two\n');
  chmodSync(join(two.root, 'notes'), 0o777);
  const [was, is] = [one, three].map(({ root }) => lstatSync(join(root, 'notes')));
  expect(readFileSync(join(three.root, 'notes'), 'utf8')).toBe('first\n');
  const ofMs = (at: number | undefined): number => Math.trunc(at ?? NaN);
  expect([is?.mode, ofMs(is?.mtimeMs)]).toEqual([was?.mode, ofMs(was?.mtimeMs)]);
  await two.bring();
  const four = await attempt('four');
  expect(readFileSync(join(four.root, 'notes'), 'utf8')).toBe('first\nof two\n');
});

it('is the same for all attempts, each as of its beginning and with what it left since', async () => {
  const one = await attempt('one');
  put(one.root, 'notes/a', 'a\n', 0o755);
  put(one.root, Buffer.from([0x66, 0xff]).toString('latin1'), 'odd');
  symlinkSync('notes/a', join(one.root, 'link'));
  mkdirSync(join(one.root, 'hollow'));
  put(one.root, '.home/cache', 'x');
  execFileSync('mkfifo', [join(one.root, 'pipe')]);
  expect(await one.bring()).toEqual([]);
  const two = await attempt('two');
  const shared = fingerprint(one.root);
  for (const name of ['.home/', '.home/cache', 'pipe']) delete shared[name];
  expect(fingerprint(two.root)).toEqual(shared);

  rmSync(join(two.root, 'notes'), { recursive: true });
  rmSync(join(two.root, 'link'));
  put(two.root, 'link/inside', 'x');
  appendFileSync(join(one.root, 'notes/a'), 'more\n');
  put(one.root, 'late', '1');
  for (const each of [one, two]) expect(await each.bring()).toEqual([]);
  const three = await attempt('three');
  // What another goes on with is not taken away.
  expect(readFileSync(join(three.root, 'notes/a'), 'utf8')).toBe('a\nmore\n');
  expect(existsSync(join(three.root, 'late'))).toBe(true);
  expect(readFileSync(join(three.root, 'link/inside'), 'utf8')).toBe('x');
  rmSync(join(three.root, 'late'));
  rmSync(join(three.root, 'link'), { recursive: true });
  put(three.root, 'link', 'a file again');
  expect(await three.bring()).toEqual([]);
  const four = await attempt('four');
  expect([existsSync(join(four.root, 'late')), readFileSync(join(four.root, 'link'), 'utf8')]).toEqual([
    false,
    'a file again',
  ]);
});

it('is never written through a link, and says what it does not hold', async () => {
  const outside = join(dir, 'outside');
  mkdirSync(outside);
  const one = await attempt('one');
  const two = await attempt('two');
  symlinkSync(outside, join(one.root, 'way'));
  put(two.root, 'way/out', 'x');
  put(two.root, 'name', 'x');
  put(one.root, 'name/in/it', 'x');
  await one.bring();
  expect(readlinkSync(join(dir, 'task/way'))).toBe(outside);
  expect(await two.bring()).toEqual(['scratch://name: not shared (a folder of another attempt has that name)']);
  expect(fingerprint(outside)).toEqual({});
  expect(lstatSync(join(dir, 'task/way')).isDirectory()).toBe(true);
  // However an attempt leaves it.
  mkdirSync(join(one.root, 'shut'));
  chmodSync(join(one.root, 'shut'), 0);
  put(one.root, `${'d/'.repeat(100)}x`, '');
  expect(await one.bring()).toEqual([expect.stringContaining('too deep')]);
  expect(existsSync(join(dir, 'task/way/out'))).toBe(true);
  execFileSync('rm', ['-rf', one.root]);
});

it('holds no more than each attempt can begin with a copy of', async () => {
  const one = await attempt('one');
  const sized = (name: string, mib: number): void => {
    put(one.root, name, '');
    truncateSync(join(one.root, name), mib * 1_048_576);
  };
  sized('a', 400);
  expect(await one.bring()).toEqual([]);
  sized('b', 200);
  put(one.root, 'small', 'x');
  expect(await one.bring()).toEqual(['scratch://b: not shared (more than 512 MiB in all)']);
  expect(readdirSync(join(dir, 'task')).sort()).toEqual(['a', 'small']);
  rmSync(join(one.root, 'a'));
  sized('b', 201);
  expect(await one.bring()).toEqual([]);
  expect(readdirSync(join(dir, 'task')).sort()).toEqual(['b', 'small']);
});

it('is copied where the attempt works on another disk', async (context) => {
  const disk = SmallDisk.make(8);
  if (disk === null) return context.skip(SmallDisk.trouble);
  try {
    const one = await attempt('one', disk.dir);
    put(one.root, 'a', '1', 0o755);
    await one.bring();
    const two = await attempt('two', disk.dir);
    put(two.root, 'a', '22');
    await two.bring();
    expect(fingerprint(join(dir, 'task'))).toEqual(fingerprint(two.root));
    rmSync(join(two.root, 'a'));
    await two.bring();
    expect(fingerprint(join(dir, 'task'))).toEqual({});
  } finally {
    disk.drop();
  }
});
