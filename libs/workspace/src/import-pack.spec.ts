import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFixture, put, type Fixture } from './fixture.js';
import { commitBody, objectId, writeObject } from './git/objects.js';

/** LOOM_FULL_SIZE=1: bombs of the size an attacker would choose; takes minutes. */
const FULL = process.env['LOOM_FULL_SIZE'] === '1';

let f: Fixture;
let away: string;
let workspaceId: string;
let tip: string;

beforeEach(async () => {
  f = makeFixture();
  away = mkdtempSync(join(tmpdir(), 'loom-away-'));
  put(f.user, 'a.ts', 'export const a = 1;\n');
  workspaceId = (await f.store.register(f.user)).workspaceId;
  tip = (await f.store.snapshot({ workspaceId, path: f.user, tip: null, taskId: 't' })).commit;
});
afterEach(() => {
  f.dispose();
  rmSync(away, { recursive: true, force: true });
});

describe('steps made by hand', () => {
  const repo = (): string => f.store.repository(workspaceId).dir;
  let forge: string;

  const git = (args: string[], input?: Buffer | string): string =>
    execFileSync('git', ['--git-dir', forge, ...args], { input, stdio: ['pipe', 'pipe', 'ignore'] })
      .toString()
      .trim();
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x@x'];

  beforeEach(() => {
    forge = join(away, 'forge.git');
    execFileSync('git', ['clone', '-q', '--bare', '--no-local', '--no-checkout', repo(), forge], { stdio: 'ignore' });
    execFileSync('cp', ['-r', join(repo(), 'objects'), forge]);
  });

  const blob = (content: string): string => git(['hash-object', '-w', '--stdin'], content);
  const tree = (...lines: string[]): string =>
    git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], rawTree(lines));
  const meta = (): string => git(['rev-parse', `${tip}:meta.json`]);
  const step = (files: string, parents = [tip], record = meta()): string => {
    const root = tree(`100644 meta.json ${record}`, `40000 w ${files}`);
    return git([...identity, 'commit-tree', root, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'x']);
  };
  const pack = (input: string, ...args: string[]): Buffer =>
    execFileSync('git', ['--git-dir', forge, 'pack-objects', '--stdout', '-q', ...args], {
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 2 ** 30,
    });
  const packed = (commit: string, base = tip): Buffer => pack(`${commit}\n^${base}\n`, '--revs', '--missing=allow-any');
  /** All there is: git does not find its way from the commit. */
  const allPacked = (): Buffer => pack(`${git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'])}\n`);
  const sent = (commit: string, base: string): Buffer => {
    try {
      return packed(commit, base);
    } catch {
      return allPacked();
    }
  };
  const push = (commit: string, base = tip): Promise<void> =>
    f.store.importBundle(workspaceId, { base, commit, bundle: sent(commit, base), attemptId: 'x' });
  /** "<mode> <name> <id>" lines as git stores them. */
  const rawTree = (lines: string[]): Buffer =>
    Buffer.concat(
      lines.map((line) => {
        const [, mode = '', name = '', id = ''] = /^(\d+) (.*) ([0-9a-f]{40})$/s.exec(line) ?? [];
        return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
      }),
    );

  it('are taken when they are in order', async () => {
    const commit = step(tree(`100644 fine ${blob('x')}`));
    await push(commit);
    expect(await f.store.changes(workspaceId, tip, commit)).toContainEqual(
      expect.objectContaining({ path: 'fine', operation: 'create' }),
    );
  });

  it('are refused, and nothing of them is kept, when they are not', async () => {
    const x = blob('x');
    const inner = tree(`100644 hook ${x}`);
    // Of a history of its own.
    const others = step(tree(`100644 theirs ${x}`), []);
    const cases: Record<string, () => string> = {
      'a .git folder': () => step(tree(`40000 .git ${inner}`)),
      'a .GIT folder': () => step(tree(`40000 .GIT ${inner}`)),
      'a short name of .git': () => step(tree(`40000 git~1 ${inner}`)),
      'a hidden .git': () => step(tree(`40000 .g\u200cit ${inner}`)),
      'a hook in a folder': () => step(tree(`40000 sub ${tree(`40000 .git ${tree(`40000 hooks ${inner}`)}`)}`)),
      'a .git file': () => step(tree(`100644 .git ${x}`)),
      'a .git link': () => step(tree(`120000 .git ${x}`)),
      'the folder itself': () => step(tree(`40000 . ${inner}`)),
      'no name': () => step(tree(`100644  ${x}`)),
      'one name twice': () => step(tree(`100644 a ${x}`, `100644 a ${blob('y')}`)),
      'a file and a folder of one name': () => step(tree(`100644 a ${x}`, `40000 a ${inner}`)),
      'names out of order': () => step(tree(`100644 b ${x}`, `100644 a ${x}`)),
      'a folder that is a file': () => step(tree(`40000 a ${x}`)),
      'a file that is a folder': () => step(tree(`100644 a ${inner}`)),
      'a parent folder': () => step(tree(`40000 .. ${inner}`)),
      'a slash in a name': () => step(tree(`100644 a/b ${x}`)),
      'a name that climbs out': () => step(tree(`100644 a/../../b ${x}`)),
      'a submodule': () => step(tree(`160000 sub ${tip}`)),
      'an odd mode': () => step(tree(`100600 odd ${x}`)),
      'a missing file': () => step(tree(`100644 none ${'1'.repeat(40)}`)),
      'a wrong parent': () => step(tree(`100644 a ${x}`), []),
      'the work of another task below it': () => step(tree(`100644 a ${x}`), [others]),
      'two parents': () => step(tree(`100644 a ${x}`), [tip, step(tree(`100644 b ${x}`))]),
      'a record that climbs out': () =>
        step(tree(`100644 a ${x}`), [tip], blob('{"file":"644","exec":"755","dirs":["../out"],"modes":{}}')),
      'a record of a folder of git': () =>
        step(tree(`100644 a ${x}`), [tip], blob('{"file":"644","exec":"755","dirs":["sub/.git/hooks"],"modes":{}}')),
      'a record of rights outside': () =>
        step(tree(`100644 a ${x}`), [tip], blob('{"file":"644","exec":"755","dirs":[],"modes":{"/../a":"4755"}}')),
      'a record of impossible rights': () =>
        step(tree(`100644 a ${x}`), [tip], blob('{"file":"100644","exec":"755","dirs":[],"modes":{}}')),
      'no record': () => git([...identity, 'commit-tree', inner, '-p', tip, '-m', 'x']),
    };
    const before = readdirSync(join(repo(), 'objects'), { recursive: true }).length;
    for (const [name, make] of Object.entries(cases)) {
      const commit = make();
      const answer = await push(commit).then(
        () => 'taken',
        (error: { code?: string }) => error.code,
      );
      expect([name, answer]).toEqual([name, 'refused_bundle']);
      expect(await f.store.repository(workspaceId).has(commit), name).toBe(false);
    }
    const good = step(tree(`100644 a ${x}`));
    for (const bundle of [Buffer.alloc(0), Buffer.from('PACK'), Buffer.alloc(5000, 7)]) {
      const of = { base: tip, commit: good, bundle, attemptId: 'x' };
      await expect(f.store.importBundle(workspaceId, of)).rejects.toMatchObject({ code: 'refused_bundle' });
    }
    await expect(push(good, step(tree(`100644 q ${x}`)))).rejects.toMatchObject({ code: 'refused_bundle' });
    expect(readdirSync(join(repo(), 'objects'), { recursive: true }).length).toBe(before);
    expect(readdirSync(repo()).filter((name) => name.startsWith('incoming'))).toEqual([]);
  });

  it('are told from those that came before, which are not looked at again', async () => {
    const first = step(tree(`100644 one ${blob('x')}`));
    await push(first);
    const second = step(tree(`100644 one ${blob('x')}`, `100644 two ${blob('x')}`), [first]);
    const bundle = packed(second, first);
    await f.store.importBundle(workspaceId, { base: tip, commit: second, bundle, attemptId: 'x' });
    expect(await f.store.changes(workspaceId, first, second)).toMatchObject([{ path: 'two' }]);
    // Another attempt has to bring all of its own.
    const others = { base: tip, commit: second, bundle: Buffer.alloc(0), attemptId: 'y' };
    await f.store.importBundle(workspaceId, others);
    expect(await f.store.changes(workspaceId, tip, second)).toHaveLength(3);
  });

  it('are refused in time and memory that are bounded, whatever small things stand for', async () => {
    const store = (): string[] => readdirSync(repo(), { recursive: true, encoding: 'utf8' }).sort();
    const before = store();
    const refused = async (name: string, commit: string, bundle: Buffer): Promise<void> => {
      // A bound for all sizes, as git's limits are; the work is done by other processes, and waited for.
      const startedAt = performance.now();
      const answer = await f.store.importBundle(workspaceId, { base: tip, commit, bundle, attemptId: 'x' }).then(
        () => 'taken',
        (error: { code?: string }) => error.code,
      );
      expect([name, answer]).toEqual([name, 'refused_bundle']);
      expect(performance.now() - startedAt, name).toBeLessThan(180_000);
      expect(store(), name).toEqual(before);
    };

    const zeros = FULL ? 8 * 2 ** 30 : 60 * 2 ** 20;
    const flat = execFileSync('sh', [
      '-c',
      `head -c ${zeros} /dev/zero | git -c core.compression=9 --git-dir '${forge}' hash-object -w --stdin`,
    ]);
    const large = step(tree(`100644 zeros ${flat.toString().trim()}`));
    await refused('a file of zeros', large, packed(large));

    // 1800 bytes that say: the first 16 MiB of that file, three hundred times.
    const body = Buffer.alloc(2 ** 24);
    const copies = Buffer.concat(Array.from({ length: 300 }, () => Buffer.from([0xf0, 0xff, 0xff, 0xff])));
    const delta = Buffer.concat([size(body.length), size(300 * 0xffffff), copies]);
    const id = createHash('sha1').update(`blob ${body.length}\0`).update(body).digest();
    const pack = packOf([entry(3, body), entry(7, delta, id)]);
    await refused('a file made of another one many times over', large, pack);

    // Ten folders in each of ten folders in each of …
    let folder = tree(`100644 x ${blob('x')}`);
    for (let level = 0; level < 10; level++)
      folder = tree(...Array.from({ length: 10 }, (_, n) => `40000 ${n} ${folder}`));
    const wide = step(folder);
    await refused('folders that are many times the same', wide, packed(wide));

    // Made here: git itself does not get to the bottom of it.
    const objects: [type: 1 | 2, body: Buffer][] = [];
    const made = (name: 'tree' | 'commit', body: Buffer): string => {
      objects.push([name === 'tree' ? 2 : 1, body]);
      return objectId(name, body);
    };
    let inner = made('tree', rawTree([`100644 x ${blob('x')}`]));
    for (let level = 0; level < (FULL ? 100_000 : 3000); level++) inner = made('tree', rawTree([`40000 d ${inner}`]));
    const root = made('tree', rawTree([`100644 meta.json ${meta()}`, `40000 w ${inner}`]));
    const deep = made('commit', commitBody({ tree: root, parents: [tip], atMs: 0, message: 'x' }));
    const file = entry(3, Buffer.from('x'));
    await refused(
      'a folder deeper than any path',
      deep,
      packOf([file, ...objects.map(([type, body]) => entry(type, body))]),
    );

    const blobX = blob('x');
    const names = Array.from(
      { length: FULL ? 300_000 : 30_000 },
      (_, n) => `100644 ${`${n}`.padStart(200, 'n')} ${blobX}`,
    );
    const full = step(await writeObject(forge, 'tree', rawTree(names)));
    await refused('a folder of too many files', full, packed(full));

    const header = Buffer.concat([Buffer.from('PACK'), number(2), number(1_000_000), Buffer.alloc(64)]);
    await refused('a pack of too many objects', large, header);
    await refused('a pack that is too large', large, Buffer.alloc(513 * 2 ** 20));
  }, 600_000);
});

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** As deltas write their sizes: seven bits a byte, the last ones first. */
function size(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}

/** One object of a pack: 3 = a file, 7 = a change of the object of that id. */
function entry(type: number, body: Buffer, base: Buffer = Buffer.alloc(0)): Buffer {
  const low = (type << 4) | (body.length % 16);
  const head =
    body.length < 16
      ? Buffer.from([low])
      : Buffer.concat([Buffer.from([low | 0x80]), size(Math.floor(body.length / 16))]);
  return Buffer.concat([head, base, deflateSync(body)]);
}

function packOf(entries: readonly Buffer[]): Buffer {
  const pack = Buffer.concat([Buffer.from('PACK'), number(2), number(entries.length), ...entries]);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}
