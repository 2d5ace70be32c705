import { isTestFile } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import { escaped } from '../stated/held.js';
import { isUnbound } from '../stated/left-unbound.js';

/*
 * A module that code uses and does not import, or imports no more, or a name of its own that it defines no more: it ends
 * where that line is reached. Pure, linear.
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
    const [name = '', as] = part.trim().split(/\s+(?:as\s+|:\s*)|:\s*/);
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
const definedIn = (path: string, text: string): string[] => [
  ...new Set([...partsOf(path, text).code.matchAll(DEFINES)].flatMap(([, name]) => (name === undefined ? [] : [name]))),
];

const IS_MODULE = /^[ \t]{0,20}(?:import|export)\b|\brequire\s{0,9}\(|\bmodule\.exports\b/m;

/** In a script a method may be called as a module was. */
const isMethod = (name: string, code: string): boolean =>
  new RegExp(
    `^[ \\t]{0,80}(?:(?:async|static|get|set|public|private|protected)[ \\t]{1,9}){0,3}[#*]?${escaped(name)}\\s{0,9}\\(`,
    'm',
  ).test(code);

/** What is missing, a sentence; null where nothing is. `asked`: what the work was told. */
export function notImported(path: string, text: string, before: string | null, asked: string): string | null {
  if (isScript(path))
    return before === null || OTHERWISE.test(asked) ? null : gone(path, text, before, isTestFile(path));
  const { code } = partsOf(path, text);
  if (BINDS_ANY.test(code)) return null;
  const used = [...code.matchAll(USED)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const names = new Set([
    ...used,
    ...(before === null ? [] : [...importedIn(path, before), ...definedIn(path, before)]),
  ]);
  return faultOf(path, text, before, [...names]);
}

function gone(path: string, text: string, before: string, isTest: boolean): string | null {
  const { code } = partsOf(path, text);
  // A plain script shares its names with the others of its page.
  const own = IS_MODULE.test(code) ? definedIn(path, before) : [];
  const had = [...importedIn(path, before), ...own];
  const names = had.filter((name) => !GIVEN.test(name) && !isTest && !isMethod(name, code));
  return faultOf(path, text, before, names);
}

function faultOf(path: string, text: string, before: string | null, names: readonly string[]): string | null {
  // What it lacked before is nothing of this work.
  const missing = names
    .slice(0, MOST_NAMES)
    .find((name) => isUnbound(name, path, text) && (before === null || !isUnbound(name, path, before)));
  if (missing === undefined) return null;
  const wasThere = before !== null && importedIn(path, before).includes(missing);
  if (wasThere) return `it still uses ${missing}, which it imports no more`;
  const wasOwn = before !== null && definedIn(path, before).includes(missing);
  return wasOwn ? `it still uses ${missing}, which it defines no more` : `it uses ${missing} without an import of it`;
}
const MOST_NAMES = 60;
