import { stripVTControlCharacters } from 'node:util';

/** Bytes of output a model is shown of one call. */
export const OUTPUT_LIMIT_BYTES = 10 * 1024;

/** Lone surrogates replaced, so that the text can be sent as JSON and stored as UTF-8. */
export function wellFormed(text: string): string {
  // Node 20 has it; the ES2023 typings do not.
  return (text as string & { toWellFormed(): string }).toWellFormed();
}

/** Well-formed text without terminal escapes and control characters; of a line redrawn with \r the last state stays. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(wellFormed(text))
    .split('\n')
    .map(lastState)
    .join('\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** What is left of a line on a terminal. */
function lastState(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end--;
  return line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
}

export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

/** The longest prefix of whole code points that fits into `maxBytes` of UTF-8. */
export function headOf(bytes: Buffer, maxBytes: number): Buffer {
  if (bytes.length <= maxBytes) return bytes;
  let end = Math.max(0, maxBytes);
  while (end > 0 && isContinuation(bytes[end])) end--;
  return bytes.subarray(0, end);
}

/** The longest suffix of whole code points that fits into `maxBytes` of UTF-8. */
export function tailOf(bytes: Buffer, maxBytes: number): Buffer {
  if (bytes.length <= maxBytes) return bytes;
  let start = bytes.length - Math.max(0, maxBytes);
  while (start < bytes.length && isContinuation(bytes[start])) start++;
  return bytes.subarray(start);
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Says what is missing between the two ends that are shown. */
export type CutNote = (cut: { bytes: number; lines: number }) => string;

const plainNote: CutNote = ({ bytes, lines }) => `[... cut: ${bytes} bytes, ${lines} line breaks ...]`;

/**
 * At most `maxBytes` of UTF-8, the note included: head and tail stay (six tenths and four), the middle goes, and no
 * code point is split. The end of an output holds the error more often than its middle does.
 */
export function cutMiddle(text: string, maxBytes: number = OUTPUT_LIMIT_BYTES, note: CutNote = plainNote): string {
  const bytes = Buffer.from(wellFormed(text), 'utf8');
  if (bytes.length <= maxBytes) return bytes.toString('utf8');
  // The figures in the real note are never longer than these.
  const reserved = byteLength(note({ bytes: bytes.length, lines: bytes.length })) + 2;
  const room = maxBytes - reserved;
  if (room <= 0) return headOf(bytes, maxBytes).toString('utf8');
  const head = headOf(bytes, Math.floor(room * 0.6));
  const tail = tailOf(bytes, room - head.length);
  const cut = bytes.subarray(head.length, bytes.length - tail.length);
  const lines = countNewlines(cut);
  return `${head.toString('utf8')}\n${note({ bytes: cut.length, lines })}\n${tail.toString('utf8')}`;
}

export function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

/** One line for a message: line breaks shown as ⏎, cut at `max` code points. */
export function oneLine(text: string, max = 120): string {
  const lines = cleanText(text).split('\n');
  const ended = lines.map((line) => line.trimEnd()).join('\n');
  const points = [...ended.replace(/\n\s*/g, ' ⏎ ')];
  return points.length <= max ? points.join('') : `${points.slice(0, max - 1).join('')}…`;
}
