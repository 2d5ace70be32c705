/** How a file's bytes are to be treated. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string; readonly bom: boolean; readonly eol: '\n' | '\r\n' }
  | { readonly kind: 'lossy'; readonly text: string }
  | { readonly kind: 'utf16'; readonly text: string }
  | { readonly kind: 'binary' };

const BOM = '\ufeff';

/** Pure: text only where the bytes come back unchanged when it is written again. */
export function readText(bytes: Buffer): FileText {
  if (bytes.length >= 2) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return { kind: 'utf16', text: decode('utf-16le', bytes) };
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return { kind: 'utf16', text: decode('utf-16be', bytes) };
  }
  if (bytes.subarray(0, 65_536).includes(0)) return { kind: 'binary' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { kind: 'lossy', text: bytes.toString('utf8') };
  }
  const bom = text.startsWith(BOM);
  return { kind: 'text', text: bom ? text.slice(1) : text, bom, eol: eolOf(text) };
}

export function writeText(text: string, bom: boolean): Buffer {
  return Buffer.from(bom && !text.startsWith(BOM) ? BOM + text : text, 'utf8');
}

/** The line ending that most lines have. */
export function eolOf(text: string): '\n' | '\r\n' {
  const crlf = text.split('\r\n').length - 1;
  const all = text.split('\n').length - 1;
  return crlf * 2 > all ? '\r\n' : '\n';
}

export const toLf = (text: string): string => text.replace(/\r\n/g, '\n');
export const withEol = (text: string, eol: '\n' | '\r\n'): string =>
  eol === '\n' ? toLf(text) : toLf(text).replace(/\n/g, '\r\n');

/**
 * A text in place of another whose line ends may differ: a line that stays keeps its own, as does each where their
 * number stays; the rest ends as most of them do. Pure.
 */
export function withEndsOf(before: string, text: string): string {
  const ends = before.match(/\r?\n/g) ?? [];
  const most = eolOf(before);
  if (ends.every((end) => end === most)) return withEol(text, most);
  const [old, lines] = [toLf(before).split('\n'), toLf(text).split('\n')];
  const fewer = Math.min(old.length, lines.length);
  let head = 0;
  while (head < fewer && old[head] === lines[head]) head++;
  let tail = 0;
  while (tail < fewer - head && old.at(-1 - tail) === lines.at(-1 - tail)) tail++;
  const shift = old.length - lines.length;
  const endOf = (at: number): string => {
    if (at < head || shift === 0) return ends[at] ?? most;
    return at >= lines.length - tail ? (ends[at + shift] ?? most) : most;
  };
  return lines.map((line, at) => (at === lines.length - 1 ? line : line + endOf(at))).join('');
}

function decode(encoding: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return '';
  }
}
