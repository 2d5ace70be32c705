import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { unasked, type Certainty } from '../doubt.js';
import { isLockFile, nameOf } from '../file-kinds.js';

/*
 * Files that were changed keep their line endings, encoding, byte order mark, right to be executed, and most of their
 * lines.
 */

const MOST_LOOKED_AT = 100;
const LARGEST = 2 * 1024 * 1024;
/** Lines; shorter files may well be written anew. */
const LONG = 20;
/** Of the lines that were there. */
const LEAST_KEPT = 1 / 3;

const SPEAKS_OF_FORM =
  /\b(?:line.?endings?|crlf|\blf\b|eol|encod|utf.?8|utf.?16|latin|ascii|bom\b|byte order|charset|newlines?|dos2unix|unix2dos|normali[sz]e|format|prettier|lint|black\b|convert)/i;
const SPEAKS_OF_LINKS = /\b(?:sym(?:bolic)?[- ]?)?links?\b/i;
const SPEAKS_OF_RIGHTS = /\b(?:executab|chmod|permission|mode bits|file modes?)/i;
/** Words by which most of a text may go. */
const SPEAKS_OF_REWRITING =
  /\b(?:rewrit|replac|refactor|simplif|reduc|shorten|remov|delet|split|mov|extract|convert|migrat|port|translat|trim|clean|generat|updat|upgrad|minim|format|redesign|overhaul|restructur|reorgani|empt|reset|overwrit|summar|sort|compress|templat|new version|scratch|rework|moderni|strip|drop|cut|condens|consolidat|merg|clear|wipe|truncat|recreat|re-creat|instead of|from the ground|keep(?:s|ing)?\s+(?:only|just|nothing\s+but)\s+(?:(?:the|its|their)\s+)?(?:very\s+)?(?:first|last|top|bottom|newest|latest|most\s+recent|\d+|one|two|three|five|ten|lines?|entries|rows|records|head)\b)/i;
const MADE_BY_TOOLS = /\.(?:min\.\w+|map|snap|svg|log)$/i;

interface Bytes {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

interface Asked {
  /** All that was said of the work. */
  readonly spoken: string;
  /** Of the user's words: that they ask for nothing else. */
  readonly certainty: Certainty;
  /** Names of files whose every line is accounted for elsewhere. */
  readonly accounted: ReadonlySet<string>;
}

export async function formKept(
  tree: AttemptTree,
  base: string,
  changes: readonly FileChange[],
  { spoken, certainty, accounted }: Asked,
): Promise<CheckResult[]> {
  const faults: string[] = [];
  const shrunk: Shrunk[] = [];
  const changed = changes.filter(
    ({ operation, path }) => (operation === 'modify' || operation === 'rename') && !path.endsWith('/'),
  );
  if (changed.length === 0) return [];
  for (const { path, oldPath, operation } of changed.slice(0, MOST_LOOKED_AT)) {
    const stat = await lstat(join(tree.root, path)).catch(() => null);
    if (stat === null || !stat.isFile() || stat.size > LARGEST) continue;
    const before = await tree.fileAt(base, oldPath ?? path);
    // What was there and was no file was a link.
    if (before === null && operation === 'modify' && !SPEAKS_OF_LINKS.test(spoken))
      faults.push(`${path} was a symbolic link and is a file of its own now: change the file it leads to`);
    if (before === null || before.bytes.length > LARGEST) continue;
    const now = { bytes: await readFile(join(tree.root, path)), executable: (stat.mode & 0o100) !== 0 };
    faults.push(...formFaults(path, before, now, spoken));
    const loss = SPEAKS_OF_REWRITING.test(spoken) || accounted.has(nameOf(path)) ? null : lossIn(path, before, now);
    if (loss !== null) shrunk.push({ path, says: loss });
  }
  const losses = shrunk.map(({ says }) => says);
  if (faults.length === 0 && shrunk.length > 0 && certainty === 'doubtful') {
    const paths = shrunk.map(({ path }) => path);
    return [unasked('form_kept', `takes most of a file away (${losses.slice(0, 8).join('; ')})`, paths, certainty)];
  }
  const all = [...faults, ...losses];
  const detail = all.length === 0 ? 'as it was' : `changed, which nobody asked for: ${all.slice(0, 8).join('; ')}`;
  return [{ name: 'form_kept', passed: all.length === 0, detail }];
}

interface Shrunk {
  readonly path: string;
  readonly says: string;
}

/** U+FFFD in UTF-8, what stands where a character could not be read. */
const BROKEN = '\u00ef\u00bf\u00bd';

/** Pure. */
export function formFaults(path: string, before: Bytes, now: Bytes, spoken: string): string[] {
  const faults: string[] = [];
  if (before.executable && !now.executable && !SPEAKS_OF_RIGHTS.test(spoken))
    faults.push(`${path} can no longer be executed`);
  if (!isText(before) || !isText(now)) return faults;
  const [was, is] = [before.bytes.toString('latin1'), now.bytes.toString('latin1')];
  if (is.includes(BROKEN) && !was.includes(BROKEN)) faults.push(`${path} has got broken characters (U+FFFD)`);
  if (SPEAKS_OF_FORM.test(spoken)) return faults;
  if (lettersEscaped(was, is) && !/\bescap/i.test(spoken))
    faults.push(`the letters of ${path} are now escapes (\\uXXXX)`);
  if (isInOneLine(path, was, is) && !MAY_BE_DENSE.test(spoken)) faults.push(`all of ${path} is now in one line`);
  const endings = endingsOf(was);
  if (endings !== null && endings !== (endingsOf(is) ?? endings))
    faults.push(`the line endings of ${path} are now ${endings === 'CRLF' ? 'LF' : 'CRLF'}`);
  const mark = '\u00ef\u00bb\u00bf';
  if (was.startsWith(mark) !== is.startsWith(mark))
    faults.push(is.startsWith(mark) ? `${path} has got a byte order mark` : `${path} has lost its byte order mark`);
  if (!isUtf8(before.bytes) && isUtf8(now.bytes) && !isAscii(is)) faults.push(`the encoding of ${path} is now UTF-8`);
  if (isUtf8(before.bytes) && !isUtf8(now.bytes)) faults.push(`the encoding of ${path} is no longer UTF-8`);
  return faults;
}

const ESCAPE = /\\u[0-9a-f]{4}/i;
const lettersEscaped = (was: string, is: string): boolean =>
  !isAscii(was) && isAscii(is) && ESCAPE.test(is) && !ESCAPE.test(was);

const MAY_BE_DENSE =
  /\b(?:minif|compact|compress|dense|single|one\s+line|rewrit|regenerat|generat|recreat|export|dump|replac|overwrit)/i;
const LEAST_LINES = 5;
/** What a program makes of data that somebody had laid out. */
const isInOneLine = (path: string, was: string, is: string): boolean =>
  /\.json$/i.test(path) &&
  was.trim().split('\n').length >= LEAST_LINES &&
  !is.trim().includes('\n') &&
  is.trim().length > 2;

/** How a long file has come to a fraction of its lines; null where it has not. Pure. */
export function lossIn(path: string, before: Bytes, now: Bytes): string | null {
  if (isLockFile(path) || MADE_BY_TOOLS.test(path) || !isText(before) || !isText(now)) return null;
  const were = linesIn(before);
  const are = linesIn(now);
  return were >= LONG && are < were * LEAST_KEPT ? `${path} has lost ${were - are} of its ${were} lines` : null;
}

const isText = ({ bytes }: Bytes): boolean => !bytes.subarray(0, 8192).includes(0);
/** Lines that say something: more than a bracket. */
const linesIn = ({ bytes }: Bytes): number =>
  bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => line.trim().length > 1).length;

/** What nearly all lines end with; null where they are mixed or there are none. */
function endingsOf(text: string): 'LF' | 'CRLF' | null {
  const all = text.split('\n').length - 1;
  const crlf = text.split('\r\n').length - 1;
  if (all === 0) return null;
  return crlf === all ? 'CRLF' : crlf === 0 ? 'LF' : null;
}

const isAscii = (text: string): boolean => !/[\u0080-\u00ff]/.test(text);

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
