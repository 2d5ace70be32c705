import { isTestFile } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';

/*
 * A module that code uses and does not import, or imports no more, or a name of its own that it defines no more: it
 * ends where that line is reached. Pure, linear.
 */

/** Modules of Python's standard library of whose names nothing else is made as a rule. */
const STANDARD =
  'argparse|asyncio|base64|collections|configparser|copy|csv|dataclasses|datetime|functools|glob|hashlib|itertools|json|logging|math|os|pathlib|pickle|random|re|shutil|socket|sqlite3|statistics|subprocess|sys|tempfile|threading|time|traceback|urllib|uuid';
const USED = new RegExp(`(?<![\\w$.])(${STANDARD})\\.[A-Za-z_]`, 'g');
/** What may bind any name. */
const BINDS_ANY = /\bimport[ \t]{1,9}\*|\b(?:globals|exec|locals|__import__)\s{0,9}\(|^[ \t]{0,20}%\w/m;
const NAMES =
  /^[ \t]{0,80}(?:import[ \t]{1,9}([^\n#;(]{1,400})|from[ \t]{1,9}[\w.]{1,200}[ \t]{1,9}import[ \t]{1,9}(?:\(([^()]{1,2000})\)|([^\n#;(]{1,400})))/gm;

/** Names that a browser or Node give without an import, and those that another form of code needs none for. */
const GIVEN =
  /^(?:React|process|Buffer|URL|URLSearchParams|console|performance|fetch|Headers|Request|Response|FormData|Blob|File|crypto|set\w+|clear\w+|queueMicrotask|structuredClone|Text\w+coder|Abort\w+|Event\w*|WebSocket|Worker|navigator|window|document|global|globalThis|module|exports|require|__\w+|jest|vi|vitest|describe|it|test|expect|before\w*|after\w*|suite|assert|\$|jQuery|_)$/;
const SCRIPT_NAMES =
  /^[ \t]{0,20}(?:import\s{1,9}(?!type\b)([^'"`;()]{1,2000}?)\s{1,9}from\s{0,9}['"]|(?:const|let|var)\s{1,9}([\w$]{1,80}|\{[^{}]{1,1000}\})\s{0,9}=\s{0,9}require\()/gm;
const OTHERWISE = /\b(?:globals?|auto-?\s?imports?|script\s+tags?|cdn|inline|bundl\w+|built-?ins?)\b/i;

const isScript = (path: string): boolean => /\.[cm]?[jt]sx?$/i.test(path);
/** Whether such code is read here. */
export const mayLackImports = (path: string): boolean => path.endsWith('.py') || isScript(path);

/** Names by which a file takes what it imports. */
export function importedIn(path: string, text: string): string[] {
  const own = (part: string): string[] => {
    const [name = '', as] = part
      .trim()
      .replaceAll(/\s+/g, ' ')
      .split(/ (?:as |: ?)|: ?/);
    const bound = as ?? (path.endsWith('.py') ? (name.split('.')[0] ?? '') : name);
    return /^[A-Za-z_$][\w$]*/.test(bound) ? [bound.trim()] : [];
  };
  const pattern = path.endsWith('.py') ? NAMES : SCRIPT_NAMES;
  const lists = [...text.matchAll(pattern)].map((match) => match.slice(1).find((one) => one !== undefined) ?? '');
  const plain = lists.flatMap((list) =>
    list.replaceAll(/[{}\\]|\btype\s+|\*\s*as\s+/g, (sign) => (/[{}]/.test(sign) ? ',' : ' ')).split(','),
  );
  return [...new Set(plain.flatMap(own))].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
}

const DEFINES =
  /^(?:export\s{1,9}(?:default\s{1,9})?)?(?:async\s{1,9})?(?:function\*?|class|const|let|var|def)\s{1,9}([A-Za-z_$][\w$]{0,80})(?=\s{0,9}[(={:<]|\s{1,9}(?:extends|implements)\b)/gm;
/** Names that a file defines at the left edge. */
const definedIn = (code: string): string[] => [...new Set([...code.matchAll(DEFINES)].map(([, name = '']) => name))];

const IS_MODULE = /^[ \t]{0,20}(?:import|export)\b|\brequire\s{0,9}\(|\bmodule\.exports\b/m;
/** Elements of a page and the words between them look like code. */
const MARKUP = /<\/|\/>/;

/** By the index of a bracket that opens, that of the one that closes it. */
function closingIn(code: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '(') open.push(at);
    else if (code[at] === ')') {
      const start = open.pop();
      if (start !== undefined) found.set(start, at);
    }
  }
  return found;
}

/**
 * Names that code does nothing with but call them or take something of theirs: where a name is bound, it stands in some
 * other way, which is looked for in all of the text, since a pattern in the code may look like the beginning of a text.
 */
function onlyUsedIn(path: string, text: string, names: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(names);
  const used = new Set<string>();
  const bound = new Set([...text.matchAll(BINDS)].map(([, first, second]) => first ?? second ?? ''));
  const whole = partsOf(path, text).code;
  const code = isScript(path) ? whole : whole.replaceAll(NAMES, (piece) => ' '.repeat(piece.length));
  const closing = isScript(path) ? closingIn(code) : null;
  for (const match of code.matchAll(WORD)) {
    const [, name = '', gap = '', sign = ''] = match;
    if (!wanted.has(name) || bound.has(name)) continue;
    const before = code.slice(Math.max(0, match.index - LOOK_BACK), match.index);
    const isUse = sign === '.' ? /[A-Za-z_$]/.test(code[match.index + match[0].length] ?? '') : sign === '(';
    const end = closing?.get(match.index + name.length + gap.length);
    const isHead =
      sign === '(' &&
      (/\b(?:def|class|function)\*?[ \t]*$/.test(before) ||
        (end !== undefined && /^\s*[{:]/.test(code.slice(end + 1, end + 1 + LOOK_BACK))));
    if (isUse && !isHead && !before.endsWith('/')) used.add(name);
    else bound.add(name);
  }
  return new Set([...used].filter((name) => !bound.has(name)));
}
const BINDS =
  /\b(?:def|class|function\*?|const|let|var|import|as|for|type|interface|enum)\s{1,9}([A-Za-z_$][\w$]*)|(?<![\w$.])([A-Za-z_$][\w$]*)\s{0,9}[,:=)}\]]/g;
const WORD = /(?<![\w$.#@])([A-Za-z_$][\w$]*)([ \t]{0,9})([.(]?)/g;
const LOOK_BACK = 30;

/** What is missing, a sentence; null where nothing is. `asked`: what the work was told. */
export function notImported(path: string, text: string, before: string | null, asked: string): string | null {
  const [code, old] = [partsOf(path, text).code, before === null ? null : partsOf(path, before).code];
  if (isScript(path) ? OTHERWISE.test(asked) || isTestFile(path) || MARKUP.test(code) : BINDS_ANY.test(code))
    return null;
  const imported = before === null ? [] : importedIn(path, before);
  // A plain script shares its names with the others of its page.
  const own = old === null || (isScript(path) && !IS_MODULE.test(code)) ? [] : definedIn(old);
  const standard = isScript(path) ? [] : [...code.matchAll(USED)].map(([, name = '']) => name);
  const there = new Set(importedIn(path, text));
  const names = [...new Set([...imported, ...own, ...standard])].filter(
    (name) => !there.has(name) && !(isScript(path) && GIVEN.test(name)),
  );
  // What it lacked before is nothing of this work.
  const lacked = before === null ? null : onlyUsedIn(path, before ?? '', names);
  const missing = [...onlyUsedIn(path, text, names)].find((name) => lacked?.has(name) !== true);
  if (missing === undefined) return null;
  if (imported.includes(missing)) return `it still uses ${missing}, which it imports no more`;
  return own.includes(missing)
    ? `it still uses ${missing}, which it defines no more`
    : `it uses ${missing} without an import of it`;
}
