/*
 * A seccomp filter as bubblewrap takes it: classic BPF over the number of each system call. It forbids what no build,
 * test or tool needs and what has been the way into kernels; all else is as the rest of the sandbox leaves it.
 */

interface Machine {
  /** AUDIT_ARCH_… of linux/audit.h. */
  readonly arch: number;
  /** Numbers from here on are of another call table (x32). */
  readonly foreignFrom: number | null;
  readonly socket: number;
  readonly ioctl: number;
  /** Calls that give a file attributes beside its content and mode, access lists among them. */
  readonly attributes: readonly number[];
  /**
   * Calls that give a file its rights: where among their arguments these are, and the flags that say whether they
   * count.
   */
  readonly rights: readonly { readonly call: number; readonly mode: number; readonly flags?: number }[];
  readonly calls: Readonly<Record<string, number>>;
}

/** The same number on every machine. */
const COMMON = {
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  pidfd_getfd: 438,
  mount_setattr: 442,
  file_setattr: 469,
};
const SETXATTRAT = 463;

const MACHINES: Readonly<Record<string, Machine>> = {
  x64: {
    arch: 0xc000003e,
    foreignFrom: 0x40000000,
    socket: 41,
    ioctl: 16,
    attributes: [188, 189, 190, SETXATTRAT],
    rights: [
      { call: 2, flags: 1, mode: 2 }, // open
      { call: 85, mode: 1 }, // creat
      { call: 90, mode: 1 }, // chmod
      { call: 91, mode: 1 }, // fchmod
      { call: 133, mode: 1 }, // mknod
      { call: 257, flags: 2, mode: 3 }, // openat
      { call: 259, mode: 2 }, // mknodat
      { call: 268, mode: 2 }, // fchmodat
      { call: 452, mode: 2 }, // fchmodat2
    ],
    calls: {
      ...COMMON,
      ptrace: 101,
      syslog: 103,
      pivot_root: 155,
      acct: 163,
      mount: 165,
      umount2: 166,
      swapon: 167,
      swapoff: 168,
      reboot: 169,
      iopl: 172,
      ioperm: 173,
      init_module: 175,
      delete_module: 176,
      quotactl: 179,
      kexec_load: 246,
      add_key: 248,
      request_key: 249,
      keyctl: 250,
      unshare: 272,
      perf_event_open: 298,
      name_to_handle_at: 303,
      open_by_handle_at: 304,
      setns: 308,
      process_vm_readv: 310,
      process_vm_writev: 311,
      kcmp: 312,
      finit_module: 313,
      kexec_file_load: 320,
      bpf: 321,
      userfaultfd: 323,
    },
  },
  arm64: {
    arch: 0xc00000b7,
    foreignFrom: null,
    socket: 198,
    ioctl: 29,
    attributes: [5, 6, 7, SETXATTRAT],
    rights: [
      { call: 33, mode: 2 }, // mknodat
      { call: 52, mode: 1 }, // fchmod
      { call: 53, mode: 2 }, // fchmodat
      { call: 56, flags: 2, mode: 3 }, // openat
      { call: 452, mode: 2 }, // fchmodat2
    ],
    calls: {
      ...COMMON,
      umount2: 39,
      mount: 40,
      pivot_root: 41,
      quotactl: 60,
      acct: 89,
      unshare: 97,
      kexec_load: 104,
      init_module: 105,
      delete_module: 106,
      syslog: 116,
      ptrace: 117,
      reboot: 142,
      add_key: 217,
      request_key: 218,
      keyctl: 219,
      swapon: 224,
      swapoff: 225,
      perf_event_open: 241,
      name_to_handle_at: 264,
      open_by_handle_at: 265,
      setns: 268,
      process_vm_readv: 270,
      process_vm_writev: 271,
      kcmp: 272,
      finit_module: 273,
      bpf: 280,
      userfaultfd: 282,
      kexec_file_load: 294,
    },
  },
};

const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER_OR_EQUAL = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
/** The call does not exist: programs fall back on what does. */
const ENOSYS = 0x00050026;
/** The file system has no such attributes: programs copy without them. */
const ENOTSUP = 0x0005005f;
/** The file system has no such request. */
const ENOTTY = 0x00050019;
/**
 * What git does not see of a file would stay in a checkout for the attempts that get it next: flags, a project of
 * quotas, a seal on the content, encryption of a folder (FS_IOC_SETFLAGS, _FSSETXATTR, _ENABLE_VERITY,
 * _SET_ENCRYPTION_POLICY).
 */
const REQUESTS = [0x40086602, 0x401c5820, 0x40806685, 0x800c6613];
/** There is no such family of sockets. */
const EAFNOSUPPORT = 0x00050061;
/**
 * Between processes, both forms of IP, and what lists network interfaces. Others are not kept apart by a namespace (a
 * virtual machine's line to its host is one), or are code that no tool needs.
 */
const FAMILIES = [1, 2, 10, 16];
/** Setuid, setgid: the file is its owner's outside too, and that may be root. */
const SPECIAL_BITS = 0o6000;
/** O_CREAT, O_TMPFILE: only with these does opening give rights. */
const CREATES = 0x400040;
/** Tells its rights where no filter can look. */
const OPENAT2 = 437;
/** Offsets in struct seccomp_data; of an argument, its lower half. */
const [NUMBER, ARCH] = [0, 4];
const argument = (n: number): number => 16 + 8 * n;

type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number];

/** Null on machines whose system calls are not listed here. `architecture` as Node names it. */
export function seccompFilter(architecture: string): Buffer | null {
  const machine = MACHINES[architecture];
  if (machine === undefined) return null;
  const { arch, foreignFrom, socket, ioctl, attributes, rights, calls } = machine;
  const denied = Object.values(calls);
  const program: Instruction[] = [
    [LOAD, 0, 0, ARCH],
    [JUMP_EQUAL, 1, 0, arch],
    [RETURN, 0, 0, ENOSYS],
    [LOAD, 0, 0, NUMBER],
    ...(foreignFrom === null
      ? []
      : ([
          [JUMP_GREATER_OR_EQUAL, 0, 1, foreignFrom],
          [RETURN, 0, 0, ENOSYS],
        ] as const)),
    [JUMP_EQUAL, 0, 1, OPENAT2],
    [RETURN, 0, 0, ENOSYS],
    [JUMP_EQUAL, 0, FAMILIES.length + 3, socket],
    [LOAD, 0, 0, argument(0)],
    ...FAMILIES.map((family, n): Instruction => [JUMP_EQUAL, FAMILIES.length - n, 0, family]),
    [RETURN, 0, 0, EAFNOSUPPORT],
    [RETURN, 0, 0, ALLOW],
    [JUMP_EQUAL, 0, REQUESTS.length + 3, ioctl],
    [LOAD, 0, 0, argument(1)],
    ...REQUESTS.map((request, n): Instruction => [JUMP_EQUAL, REQUESTS.length - n, 0, request]),
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, ENOTTY],
    ...attributes.flatMap((call): Instruction[] => [
      [JUMP_EQUAL, 0, 1, call],
      [RETURN, 0, 0, ENOTSUP],
    ]),
    ...rights.flatMap(({ call, mode, flags }): Instruction[] => {
      const creates: Instruction[] =
        flags === undefined
          ? []
          : [
              [LOAD, 0, 0, argument(flags)],
              [JUMP_ANY_BIT, 1, 0, CREATES],
              [RETURN, 0, 0, ALLOW],
            ];
      return [
        [JUMP_EQUAL, 0, creates.length + 4, call],
        ...creates,
        [LOAD, 0, 0, argument(mode)],
        [JUMP_ANY_BIT, 1, 0, SPECIAL_BITS],
        [RETURN, 0, 0, ALLOW],
        [RETURN, 0, 0, EPERM],
      ];
    }),
    ...denied.map((number, n) => [JUMP_EQUAL, denied.length - n, 0, number] as const),
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, EPERM],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [n, [code, whenTrue, whenFalse, value]] of program.entries()) {
    // struct sock_filter, in the byte order of these machines.
    bytes.writeUInt16LE(code, n * 8);
    bytes.writeUInt8(whenTrue, n * 8 + 2);
    bytes.writeUInt8(whenFalse, n * 8 + 3);
    bytes.writeUInt32LE(value, n * 8 + 4);
  }
  return bytes;
}
