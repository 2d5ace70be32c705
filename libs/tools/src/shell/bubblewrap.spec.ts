import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { once } from 'node:events';
import { chown, readdir, readFile, writeFile } from 'node:fs/promises';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import { GitTree } from '../../spec/git-tree.js';
import { BubblewrapSandbox, bubblewrapArgs, findFeatures } from './bubblewrap.js';
import { chooseSandbox } from './choose-sandbox.js';
import { findCgroupHome } from './cgroup.js';
import { DEFAULT_LIMITS, type SandboxLimits, type SandboxResult } from './sandbox.js';
import { seccompFilter } from './seccomp.js';

const chosen = await chooseSandbox(new SandboxConfig());
const missing = chosen.sandbox.kind === 'bubblewrap' ? '' : ` [skipped: ${chosen.warnings.join(' ')}]`;
const cgroups = await findCgroupHome();

/** Calls by number, as a Python dict takes them. */
const syscalls = (): string => {
  const numbers = process.arch === 'x64' ? [250, 321, 425, 101] : [219, 280, 425, 117];
  return ['keyctl', 'bpf', 'io_uring_setup', 'ptrace'].map((name, n) => `${name}=${numbers[n]}`).join(', ');
};

/** Command lines of all processes of this machine. */
const running = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });

describe.skipIf(missing !== '')(`the bubblewrap sandbox${missing}`, () => {
  let tree: GitTree;
  beforeEach(async () => {
    tree = await GitTree.create();
  });
  afterEach(() => tree.close());

  const sandboxWith = (limits: Partial<SandboxLimits>): BubblewrapSandbox =>
    new BubblewrapSandbox(
      { ...DEFAULT_LIMITS, ...limits },
      findFeatures('--disable-userns --size --seccomp', limits.network ?? false),
      cgroups,
    );

  const run = (
    command: string,
    more: { timeoutMs?: number; limits?: Partial<SandboxLimits>; signal?: AbortSignal } = {},
  ) =>
    (more.limits === undefined ? chosen.sandbox : sandboxWith(more.limits)).run({
      root: tree.root,
      scratch: tree.scratch,
      command,
      timeoutMs: more.timeoutMs ?? 20_000,
      signal: more.signal ?? new AbortController().signal,
      logOverflow: true,
    });
  const text = (result: SandboxResult): string => result.head + result.tail;

  it('runs in the tree, keeps what is written there, and tells the exit code', async () => {
    const result = await run('pwd; echo hello > made.txt; exit 3');
    expect(text(result)).toBe('/workspace\n');
    expect(result.exitCode).toBe(3);
    expect(await readFile(`${tree.root}/made.txt`, 'utf8')).toBe('hello\n');
  });

  it('binds the scratch folder and tells its name', async () => {
    await run('echo kept > "$LOOM_SCRATCH/note"');
    expect(await readFile(`${tree.scratch}/note`, 'utf8')).toBe('kept\n');
  });

  it('keeps both streams in the order they were written', async () => {
    const result = await run('for i in 1 2 3; do echo out$i; echo err$i >&2; done');
    expect(text(result)).toBe('out1\nerr1\nout2\nerr2\nout3\nerr3\n');
  });

  it('fails a pipe whose first stage fails', async () => {
    expect((await run('false | cat')).exitCode).toBe(1);
  });

  it('shows no home, no other user and nothing of the host but the system', async () => {
    const result = await run(
      'ls -d /root /home/* /srv /mnt /opt/* /work ~/.ssh /etc/shadow /etc/ssl/private /etc/hostname 2>/dev/null; cat /root/.bashrc ~/.ssh/id_rsa; ls -A ~',
    );
    expect(
      text(result)
        .split('\n')
        // A Node that is installed outside /usr is bound there.
        .filter((line) => line.startsWith('/') && line !== '/opt/node'),
    ).toEqual(['/home/loom']);
    expect(text(result)).toContain('/root/.bashrc: No such file');
  });

  it('has no variable of its parent', async () => {
    process.env['LOOM_SPEC_SECRET'] = 'do-not-show';
    try {
      const result = await run('env; cat /proc/1/environ');
      expect(text(result)).not.toContain('do-not-show');
      expect(text(result)).toContain('CI=1');
      expect(text(result)).toContain('GIT_TERMINAL_PROMPT=0');
    } finally {
      delete process.env['LOOM_SPEC_SECRET'];
    }
  });

  it('shows nothing of its parent in the process that started it either', async () => {
    const result = await run(
      `cat /proc/1/environ; echo end; tr '\\0' '\\n' < /proc/2/environ | grep -E '/root|${process.cwd()}'`,
    );
    expect(text(result)).toBe('end\n');
  });

  it('cannot write outside the tree, the scratch folder and its own temporary folders', async () => {
    const result = await run(
      'for f in /usr/x /etc/x /x /dev/x /proc/sys/kernel/core_pattern /proc/sys/vm/swappiness; do : 2>/dev/null >> $f && echo "wrote $f"; done; mount -t tmpfs none /workspace && echo mounted; echo end',
    );
    expect(text(result)).not.toMatch(/wrote|mounted$/m);
    expect(text(result)).toContain('end');
  });

  it('does not reach the network, a service on loopback included', async () => {
    const server = createServer((socket) => socket.end('reached'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connect = `exec 3<>/dev/tcp/127.0.0.1/${port} && cat <&3`;
    try {
      expect(text(await run(`(${connect}) 2>&1; cat /proc/net/dev | wc -l`))).not.toContain('reached');
      const open = await run(connect, { limits: { network: true } });
      expect(text(open)).toBe('reached');
    } finally {
      server.close();
    }
  });

  it('sends no datagram to this machine, asks no name server, and sees no socket of a file of its', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loom-spec-'));
    const datagrams = createSocket('udp4');
    const server = createServer((socket) => socket.end('reached'));
    try {
      datagrams.bind(0, '127.0.0.1');
      server.listen(join(folder, 'socket'));
      await Promise.all([once(datagrams, 'listening'), once(server, 'listening')]);
      const { port } = datagrams.address();
      const program = [
        `require("net").connect("${folder}/socket").on("data", (d) => console.log(String(d))).on("error", (e) => console.log(e.code))`,
        'require("dns").lookup("example.com", (e) => console.log(e?.code ?? "found"))',
        'require("dns").promises.resolve4("example.com").then(() => console.log("answered"), (e) => console.log(e.code))',
      ].join(';');
      const said = text(await run(`echo out > /dev/udp/127.0.0.1/${port}; node -e '${program}'`));
      expect(said).toContain('ENOENT');
      expect(said).not.toMatch(/reached|found|answered/);
      // The first to come is the one from here.
      const first = once(datagrams, 'message');
      createSocket('udp4').unref().send('from here', port, '127.0.0.1');
      expect(String((await first)[0])).toBe('from here');
    } finally {
      datagrams.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('gives no capabilities, no new privileges and no nested user namespace', async () => {
    const result = await run(
      'grep -E "CapEff|CapBnd|NoNewPrivs" /proc/self/status; unshare -U true 2>&1 && echo nested',
    );
    expect(text(result)).toMatch(/CapEff:\s+0+\n/);
    expect(text(result)).toMatch(/NoNewPrivs:\s+1/);
    expect(text(result)).not.toMatch(/^nested/m);
  });

  it.skipIf(seccompFilter(process.arch) === null)('refuses the system calls that no tool needs', async () => {
    const result = await run(
      `grep Seccomp: /proc/self/status; python3 -c "
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for name, number in dict(${syscalls()}).items():
    ctypes.set_errno(0)
    print(name, libc.syscall(number, 0, 0, 0, 0, 0) < 0 and ctypes.get_errno())
" || echo no python`,
    );
    expect(text(result)).toMatch(/Seccomp:\s+2/);
    const refused = [...text(result).matchAll(/^(\w+) 1$/gm)].map((match) => match[1]);
    if (!text(result).includes('no python')) expect(refused).toEqual(['keyctl', 'bpf', 'io_uring_setup', 'ptrace']);
  });

  it.skipIf(seccompFilter(process.arch) === null)(
    'opens no socket that a network of its own does not keep apart',
    async () => {
      const program = [
        'import socket',
        'for family in (1, 2, 10, 16, 17, 31, 38, 40):',
        '    try: socket.socket(family, socket.SOCK_RAW if family in (16, 17) else socket.SOCK_STREAM); print(family, "open")',
        '    except OSError as error: print(family, error.errno)',
      ].join('\n');
      const result = text(await run(`python3 -c '${program}' || echo no python`));
      if (result.includes('no python')) return;
      expect(result.split('\n').filter((line) => line.endsWith('open'))).toEqual([
        '1 open',
        '2 open',
        '10 open',
        '16 open',
      ]);
      expect(result).toContain('40 97');
    },
  );

  it.skipIf(seccompFilter(process.arch) === null)(
    'leaves no program on this machine that runs as its owner',
    async () => {
      const result = await run(
        'cp /bin/true a; chmod u+s a; chmod 2755 a; install -m 4755 a b; chmod 755 a && echo plain; mkdir -m 1777 d && echo sticky; python3 -c "import os; os.open(\'c\', os.O_CREAT, 0o4755)"; true',
      );
      expect(text(result)).toMatch(/plain\nsticky/);
      const modes = (await readdir(tree.root)).map((name) => statSync(`${tree.root}/${name}`).mode & 0o6000);
      expect(modes.every((mode) => mode === 0)).toBe(true);
    },
  );

  it.skipIf(seccompFilter(process.arch) === null)('copies files without what only their copy would keep', async () => {
    const program = 'import os; os.setxattr("a", "user.x", b"1")';
    const result = await run(
      `echo 1 > a; python3 -c '${program}' 2>&1 | tail -1; cp -a a b && cp -p a c && tar cf - a | tar xf - -C /tmp && mv b /tmp/ && echo copied; chattr +d a 2>&1 | tail -1; true`,
    );
    expect(text(result)).toContain('copied');
    expect(text(result)).toMatch(/not supported|python3: command not found/);
    expect(text(result)).toMatch(/while setting flags|chattr: command not found/);
  });

  it('gives no more memory for files than it says', async () => {
    const result = await run('for f in /dev/shm /tmp /run /home/loom /var; do df -m --output=size $f | tail -1; done');
    expect(text(result).trim().split(/\s+/)).toEqual(['256', '1024', '64', '256', '64']);
  });

  it('reaches no abstract socket of this machine', async () => {
    const server = createServer((socket) => socket.end('reached'));
    server.listen('\0loom-spec-abstract');
    await once(server, 'listening');
    const connect = (where: string): string =>
      `node -e 'require("net").connect(${where}).on("data", (d) => console.log(String(d))).on("error", (e) => console.log(e.code))'`;
    try {
      expect(text(await run(connect('"\\0loom-spec-abstract"')))).toBe('ECONNREFUSED\n');
    } finally {
      server.close();
    }
  });

  it('inherits no open file of its parent', async () => {
    const result = await run('ls -l /proc/self/fd | tail -n +2 | sed "s/.* \\([0-9]* ->\\)/\\1/"');
    const open = text(result)
      .trim()
      .split('\n')
      .filter((line) => !/^[0-3] -> (?:pipe:|\/dev\/null|\/proc\/|\S*\/loom-pipe-)/.test(line));
    expect(open, text(result)).toEqual([]);
  });

  it('ends a file that grows without end at the limit', async () => {
    const result = await run('yes > flood; ls -l flood | cut -d" " -f5', { limits: { maxFileMb: 8 } });
    expect(text(result).trim().split('\n').at(-1)).toBe(String(8 * 1024 * 1024));
  });

  it('answers a read from the closed input at once', async () => {
    const result = await run('read -r x; echo "got:$x $?"; test -t 0 || echo no terminal', { timeoutMs: 10_000 });
    expect(text(result)).toBe('got: 1\nno terminal\n');
    expect(result.timedOut).toBe(false);
    expect(result.tookMs).toBeLessThan(5000);
  });

  it('kills the whole tree when time is up, after a chance to end by itself', async () => {
    const result = await run("trap 'echo ending; exit 0' TERM; sleep 98761 & wait", { timeoutMs: 700 });
    expect(result.timedOut).toBe(true);
    expect(result.exitCode).toBeNull();
    expect(text(result)).toContain('ending');
    expect(running().filter((line) => line.includes('sleep 98761'))).toEqual([]);
  });

  it('kills what ignores the request to end', async () => {
    const result = await run("trap '' TERM; while :; do sleep 98762; done", {
      timeoutMs: 300,
      limits: { graceMs: 300 },
    });
    expect(result.timedOut).toBe(true);
    expect(result.tookMs).toBeLessThan(6000);
    expect(running().filter((line) => line.includes('sleep 98762'))).toEqual([]);
  });

  it('leaves no daemon behind, and does not wait for one that holds the output', async () => {
    const result = await run(
      'setsid nohup sleep 98763 & disown; (setsid sh -c "trap \'\' TERM; sleep 98764" &); echo started',
    );
    expect(text(result)).toBe('started\n');
    expect(result.exitCode).toBe(0);
    expect(result.tookMs).toBeLessThan(5000);
    expect(running().filter((line) => /sleep 9876[34]/.test(line))).toEqual([]);
  });

  it('kills everything at once when it is cancelled, and says why', async () => {
    const stop = new AbortController();
    const pending = run('echo up > up; sleep 98765', { signal: stop.signal });
    while (!(await readdir(tree.root)).includes('up')) await new Promise(setImmediate);
    const startedAt = performance.now();
    stop.abort(new Error('cancelled by the user'));
    await expect(pending).rejects.toThrow('cancelled by the user');
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(running().filter((line) => line.includes('sleep 98765'))).toEqual([]);
  });

  it.skipIf(cgroups === null)('bounds a fork bomb and ends it', async () => {
    const bomb = run('bomb() { bomb | bomb & }; bomb; sleep 98766', {
      timeoutMs: 1500,
      limits: { maxProcesses: 40, graceMs: 200 },
    });
    const result = await bomb;
    expect(result.tookMs).toBeLessThan(15_000);
    expect(text(result)).toMatch(/fork|Resource temporarily unavailable/);
    expect(running().filter((line) => line.includes('98766'))).toEqual([]);
  });

  it('refuses memory beyond the limit to one process', async () => {
    const result = await run(
      '/usr/bin/python3 -c "x = bytearray(900 << 20); print(len(x))" || node -e "Buffer.alloc(900 << 20, 1)"',
      {
        limits: { memoryMb: 300 },
      },
    );
    expect(result.exitCode).not.toBe(0);
  });

  it('ends a command whose processes use too much memory together, and says so', async () => {
    if (cgroups?.folders.memory == null) return;
    const result = await run('head -c 400M /dev/zero > /tmp/big; echo "wrote $?"', { limits: { memoryMb: 128 } });
    expect(result.exceeded).toBe('memory');
    expect(text(result)).not.toContain('wrote 0');
  });

  it('keeps both ends of a flood in bounded memory and its first part in a file', async () => {
    const before = process.memoryUsage().rss;
    const result = await run('echo first; head -c 50M /dev/zero | tr "\\0" "x"; echo; echo last', {
      timeoutMs: 60_000,
    });
    expect(result.exitCode).toBe(0);
    expect(result.totalBytes).toBe(50 * 1024 * 1024 + 'first\n\nlast\n'.length);
    expect(result.head.startsWith('first\n')).toBe(true);
    expect(result.tail.endsWith('\nlast\n')).toBe(true);
    expect(result.head.length + result.tail.length).toBeLessThanOrEqual(128 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    const log = await readFile(`${tree.scratch}/${result.logName}`);
    expect(log.subarray(0, 6).toString()).toBe('first\n');
    expect(log.length).toBe(16 * 1024 * 1024);
  });

  it('writes its log through no link the command prepared', async () => {
    await writeFile(`${tree.root}/victim`, 'whole');
    const result = await run(
      'for n in shell.log shell-0.log output.log; do ln -s /workspace/victim $LOOM_SCRATCH/$n; done; seq 5000',
    );
    expect(await readFile(`${tree.root}/victim`, 'utf8')).toBe('whole');
    expect((await readFile(`${tree.scratch}/${result.logName}`, 'utf8')).split('\n')).toHaveLength(5001);
  });

  it('reads a command as it is, whatever quotes and line breaks it holds', async () => {
    const result = await run(`# a comment\nprintf '%s\\n' "it's" 'a "b"' "\\$x"\ncat <<'EOF'\n$(literal)\nEOF`);
    expect(text(result)).toBe(`it's\na "b"\n$x\n$(literal)\n`);
  });

  it("lets the usual ways to one's own streams and pipes work", async () => {
    const result = await run(
      'echo a > /dev/stdout; echo b > /dev/stderr; cat <(echo c); echo d | tee /dev/fd/1 > /dev/null; node -e "console.log(1)"; mktemp -d >/dev/null && echo e',
    );
    expect(text(result)).toBe('a\nb\nc\n1\ne\n');
  });

  it.skipIf(process.getuid?.() !== 0)('works for an ordinary user too, with the same command line', async () => {
    const args = bubblewrapArgs(findFeatures('--disable-userns --size', false), DEFAULT_LIMITS, {
      root: tree.root,
      scratch: tree.scratch,
      command: 'id -u; echo mine > made; ls -A /root; : >> /proc/sys/kernel/core_pattern',
      timeoutMs: 5000,
    });
    for (const folder of [dirname(tree.root), tree.root, tree.scratch]) await chown(folder, 65534, 65534);
    const user = ['--reuid=65534', '--regid=65534', '--clear-groups'];
    const { stdout } = await promisify(execFile)('setpriv', [...user, 'bwrap', ...args], { cwd: '/' }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toMatch(/^1000\n.*cannot access '\/root'.*core_pattern: /s);
    expect(await readFile(`${tree.root}/made`, 'utf8')).toBe('mine\n');
  });

  it('removes the control groups it made', async () => {
    if (cgroups === null) return;
    await run('true');
    const mine = (await readdir(cgroups.folders.pids)).filter((name) => name.startsWith(`loom-${process.pid}-`));
    expect(mine).toEqual([]);
  });

  it('never shares the network or the home folder in its command line', () => {
    const features = findFeatures('--disable-userns --size', false);
    const args = bubblewrapArgs(features, DEFAULT_LIMITS, {
      root: '/slot',
      scratch: '/s',
      command: 'true',
      timeoutMs: 1000,
    });
    expect(args).not.toContain('--share-net');
    expect(args.join(' ')).not.toMatch(/--(?:ro-)?bind (?:\/ |\/root|\/home)/);
    expect(args.join(' ')).toContain(
      '--bind /slot /workspace --bind /s /scratch --remount-ro /proc --remount-ro /dev --remount-ro /',
    );
  });
});
