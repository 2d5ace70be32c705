import { lexical, SANDBOX_SCRATCH, SANDBOX_WORKSPACE } from '../paths/path-policy.js';
import { ontoOneName } from './onto-one-name.js';
import { argv, splitScript, type SimpleCommand } from './shell-words.js';

/** What the checks of a command can see of those before it. */
interface Script {
  readonly depth: number;
  /** Variables that the script itself sets, or that are always set. */
  readonly assigned: Set<string>;
  /** A folder was entered, so "*" is no longer the whole workspace. */
  moved: boolean;
}

const MAX_DEPTH = 4;
const ALWAYS_SET = ['PWD', 'TMPDIR', 'LOOM_SCRATCH'];
const SHELLS = /^(?:ba|z|da|k|fi)?sh$/;
const INTERPRETERS = /^(?:(?:ba|z|da|k|fi)?sh|python[\d.]*|node|perl|ruby|php)$/;
const DEVICE = /^\/dev\/(?!null$|zero$|stdout$|stderr$|stdin$|tty$|fd\/|shm\/|full$|u?random$)/;

/**
 * Why a command would destroy more than the task can be about, with what to do instead; null when it would not.
 * Advice to a model that means well: the sandbox is the wall. Pure.
 */
export function destructiveReason(command: string): string | null {
  return reasonIn(command, { depth: 0, assigned: new Set(ALWAYS_SET), moved: false });
}

/**
 * Whether a command takes something away, in the workspace too: lowers the confidence in an unattended landing. Pure.
 */
export function isDestructive(command: string): boolean {
  if (destructiveReason(command) !== null) return true;
  if (/\b(?:drop\s+(?:table|database|schema|index)|truncate\s+table|delete\s+from)\b/i.test(command)) return true;
  return splitScript(command).some((simple) => {
    const [name, ...args] = argv(simple);
    if (name === 'rm' || name === 'rmdir' || name === 'shred' || name === 'truncate' || name === 'unlink') return true;
    if (name === 'find') return args.includes('-delete') || args.includes('rm');
    if (name === 'xargs') return args.includes('rm');
    if (SHELLS.test(name ?? '') && args.includes('-c')) return isDestructiveInner(args);
    return name === 'git' && ['reset', 'clean', 'rm', 'restore', 'checkout'].includes(args[0] ?? '');
  });
}

/**
 * The simple commands of a script and of the scripts inside it (`sh -c`, `eval`, substitutions), as far as they are
 * followed.
 */
export function scriptsIn(command: string, depth = 0): SimpleCommand[] {
  return splitScript(command).flatMap((simple) => {
    if (depth >= MAX_DEPTH) return [simple];
    const [name = '', ...args] = argv(simple);
    const flag = SHELLS.test(name) ? args.findIndex((arg) => /^-[a-z]*c$/.test(arg)) : -1;
    const scripts = [
      ...simple.words.flatMap((word) => word.inner),
      ...(flag === -1 ? [] : [args[flag + 1] ?? '']),
      ...(name === 'eval' ? [args.join(' ')] : []),
    ];
    return [simple, ...scripts.flatMap((script) => scriptsIn(script, depth + 1))];
  });
}

const isDestructiveInner = (args: readonly string[]): boolean => {
  const script = args[args.indexOf('-c') + 1];
  return script !== undefined && script.length < 10_000 && isDestructive(script);
};

/** Of a text with one blank for each run of them. */
const FORK_BOMB = /(?:^|[ ;&|])([\w:.]{1,80}) ?\( ?\) ?\{[^}]{0,1000}\1 ?\| ?\1 ?&|: ?\( ?\) ?\{/;

function reasonIn(command: string, script: Script): string | null {
  if (FORK_BOMB.test(command.replace(/\s+/g, ' ')))
    return 'this is a fork bomb: it only uses up processes. Run the work you need once, or in a bounded loop';
  const commands = splitScript(command);
  const lost = ontoOneName(commands);
  if (lost !== null) return lost;
  for (const [i, simple] of commands.entries()) {
    const reason = reasonOf(simple, commands[i - 1], script);
    if (reason !== null) return reason;
  }
  return null;
}

function reasonOf(simple: SimpleCommand, before: SimpleCommand | undefined, script: Script): string | null {
  for (const { text } of simple.words) {
    const name = /^([A-Za-z_]\w*)=/.exec(text)?.[1];
    if (name === undefined) break;
    script.assigned.add(name);
  }
  const [name = '', ...args] = argv(simple);
  if (name === 'for' || name === 'read' || name === 'export' || name === 'local' || name === 'declare')
    for (const arg of args) script.assigned.add(arg.replace(/=.*$/s, ''));

  const device = simple.writes.find((target) => DEVICE.test(target));
  if (device !== undefined) return `this writes to the device ${device}. Write to a file in the workspace instead`;
  const nested = nestedReason(simple, name, args, script);
  if (nested !== null) return nested;
  if (
    INTERPRETERS.test(name) &&
    before?.piped === true &&
    isDownload(before) &&
    !args.some((arg) => !arg.startsWith('-'))
  )
    return DOWNLOAD_ADVICE;
  if (name === 'cd' || name === 'pushd') {
    const parts = lexical(args[0] ?? '');
    script.moved = parts !== null && parts.length > 0 && !(args[0] ?? '').startsWith('/');
    return null;
  }
  return byName(name, args, script);
}

const DOWNLOAD_ADVICE =
  'this runs code from the network unread. Download to a file, read it, or install the tool from a package registry';

/** Scripts inside the command: sh -c "…", eval, $(…), <(…). */
function nestedReason(simple: SimpleCommand, name: string, args: readonly string[], script: Script): string | null {
  if (script.depth >= MAX_DEPTH) return null;
  const inside = { ...script, depth: script.depth + 1 };
  const isShell = SHELLS.test(name);
  for (const inner of simple.words.flatMap((word) => word.inner)) {
    if ((isShell || name === 'eval' || name === 'source' || name === '.') && splitScript(inner).some(isDownload))
      return DOWNLOAD_ADVICE;
    const reason = reasonIn(inner, inside);
    if (reason !== null) return reason;
  }
  if (name === 'eval') return reasonIn(args.join(' '), inside);
  const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return isShell && flag !== -1 ? reasonIn(args[flag + 1] ?? '', inside) : null;
}

const isDownload = (simple: SimpleCommand): boolean => /^(?:curl|wget|fetch|aria2c)$/.test(argv(simple)[0] ?? '');

const hasFlag = (args: readonly string[], short: string, long: string): boolean =>
  args.some((arg) => arg === long || (/^-[A-Za-z]+$/.test(arg) && arg.includes(short)));

function byName(name: string, args: readonly string[], script: Script): string | null {
  const targets = args.filter((arg) => !arg.startsWith('-'));
  const everything = targets.find((target) => isTooMuch(target, script));
  switch (name) {
    case 'rm':
      if (!hasFlag(args, 'r', '--recursive') && !hasFlag(args, 'R', '--recursive')) return null;
      return everything === undefined
        ? null
        : `rm would delete "${everything}", which is more than one folder of the workspace. Delete the folders you mean by their relative paths`;
    case 'chmod':
    case 'chown':
    case 'chgrp':
      return hasFlag(args, 'R', '--recursive') && everything !== undefined && !isWholeWorkspace(everything)
        ? `${name} -R on "${everything}" changes the whole system. Name the files of the workspace you mean`
        : null;
    case 'find':
      return (args.includes('-delete') || args.includes('rm')) &&
        targets[0] !== undefined &&
        isTooMuch(targets[0], script) &&
        !isNarrowed(args)
        ? 'find would delete everything below its start. Give a relative folder and a -name'
        : null;
    case 'dd': {
      const to = args.find((arg) => arg.startsWith('of='))?.slice(3) ?? '';
      return DEVICE.test(to) ? `dd would overwrite the device ${to}. Write to a file in the workspace instead` : null;
    }
    case 'mkswap':
    case 'wipefs':
    case 'fdisk':
    case 'parted':
      return `${name} changes disks. Nothing in this task needs that; work with files in the workspace`;
    case 'shred':
      return targets.some((t) => DEVICE.test(t)) ? 'shred would overwrite a device. Delete files with rm' : null;
    case 'shutdown':
    case 'reboot':
    case 'poweroff':
    case 'halt':
      return `${name} stops the machine. Nothing in this task needs that`;
    case 'kill':
      return args.includes('-1') && (args.includes('-9') || args.includes('-KILL'))
        ? 'this kills every process. Kill the one you started, by its id'
        : null;
    case 'git':
      return gitReason(args);
    default:
      return /^mkfs(?:\.|$)/.test(name) ? 'mkfs formats a disk. Work with files in the workspace' : null;
  }
}

const isNarrowed = (args: readonly string[]): boolean =>
  args.some((arg) => /^-i?(?:name|path|regex|wholename)$/.test(arg));

function gitReason(args: readonly string[]): string | null {
  const [verb, ...rest] = args.filter((arg, i) => !(arg === '-C' || args[i - 1] === '-C'));
  const instead = 'Undo single changes with edit_file or write_file';
  if (verb === 'reset' && rest.includes('--hard'))
    return `git reset --hard throws away all uncommitted work. ${instead}`;
  if (verb === 'clean' && hasFlag(rest, 'f', '--force') && !hasFlag(rest, 'n', '--dry-run'))
    return `git clean deletes every untracked file, new work included. ${instead}, and delete files by name`;
  if (verb === 'push' && (hasFlag(rest, 'f', '--force') || rest.includes('--mirror')))
    return 'git push --force overwrites what others pushed. Leave pushing to the user';
  return null;
}

const isWholeWorkspace = (target: string): boolean => /^(?:\.|\.\/|\*|\.\/\*|\.\*|\{,\.\}\*)$/.test(target);

/** The whole system, a home, the whole workspace, or what an unset variable turns into it. */
function isTooMuch(target: string, script: Script): boolean {
  if (isWholeWorkspace(target)) return !script.moved;
  if (/^(?:~[\w-]*|\$HOME|\$\{HOME\})(?:\/(?:\*|\.\*|\.)?)?$/.test(target)) return true;
  const variable = /^\$(?:(\w+)|\{(\w+)\})(?:\/|$)/.exec(target);
  const name = variable?.[1] ?? variable?.[2];
  if (name !== undefined) return !script.assigned.has(name) && !/^\d+$/.test(name);
  if (target.startsWith('../') || target === '..') return !script.moved;
  if (!target.startsWith('/')) return lexical(target.replace(/\*$/, '')) === null && !script.moved;
  const parts = lexical(target) ?? [];
  const own = [SANDBOX_WORKSPACE, SANDBOX_SCRATCH].map((root) => root.slice(1));
  if (parts[0] !== undefined && own.includes(parts[0]))
    return parts[0] === own[0] && (parts.length === 1 || parts[1] === '*');
  return !(parts[0] === 'tmp' && parts.length > 1);
}
