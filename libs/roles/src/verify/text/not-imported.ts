import { isScript, isTestFile } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import { importedIn } from '../stated/imports.js';
import { onlyUsed } from '../stated/only-used.js';

/*
 * A module that code uses and does not import, or imports no more, or a name of its own that it defines no more: it
 * ends where that line is reached. Pure, linear.
 */

/** Modules of Python's standard library of whose names nothing else is made as a rule. */
const STANDARD =
  'argparse|asyncio|base64|collections|configparser|copy|csv|dataclasses|datetime|functools|glob|hashlib|itertools|json|logging|math|os|pathlib|pickle|random|re|shutil|socket|sqlite3|statistics|subprocess|sys|tempfile|threading|time|traceback|urllib|uuid';
const USED = new RegExp(`(?<![\\w$.])(${STANDARD})\\.[A-Za-z_]`, 'g');
/** Names that a browser or Node give without an import, and those that another form of code needs none for. */
const GIVEN =
  /^(?:React|process|Buffer|URL|URLSearchParams|console|performance|fetch|Headers|Request|Response|FormData|Blob|File|crypto|set\w+|clear\w+|queueMicrotask|structuredClone|Text\w+coder|Abort\w+|Event\w*|WebSocket|Worker|navigator|window|document|global|globalThis|module|exports|require|__\w+|jest|vi|vitest|describe|it|test|expect|before\w*|after\w*|suite|assert|\$|jQuery|_)$/;
const OTHERWISE = /\b(?:globals?|auto-?\s?imports?|script\s+tags?|cdn|inline|bundl\w+|built-?ins?)\b/i;

/** Whether such code is read here. */
export const mayLackImports = (path: string): boolean => path.endsWith('.py') || isScript(path);

const DEFINES =
  /^(?:export\s{1,9}(?:default\s{1,9})?)?(?:async\s{1,9})?(?:function\*?|class|const|let|var|def)\s{1,9}([A-Za-z_$][\w$]{0,80})(?=\s{0,9}[(={:<]|\s{1,9}(?:extends|implements)\b)/gm;
/** Names that a file defines at the left edge. */
const definedIn = (code: string): string[] => [...new Set([...code.matchAll(DEFINES)].map(([, name = '']) => name))];

export const IS_MODULE = /^[ \t]{0,20}(?:import|export)\b|\brequire\s{0,9}\(|\bmodule\.exports\b/m;
/** Elements of a page and the words between them look like code. */
const MARKUP = /<\/|\/>/;

/** What is missing, a sentence; null where nothing is. `asked`: what the work was told. */
export function notImported(path: string, text: string, before: string | null, asked: string): string | null {
  const [code, old] = [partsOf(path, text).code, before === null ? null : partsOf(path, before).code];
  if (isScript(path) && (OTHERWISE.test(asked) || isTestFile(path) || MARKUP.test(code))) return null;
  const imported = before === null ? [] : importedIn(path, before);
  // A plain script shares its names with the others of its page.
  const own = old === null || (isScript(path) && !IS_MODULE.test(code)) ? [] : definedIn(old);
  const standard = isScript(path) ? [] : [...code.matchAll(USED)].map(([, name = '']) => name);
  const there = new Set(importedIn(path, text));
  const names = [...new Set([...imported, ...own, ...standard])].filter(
    (name) => !there.has(name) && !(isScript(path) && GIVEN.test(name)),
  );
  // What it lacked before is nothing of this work.
  const lacked = before === null ? new Set() : onlyUsed(path, before, names);
  const missing = [...onlyUsed(path, text, names)].find((name) => !lacked.has(name));
  if (missing === undefined) return null;
  if (imported.includes(missing)) return `it still uses ${missing}, which it imports no more`;
  return own.includes(missing)
    ? `it still uses ${missing}, which it defines no more`
    : `it uses ${missing} without an import of it`;
}
