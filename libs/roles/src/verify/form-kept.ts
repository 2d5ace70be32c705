import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../ports/attempt-trees.js';

/* Files that were changed keep their line endings, encoding, byte order mark, right to be executed, and most of their text. */

const MOST_LOOKED_AT = 100;
const LARGEST = 2 * 1024 * 1024;
/** Lines; shorter files may well be written anew. */
const LONG = 20;
/** Of the lines that were there. */
const LEAST_KEPT = 1 / 3;

const SPEAKS_OF_FORM =
  /\b(?:line.?endings?|crlf|\blf\b|eol|encod|utf.?8|utf.?16|latin|ascii|bom\b|byte order|charset|newlines?|dos2unix|unix2dos|normali[sz]e|format|prettier|lint|black\b|convert)/i;
const SPEAKS_OF_RIGHTS = /\b(?:executab|chmod|permission|mode bits|file modes?)/i;
/** Words by which most of a text may go. */
const SPEAKS_OF_REWRITING =
  /\b(?:rewrit|replac|refactor|simplif|reduc|shorten|remov|delet|split|mov|extract|convert|migrat|port|translat|trim|clean|generat|updat|upgrad|minim|format|redesign|overhaul|restructur|reorgani|empt|reset|overwrit|summar|sort|compress|templat|new version|scratch|rework|moderni|strip|drop|cut|condens|consolidat|merg|clear|wipe|truncat|recreat|re-creat|instead of|from the ground)/i;
const MADE_BY_TOOLS =
  /(?:^|\/)(?:package-lock\.json|[\w-]+\.lock|go\.sum|pnpm-lock\.yaml)$|\.(?:min\.\w+|map|snap|svg|log)$/i;

interface Bytes {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

export async function formKept(
  tree: AttemptTree,
  base: string,
  changes: readonly FileChange[],
  spoken: string,
): Promise<CheckResult[]> {
  const faults: string[] = [];
  const changed = changes.filter(
    ({ operation, path }) => (operation === 'modify' || operation === 'rename') && !path.endsWith('/'),
  );
  for (const { path, oldPath } of changed.slice(0, MOST_LOOKED_AT)) {
    const stat = await lstat(join(tree.root, path)).catch(() => null);
    if (stat === null || !stat.isFile() || stat.size > LARGEST) continue;
    const before = await tree.fileAt(base, oldPath ?? path);
    if (before === null || before.bytes.length > LARGEST) continue;
    const now = { bytes: await readFile(join(tree.root, path)), executable: (stat.mode & 0o100) !== 0 };
    faults.push(...formFaults(path, before, now, spoken));
  }
  if (changed.length === 0) return [];
  const passed = faults.length === 0;
  return [
    {
      name: 'form_kept',
      passed,
      detail: passed ? 'as it was' : `changed, which nobody asked for: ${faults.slice(0, 8).join('; ')}`,
    },
  ];
}

/** Pure. */
export function formFaults(path: string, before: Bytes, now: Bytes, spoken: string): string[] {
  const faults: string[] = [];
  if (before.executable && !now.executable && !SPEAKS_OF_RIGHTS.test(spoken))
    faults.push(`${path} can no longer be executed`);
  if (before.bytes.subarray(0, 8192).includes(0) || now.bytes.subarray(0, 8192).includes(0)) return faults;
  const [was, is] = [before.bytes.toString('latin1'), now.bytes.toString('latin1')];
  if (!SPEAKS_OF_FORM.test(spoken)) {
    const endings = endingsOf(was);
    if (endings !== null && endings !== (endingsOf(is) ?? endings))
      faults.push(`the line endings of ${path} are now ${endings === 'CRLF' ? 'LF' : 'CRLF'}`);
    const mark = '\u00ef\u00bb\u00bf';
    if (was.startsWith(mark) !== is.startsWith(mark))
      faults.push(is.startsWith(mark) ? `${path} has got a byte order mark` : `${path} has lost its byte order mark`);
    if (!isUtf8(before.bytes) && isUtf8(now.bytes) && !isAscii(is)) faults.push(`the encoding of ${path} is now UTF-8`);
    if (isUtf8(before.bytes) && !isUtf8(now.bytes)) faults.push(`the encoding of ${path} is no longer UTF-8`);
  }
  if (!SPEAKS_OF_REWRITING.test(spoken) && !MADE_BY_TOOLS.test(path)) {
    const lines = linesOf(was);
    const there = new Set(linesOf(is));
    const kept = lines.filter((line) => there.has(line)).length;
    if (lines.length >= LONG && kept < lines.length * LEAST_KEPT)
      faults.push(`${path} has lost ${lines.length - kept} of its ${lines.length} lines`);
  }
  return faults;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 1);

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
