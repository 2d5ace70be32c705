import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { isScript, isTestFile } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { importsIn } from '../stated/imports.js';
import type { FilesView } from '../stated/files-view.js';
import { proseOf } from '../stated/masked-text.js';
import { BUILT_IN, packagesIn } from './packages-declared.js';

/* Code that is to do with what comes with its language takes nothing else. */

const PYTHON = new Set(
  'abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'.split(
    ' ',
  ),
);

const LIBRARY = '(?:standard\\s+library|stdlib)';
const ONLY = new RegExp(
  [
    `\\b(?:only|just|solely|nothing\\s+but)\\s+(?:[\\w'’]+\\s+){0,4}?${LIBRARY}\\b`,
    `\\b${LIBRARY}[\\s-]+(?:\\w+\\s+)?(?:only|alone)\\b`,
    `\\b(?:no|without(?:\\s+any)?|do(?:\\s+not|n['’]t)\\s+use(?:\\s+any)?)\\s+(?:third[- ]party|external)\\s+(?:\\w+\\s+)?(?:packages?|librar(?:y|ies)|dependenc(?:y|ies)|modules?)\\b`,
  ].join('|'),
  'iu',
);
/** By these something else may be taken all the same. */
const EXCEPT =
  /\b(?:except|but\s+(?:not|for)|other\s+than|unless|apart\s+from|besides|optional\w*|if\s+possible|prefer\w*)\b/i;
const MOST_READ = 400;

const isStandardOnly = (told: string): boolean => ONLY.test(proseOf(told)) && !EXCEPT.test(proseOf(told));

/** Modules that a file takes at its uppermost level; what stands below may only be tried. Pure, linear. */
export function modulesTaken(path: string, text: string): string[] {
  if (isScript(path)) return packagesIn(text);
  const taken = importsIn(path, text).flatMap(({ line, from, names }) =>
    /^\s/.test(line) ? [] : from === null ? names.map(({ name }) => name) : [from],
  );
  return [...new Set(taken.map((name) => name.split('.', 1)[0] ?? ''))].filter((name) => name !== '');
}

/** `told`: the user's words. */
export async function nothingFromElsewhere(
  files: FilesView,
  changes: readonly FileChange[],
  told: string,
): Promise<CheckResult[]> {
  if (!isStandardOnly(told) || files.there.length > MOST_READ) return [];
  const isCode = (path: string): boolean => /\.py$/i.test(path) || isScript(path);
  const faults: string[] = [];
  for (const { path, operation } of changes) {
    if (operation === 'delete' || !isCode(path) || isTestFile(path)) continue;
    const before = new Set(modulesTaken(path, (await files.before(path)) ?? ''));
    const known = isScript(path) ? BUILT_IN : PYTHON;
    const isHere = (name: string): boolean =>
      files.there.some((one) => `/${one}`.includes(`/${name}/`) || `/${one}`.includes(`/${name}.`));
    const others = modulesTaken(path, (await files.text(path)) ?? '').filter(
      (name) => !known.has(name) && !before.has(name) && !isHere(name) && !hasWord(told, name),
    );
    if (others.length > 0) faults.push(`${path} takes ${listed(others)}`);
  }
  if (faults.length === 0) return [];
  const detail = `${listed(faults)}, which does not come with the language, though nothing else was to be used`;
  return [{ name: 'standard_library', passed: false, detail }];
}
