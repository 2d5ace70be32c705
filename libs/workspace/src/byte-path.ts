/**
 * A file name is a sequence of bytes. Inside this lib it travels as a string with one character a byte (latin1), so
 * that it can be a Map key and never loses a byte; people see it decoded.
 */
export type BytePath = string;

export const toBytes = (path: BytePath): Buffer => Buffer.from(path, 'latin1');
export const fromBytes = (bytes: Buffer): BytePath => bytes.toString('latin1');
/** From a name as models and the API write it. */
export const fromText = (text: string): BytePath => Buffer.from(text, 'utf8').toString('latin1');

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** As people see it: decoded, or, where it is not UTF-8, with each odd byte as %XX. */
export function shown(path: BytePath): string {
  const bytes = toBytes(path);
  try {
    return decoder.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) {
      const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x25;
      text += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return text;
  }
}

/** Candidates for the name that `shown` gave: as it stands, and with its %XX read as bytes. */
export function namesFor(text: string): BytePath[] {
  const plain = fromText(text);
  if (!/%[0-9A-F]{2}/.test(text)) return [plain];
  const unescaped = plain.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return [plain, unescaped];
}

export const splitZ = (output: Buffer): BytePath[] => {
  const paths = fromBytes(output).split('\0');
  paths.pop();
  return paths;
};

export const parentOf = (path: BytePath): BytePath => {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
};

export function* ancestorsOf(path: BytePath): Generator<BytePath> {
  for (let dir = parentOf(path); dir !== ''; dir = parentOf(dir)) yield dir;
}

export const joinBytes = (root: string, path: BytePath): Buffer =>
  path === '' ? Buffer.from(root) : Buffer.concat([Buffer.from(`${root}/`), toBytes(path)]);

// Characters that HFS+ ignores in names, so that ".g<U+200C>it" is ".git" there.
const HFS_IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Whether some file system takes this one component for `.git` (see git's verify_path). */
function isDotGit(component: string): boolean {
  const text = Buffer.from(component, 'latin1').toString('utf8').replace(HFS_IGNORED, '');
  return text.split('\\').some((part) => /^(\.git|git~1)[ .]*(:.*)?$/i.test(part));
}

/** Systems take no path above 4096 bytes, the folder of the workspace or of the checkout included. */
const MAX_PATH_BYTES = 3700;
/** Of a folder that paths are looked up in. */
export const MAX_ROOT_BYTES = 350;

/** Why a path lies deeper than anything that is kept; null when it does not. */
export function tooFarDown(path: BytePath): string | null {
  if (path.length > MAX_PATH_BYTES) return `path is longer than ${MAX_PATH_BYTES} bytes`;
  return path.split('/').length > 256 ? 'more than 256 folders deep' : null;
}

/** Why git and Loom cannot keep a file of this name; null when they can. */
export function nameProblem(path: BytePath): string | null {
  const deep = tooFarDown(path);
  if (deep !== null) return deep;
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'not a plain path';
    if (part.includes('\0')) return 'name holds a zero byte';
    if (isDotGit(part)) return 'name that some file system takes for .git';
  }
  return null;
}
