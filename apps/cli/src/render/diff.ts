import type { Colors } from '../output.js';
import { fit, visible, wrapWhole } from './text.js';

/** Lines that are too long: cut for a look, or whole for whoever decides on them. */
export interface Room {
  readonly columns: number;
  readonly tooLong: 'cut' | 'wrapped';
}

/** A unified diff for a terminal; without a room to fit into nothing of it is left out. */
export function diffLines(diff: string, colors: Colors, room: Room | null = null): string[] {
  let inHunk = false;
  const lines = diff.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((raw) => {
    // That a file has such line ends is worth a sign only where they change.
    const shown = visible(/^[+-]/.test(raw) ? raw : raw.replace(/\r$/, ''));
    if (raw.startsWith('diff --git ')) inHunk = false;
    else if (raw.startsWith('@@')) inHunk = true;
    const paint = paintOf(raw, inHunk, colors);
    return fitted(inHunk ? shown : readable(shown), room).map(paint);
  });
}

function paintOf(line: string, inHunk: boolean, colors: Colors): (text: string) => string {
  if (line.startsWith('diff --git ')) return colors.bold;
  if (line.startsWith('@@')) return colors.cyan;
  if (!inHunk) return colors.dim;
  if (line.startsWith('+')) return colors.green;
  return line.startsWith('-') ? colors.red : (text) => text;
}

function fitted(line: string, room: Room | null): string[] {
  if (room === null) return [line];
  const text = line.replaceAll('\t', '    ');
  return room.tooLong === 'cut' ? [fit(text, room.columns)] : wrapWhole(text, room.columns);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Names that git quotes byte by byte, as the letters they are. */
const readable = (header: string): string =>
  header.replace(/\\\\|(?:\\[23][0-7]{2})+/g, (quoted) => {
    if (quoted === '\\\\') return quoted;
    try {
      const bytes = quoted.slice(1).split('\\');
      return visible(utf8.decode(Uint8Array.from(bytes, (octal) => parseInt(octal, 8))));
    } catch {
      return quoted;
    }
  });
