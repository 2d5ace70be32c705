import { argv, type SimpleCommand } from './shell-words.js';

/* Several files that are moved onto one name, so that only the last of them is left. Pure. */

/** What has no type of its own may be a folder that they all go into. */
const FILE = /[^/.]\.(?!d$|git$|app$|bak$|old$|orig$)[a-z][a-z0-9]{0,7}$/i;
/** Commands. */
const LONGEST_LOOP = 30;
const VARIES = /[$`{}*?]|\$\(\)/;
const KEEPS_OTHERS = /^(?:-[a-zA-Z]*[nb][a-zA-Z]*|--no-clobber|--backup(?:=.*)?|--update=none.*)$/;
/** What in a loop decides nothing: behind anything else a move may be made once. */
const DECIDES_NOTHING = /^(?:mv|cp|echo|printf|mkdir|touch|chmod|cat|sed|true|:|done|do)$/;

/** Why files would be lost, and what to do instead; null where none would. */
export function ontoOneName(commands: readonly SimpleCommand[]): string | null {
  for (const [at, simple] of commands.entries()) {
    const [name = '', ...args] = argv(simple);
    const target = name === 'find' ? ofFind(args) : name === 'xargs' ? ofXargs(args) : null;
    if (target !== null) return advice(target);
    const variable = loopVariable(simple, name, args);
    const looped = variable === null ? null : ofLoop(variable, commands.slice(at + 1, at + 1 + LONGEST_LOOP));
    if (looped !== null) return advice(looped);
  }
  return null;
}

const advice = (target: string): string =>
  `this moves several files onto the one name "${target}": each takes the place of the one before, and only the last is left. Give each a name of its own, for example mv "$f" "\${f%.*}.new", or move them into a folder; if you mean one file, name it`;

/** Of "for f in *.htm", of "while read f"; null where there is one turn at most. */
function loopVariable({ words }: SimpleCommand, name: string, args: readonly string[]): string | null {
  if (name === 'for' && args[1] === 'in') {
    const items = args.slice(2);
    return items.length > 1 || items.some((item) => VARIES.test(item)) ? (args[0] ?? null) : null;
  }
  return words[0]?.text === 'while' && name === 'read' ? (args.filter((arg) => !arg.startsWith('-'))[0] ?? null) : null;
}

function ofLoop(variable: string, rest: readonly SimpleCommand[]): string | null {
  const end = rest.findIndex((simple) => argv(simple)[0] === 'done');
  const body = rest.slice(0, end < 0 ? rest.length : end).map(argv);
  if (body.some(([name]) => name !== undefined && !DECIDES_NOTHING.test(name))) return null;
  const source = new RegExp(`\\$(?:${variable}(?!\\w)|\\{${variable}\\})`);
  for (const [name, ...args] of /^\w+$/.test(variable) ? body : []) {
    const target = name === 'mv' ? targetOf(args) : null;
    if (target !== null && args.some((arg) => source.test(arg))) return target;
  }
  return null;
}

/** The one file that everything goes to. */
function targetOf(args: readonly string[]): string | null {
  const places = args.filter((arg) => !arg.startsWith('-'));
  const target = places.at(-1) ?? '';
  if (places.length !== 2 || args.some((arg) => KEEPS_OTHERS.test(arg)) || VARIES.test(target)) return null;
  return FILE.test(target) ? target : null;
}

function ofFind(args: readonly string[]): string | null {
  const at = args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(arg));
  if (args[at + 1] !== 'mv' || args.includes('-quit')) return null;
  const end = args.findIndex((arg, n) => n > at && (arg === ';' || arg === '+'));
  // Where it stands in each folder, each has its own.
  const isSeveral = args.some((arg, n) => /^-i?name$/.test(args[n - 1] ?? '') && /[*?[]/.test(arg));
  return args[at] !== '-execdir' && isSeveral ? targetOf(args.slice(at + 2, end < 0 ? undefined : end)) : null;
}

function ofXargs(args: readonly string[]): string | null {
  const at = args.indexOf('mv');
  return at > 0 && args.slice(0, at).some((arg) => /^(?:-I.*|-i|--replace.*)$/.test(arg))
    ? targetOf(args.slice(at + 1))
    : null;
}
