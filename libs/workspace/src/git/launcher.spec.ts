import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Launcher } from './launcher.js';

const NOTHING = Buffer.alloc(0);
const env = { PATH: process.env['PATH'] ?? '' };

interface Ran {
  readonly out: Buffer;
  readonly err: string;
  readonly code: number | null;
}
function run(launcher: Launcher, words: readonly string[], input = NOTHING, started?: (kill: () => void) => void) {
  const [program = '', ...args] = words;
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  return new Promise<Ran>((resolve, failed) => {
    const kill = launcher.start(
      { program, args, env, input },
      {
        out: (chunk) => {
          out.push(chunk);
          started?.(kill);
        },
        err: (chunk) => void err.push(chunk),
        failed,
        ended: (code) => resolve({ out: Buffer.concat(out), err: Buffer.concat(err).toString(), code }),
      },
    );
  });
}

/** The processes that this one has started, by their command lines. */
function children(of = process.pid): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const parent = / (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) \S/, ''))?.[1];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return Number(parent) === of ? [{ pid: Number(pid), command }] : [];
      } catch {
        return [];
      }
    });
}
const small = () => children().filter(({ command }) => command.includes('function launch('));

it('carries input, output, errors and the exit code as they are, of many programs at once', async () => {
  const launcher = new Launcher();
  const inputs = Array.from({ length: 20 }, (_, n) => randomBytes(n * 40_000));
  const ran = await Promise.all(
    inputs.map((input, n) => run(launcher, ['sh', '-c', `cat; echo ${n} >&2; exit ${n}`], input)),
  );
  const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  expect(ran.map(({ out, err, code }) => [digest(out), err, code])).toEqual(
    inputs.map((input, n) => [digest(input), `${n}\n`, n]),
  );
  expect(small().length).toBe(1);
});

it('says why a program cannot be started, and kills one when it is told to', async () => {
  const launcher = new Launcher();
  await expect(run(launcher, ['/no/such/program'])).rejects.toMatchObject({ code: 'ENOENT' });
  const ended = await run(launcher, ['sh', '-c', 'echo up; exec sleep 100'], NOTHING, (kill) => kill());
  expect(ended).toMatchObject({ code: null, out: Buffer.from('up\n') });
});

it('fails what is under way when the small process is gone, ends it, and starts another', async () => {
  const launcher = new Launcher();
  const before = new Set(small().map(({ pid }) => pid));
  let inner: { pid: number }[] = [];
  const lost = run(
    launcher,
    ['/usr/bin/setpriv', '--pdeathsig', 'KILL', 'sh', '-c', 'echo up; sleep 100'],
    NOTHING,
    () => {
      for (const { pid } of small().filter(({ pid }) => !before.has(pid))) {
        inner = children(pid);
        process.kill(pid, 'SIGKILL');
      }
    },
  );
  await expect(lost).rejects.toMatchObject({ retryable: true });
  expect(inner).toHaveLength(1);
  await expect.poll(() => inner.filter(({ pid }) => isThere(pid))).toEqual([]);
  expect((await run(launcher, ['echo', 'again'])).out.toString()).toBe('again\n');
});

it('ends a small process that it has lost, and what that has started', async () => {
  const launcher = new Launcher();
  const before = new Set(small().map(({ pid }) => pid));
  let inner: { pid: number }[] = [];
  const lost = run(launcher, ['sh', '-c', 'echo up; exec sleep 100'], NOTHING, () => {
    inner = small().filter(({ pid }) => !before.has(pid));
    inner = [...inner, ...inner.flatMap(({ pid }) => children(pid))];
    // As node does where an order cannot be sent, or the process cannot be told of a signal.
    (Reflect.get(launcher, 'child') as ChildProcess).emit('error', new Error('lost'));
  });
  await expect(lost).rejects.toMatchObject({ retryable: true });
  expect(inner).toHaveLength(2);
  await expect.poll(() => inner.filter(({ pid }) => isThere(pid))).toEqual([]);
  expect((await run(launcher, ['echo', 'again'])).out.toString()).toBe('again\n');
});

it('ends with whoever started it, however that was ended, and keeps nobody from ending', async () => {
  const program = new URL('../../../../dist/libs/workspace/src/git/launcher.fixture.js', import.meta.url);
  const start = (words: string) =>
    spawn(process.execPath, [fileURLToPath(program), words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const killed = start('echo $$; exec sleep 100');
  const pid = Number(String((await once(killed.stdout, 'data'))[0]));
  expect(isThere(pid)).toBe(true);
  killed.kill('SIGKILL');
  await expect.poll(() => isThere(pid)).toBe(false);
  const ending = start('echo done');
  expect(await once(ending, 'exit')).toEqual([0, null]);
});

function isThere(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
