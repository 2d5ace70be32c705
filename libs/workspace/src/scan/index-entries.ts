import { readFile } from 'node:fs/promises';
import type { BytePath } from '../byte-path.js';

/** Stat fields, object id and flags of an entry come before its name. */
const STAT = 40;
const FIXED = STAT + 20 + 2;
const EXTENDED = 0x4000;

/**
 * Names of the entries whose files changed at or after a time (milliseconds), as the index knows them. Null where the
 * index is of a form that git does not write here.
 */
export async function entriesSince(index: string, since: number): Promise<BytePath[] | null> {
  const bytes = await readFile(index);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return null;
  const from = Math.floor(since / 1000);
  const found: BytePath[] = [];
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + FIXED > bytes.length) return null;
    const flags = bytes.readUInt16BE(at + STAT + 20);
    const start = at + FIXED + (version === 3 && (flags & EXTENDED) !== 0 ? 2 : 0);
    const end = (flags & 0xfff) < 0xfff ? start + (flags & 0xfff) : bytes.indexOf(0, start);
    if (bytes.readUInt32BE(at) >= from) found.push(bytes.toString('latin1', start, end));
    // Padded with 1 to 8 zero bytes to a multiple of eight.
    at += (end - at + 8) & ~7;
  }
  return found;
}
