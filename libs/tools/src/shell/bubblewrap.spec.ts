import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { once } from 'node:events';
import { chown, mkdir, readdir, readFile } from 'node:fs/promises';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { bubblewrapArgs, findFeatures } from './bubblewrap.js';
import { cgroups, chosen, eachInItsTree, missing, run, text, tree } from './bubblewrap.fixture.js';
import { DEFAULT_LIMITS } from './sandbox.js';

describe.skipIf(missing !== '')(`the bubblewrap sandbox${missing}`, () => {
  eachInItsTree();

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

  it.skipIf(!existsSync('/usr/bin/java'))('starts a Java of the system, whose settings lie below /etc', async () => {
    const result = await run(
      'cat > T.java <<X\nclass T { public static void main(String[] a) { System.out.print(java.security.Security.getProviders().length > 0); } }\nX\njava T.java',
    );
    expect(text(result)).toBe('true');
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

  it('stands at no terminal', async () => {
    const result = await run('test -t 0 || test -t 1 || test -t 2 && echo one; : < /dev/tty && echo two; echo end');
    expect(text(result)).not.toMatch(/^(?:one|two)$/m);
    expect(text(result)).toContain('end');
  });

  it('shows nothing of its parent in the process that started it either', async () => {
    expect(text(await run('cat /proc/1/environ; echo end'))).toBe('end\n');
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

  it('keeps what tools compile from one command to the next, and nothing else of the home folder', async () => {
    const cache = join(tree.scratch, 'kept');
    await mkdir(cache);
    const { signal } = new AbortController();
    const run = (command: string) =>
      chosen.sandbox.run({
        root: tree.root,
        scratch: tree.scratch,
        cache,
        command,
        timeoutMs: 9000,
        signal,
        logOverflow: false,
      });
    await run('echo 1 > ~/.cache/a; mkdir -p "$GOCACHE"; echo 2 > "$GOCACHE/b"; echo 3 > ~/c');
    expect((await run('cat ~/.cache/a "$GOCACHE/b" ~/c')).head).toBe(
      '1\n2\ncat: /home/loom/c: No such file or directory\n',
    );
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
    // Who is without a network need not wait for it.
    expect(args.join(' ')).toContain('--setenv npm_config_fetch_retries 0');
    const open = bubblewrapArgs(
      features,
      { ...DEFAULT_LIMITS, network: true },
      { root: '/slot', scratch: '/s', command: 'true', timeoutMs: 1000 },
    );
    expect(open).not.toContain('npm_config_fetch_retries');
    expect(args.join(' ')).not.toMatch(/--(?:ro-)?bind (?:\/ |\/root|\/home)/);
    expect(args.join(' ')).toContain(
      '--bind /slot /workspace --bind /s /scratch --remount-ro /proc --remount-ro /dev --remount-ro /',
    );
  });
});
