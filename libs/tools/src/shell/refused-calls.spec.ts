import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { eachInItsTree, missing, run, text, tree } from './bubblewrap.fixture.js';
import { seccompFilter } from './seccomp.js';

/** Calls by number, as a Python dict takes them. */
const syscalls = (): string => {
  const numbers = process.arch === 'x64' ? [250, 321, 425, 101] : [219, 280, 425, 117];
  return ['keyctl', 'bpf', 'io_uring_setup', 'ptrace'].map((name, n) => `${name}=${numbers[n]}`).join(', ');
};

describe.skipIf(missing !== '' || seccompFilter(process.arch) === null)(
  `the calls that the sandbox refuses${missing}`,
  () => {
    eachInItsTree();

    it('refuses the system calls that no tool needs', async () => {
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

    it('opens no socket that a network of its own does not keep apart', async () => {
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
    });

    it('leaves no program on this machine that runs as its owner', async () => {
      const result = await run(
        'cp /bin/true a; chmod u+s a; chmod 2755 a; install -m 4755 a b; chmod 755 a && echo plain; mkdir -m 1777 d && echo sticky; python3 -c "import os; os.open(\'c\', os.O_CREAT, 0o4755)"; true',
      );
      expect(text(result)).toMatch(/plain\nsticky/);
      const modes = (await readdir(tree.root)).map((name) => statSync(`${tree.root}/${name}`).mode & 0o6000);
      expect(modes.every((mode) => mode === 0)).toBe(true);
    });

    it('copies files without what only their copy would keep', async () => {
      const program = 'import os; os.setxattr("a", "user.x", b"1")';
      const result = await run(
        `echo 1 > a; python3 -c '${program}' 2>&1 | tail -1; cp -a a b && cp -p a c && tar cf - a | tar xf - -C /tmp && mv b /tmp/ && echo copied; chattr +d a 2>&1 | tail -1; true`,
      );
      expect(text(result)).toContain('copied');
      expect(text(result)).toMatch(/not supported|python3: command not found/);
      expect(text(result)).toMatch(/while setting flags|chattr: command not found/);
    });
  },
);
