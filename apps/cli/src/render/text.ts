/*
 * Text from servers, models and files is hostile: a terminal obeys what is in it. Everything printed goes through here.
 */

// Whole escape sequences first, so that their parameters do not stay behind as text; then every control character, the
// C1 range, and the characters that reorder or hide text.
const SEQUENCES =
  /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b[P^_X]|[\u0090\u0098\u009e\u009f])[^\u001b\u009c]*(?:\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Safe for a terminal; line breaks and tabs stay. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(SEQUENCES, '')
    .replace(CONTROLS, '')
    .replace(/[\u2028\u2029]/g, '\n');
}

// What shows nothing by itself, beside the above.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Safe, and nothing is left out: what a terminal would obey or hide is written as `\x1b` or `\u202e`. For whatever a
 * person decides on, where a sequence that is dropped could take a part of a command with it. Line breaks and tabs
 * stay.
 */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (hidden) => {
    const code = hidden.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
  });

/** Safe, and on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** Good for what Loom prints itself; `prepareWidths` brings the table of all characters. */
const roughWidth = (text: string): number => [...text].length;
let measure = roughWidth;

/** To be called with text from outside before it is measured: the table takes longer to load than most commands run. */
export async function prepareWidths(text: string): Promise<void> {
  if (measure === roughWidth && /[^\u0000-\u007f]/.test(text)) measure = (await import('string-width')).default;
}

/** Columns on a terminal. */
export function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : measure(text);
}

/** At most `columns` wide; cut text ends in an ellipsis. `text` holds no escape sequences. */
export function fit(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const wide = widthOf(segment);
    if (used + wide > columns - 1) break;
    kept += segment;
    used += wide;
  }
  return `${kept}…`;
}

/** Exactly `columns` wide. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const fitted = fit(text, columns);
  const room = ' '.repeat(Math.max(0, columns - widthOf(fitted)));
  return side === 'left' ? fitted + room : room + fitted;
}

/** Breaks text at spaces into lines of at most `columns`; a longer word is cut. */
export function wrap(text: string, columns: number): string[] {
  return clean(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(/\s+/).filter(Boolean)) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && widthOf(longer) > columns) {
          lines.push(line);
          line = fit(word, columns);
        } else line = fit(longer, Math.max(columns, 1));
      }
      return [...lines, line];
    });
}

/** Breaks one line wherever `columns` end, and leaves nothing out; null = it stays as it is. */
export function wrapWhole(text: string, columns: number | null): string[] {
  if (columns === null || widthOf(text) <= columns) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const wide = widthOf(segment);
    if (used + wide > columns && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += segment;
    used += wide;
  }
  return [...lines, line];
}

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${String(seconds % 60).padStart(2, '0')}s`;
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`;
}

export function ago(at: string, now: number): string {
  const ms = now - Date.parse(at);
  if (Number.isNaN(ms)) return '';
  if (ms < 5_000) return 'just now';
  const units: [number, string][] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ];
  const [size, name] = units.find(([length]) => ms >= length) ?? [1000, 's'];
  return `${Math.floor(ms / size)} ${name} ago`;
}

export function count(n: number): string {
  if (n < 1000) return String(n);
  if (n < 100_000) return `${(n / 1000).toFixed(1)}k`;
  return n < 1_000_000 ? `${Math.round(n / 1000)}k` : `${(n / 1_000_000).toFixed(1)}M`;
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
