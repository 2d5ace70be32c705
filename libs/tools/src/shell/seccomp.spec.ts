import { expect, it } from 'vitest';
import { seccompFilter } from './seccomp.js';

/** Runs the filter as the kernel does; answers what it returns. */
function verdict(filter: Buffer, arch: number, number: number, ...args: number[]): number {
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const code = filter.readUInt16LE(at * 8);
    const value = filter.readUInt32LE(at * 8 + 4);
    const jump = (yes: boolean): number => filter.readUInt8(at * 8 + (yes ? 2 : 3));
    if (code === 0x20) accumulator = value === 0 ? number : value === 4 ? arch : (args[(value - 16) / 8] ?? 0);
    else if (code === 0x15) at += jump(accumulator === value);
    else if (code === 0x35) at += jump(accumulator >= value);
    else if (code === 0x45) at += jump((accumulator & value) !== 0);
    else if (code === 0x06) return value;
    else throw new Error(`code ${code}`);
  }
}

const [ALLOW, EPERM, ENOSYS, EAFNOSUPPORT] = [0x7fff0000, 0x50001, 0x50026, 0x50061];
const [ENOTSUP, ENOTTY] = [0x5005f, 0x50019];

it('forbids each listed call, allows all others, and knows no other call table', () => {
  for (const [name, arch, ptrace, last] of [
    ['x64', 0xc000003e, 101, 442],
    ['arm64', 0xc00000b7, 117, 442],
  ] as const) {
    const filter = seccompFilter(name) as Buffer;
    expect(filter.length / 8).toBeLessThan(256);
    for (const number of [ptrace, 425, 426, 427, last]) expect(verdict(filter, arch, number)).toBe(EPERM);
    // read, write, exec, clone3 and futex among them.
    for (const number of [0, 1, 59, 63, 64, 220, 221, 231, 435, 439]) expect(verdict(filter, arch, number)).toBe(ALLOW);
    expect(verdict(filter, 0x40000003, 1)).toBe(ENOSYS);
  }
  expect(verdict(seccompFilter('x64') as Buffer, 0xc000003e, 0x40000000 + 101)).toBe(ENOSYS);
  expect(seccompFilter('mips')).toBeNull();
});

it('knows no sockets but those of IP, of processes among themselves and of the list of interfaces', () => {
  for (const [name, arch, socket] of [
    ['x64', 0xc000003e, 41],
    ['arm64', 0xc00000b7, 198],
  ] as const) {
    const filter = seccompFilter(name) as Buffer;
    for (let family = 0; family < 50; family++) {
      const known = [1, 2, 10, 16].includes(family);
      expect([family, verdict(filter, arch, socket, family)]).toEqual([family, known ? ALLOW : EAFNOSUPPORT]);
    }
  }
});

it('gives no file the rights of its owner to others, by whatever call', () => {
  const [CREATE, TMPFILE] = [0x40, 0x410000];
  const x64 = (number: number, ...args: number[]) =>
    verdict(seccompFilter('x64') as Buffer, 0xc000003e, number, ...args);
  const arm = (number: number, ...args: number[]) =>
    verdict(seccompFilter('arm64') as Buffer, 0xc00000b7, number, ...args);
  for (const bits of [0o4755, 0o2755, 0o6000]) {
    // open, creat, chmod, fchmod, mknod, openat, mknodat, fchmodat, fchmodat2
    for (const answer of [
      ...[x64(2, 0, CREATE, bits), x64(2, 0, TMPFILE, bits), x64(85, 0, bits), x64(90, 0, bits), x64(91, 0, bits)],
      ...[x64(133, 0, bits), x64(257, 0, 0, CREATE, bits), x64(259, 0, 0, bits), x64(268, 0, 0, bits)],
      ...[x64(452, 0, 0, bits), arm(33, 0, 0, bits), arm(52, 0, bits), arm(53, 0, 0, bits), arm(452, 0, 0, bits)],
      arm(56, 0, 0, CREATE, bits),
    ])
      expect(answer).toBe(EPERM);
  }
  for (const answer of [
    ...[x64(2, 0, 0, 0o6000), x64(2, 0, CREATE, 0o644), x64(90, 0, 0o1777), x64(257, 0, 0, 0, 0o4000)],
    ...[x64(257, 0o4000, 0, CREATE, 0o666), arm(56, 0, 0, 0, 0o4000), arm(53, 0, 0o4000, 0o755)],
  ])
    expect(answer).toBe(ALLOW);
  expect([x64(437), arm(437)]).toEqual([ENOSYS, ENOSYS]);
});

it('leaves nothing on a file that a later look at its content and mode would miss', () => {
  for (const [name, arch, ioctl, attributes] of [
    ['x64', 0xc000003e, 16, [188, 189, 190, 463]],
    ['arm64', 0xc00000b7, 29, [5, 6, 7, 463]],
  ] as const) {
    const call = (number: number, ...args: number[]) => verdict(seccompFilter(name) as Buffer, arch, number, ...args);
    for (const number of attributes) expect(call(number)).toBe(ENOTSUP);
    for (const request of [0x40086602, 0x401c5820, 0x40806685, 0x800c6613])
      expect(call(ioctl, 3, request)).toBe(ENOTTY);
    // The size of a terminal, a copy that shares its blocks, the flags as they are.
    for (const request of [0x5413, 0x40049409, 0x80086601]) expect(call(ioctl, 3, request)).toBe(ALLOW);
    expect(call(469)).toBe(EPERM);
  }
});
