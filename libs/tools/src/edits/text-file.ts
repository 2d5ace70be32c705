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

function decode(encoding: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return '';
  }
}
