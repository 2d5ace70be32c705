const PREFIX = /^[ ]*(\d{1,7})(?:\t|[ ]*[|│→][ ]?|:[ ]?)/;

interface Numbered {
  readonly oldText: string;
  readonly newText: string;
}

/**
 * Takes off line numbers that a model copied along with a file's text. Null unless every line of the old text carries
 * one and they go up by one; the new text may carry them on every line, or on none. Pure.
 */
export function stripLineNumbers(oldText: string, newText: string): Numbered | null {
  const oldLines = stripped(oldText);
  if (oldLines === null || !oldLines.ascending) return null;
  const bare = stripped(newText);
  if (bare !== null) return { oldText: oldLines.text, newText: bare.text };
  const someNumbered = newText.split('\n').some((line) => PREFIX.test(line));
  return someNumbered ? null : { oldText: oldLines.text, newText };
}

/** A whole file sent with its line numbers, 1 to n; null when it is not certain. Pure. */
export function stripFileNumbers(content: string): string | null {
  const bare = stripped(content);
  return bare !== null && bare.ascending && bare.first === 1 && bare.count >= 3 ? bare.text : null;
}

function stripped(text: string): { text: string; ascending: boolean; first: number; count: number } | null {
  const lines = text.split('\n');
  const closed = lines.at(-1)?.trim() === '' ? lines.slice(0, -1) : lines;
  const numbers: number[] = [];
  const bare: string[] = [];
  for (const line of closed) {
    const match = PREFIX.exec(line);
    if (match === null) return null;
    numbers.push(Number(match[1]));
    bare.push(line.slice(match[0].length));
  }
  const [first] = numbers;
  if (first === undefined) return null;
  const ascending = numbers.every((n, i) => n === first + i);
  return {
    text: bare.join('\n') + (closed.length < lines.length ? '\n' : ''),
    ascending,
    first,
    count: numbers.length,
  };
}
