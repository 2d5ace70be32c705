/** What an answer does that will not end by itself. */
export interface Runaway {
  readonly of: 'text' | 'thinking';
  /** A sentence. */
  readonly because: string;
}

/** Characters of blanks in a row: constrained decoding falls into them, prose and code have fewer. */
const MOST_BLANKS = { constrained: 128, free: 2000 } as const;
/** Characters between two looks at an end of fixed length: so the work stays linear in the answer. */
const LOOK_EVERY = 512;
/** What must repeat exactly, and how often, before it counts: tables and rulers in real files stay below. */
const LEAST_REPEATED = { text: 3000, thinking: 2000 } as const;
const LEAST_TIMES = 8;

/** The same where only the numbers differ: prose that counts. Data that counts has no such long lines of words. */
const COUNTING = { least: 12_000, times: 60, words: 6, tail: 16_000, lookEvery: 8192 } as const;

/** Watches an answer while it streams. Says once what is wrong with it; keeps what was said until then. */
export class RunawayWatch {
  readonly said = { text: '', thinking: '' };
  /**
   * The end of what was said until the last look: slicing it out of all that was said would copy all of it each time.
   */
  private readonly tail = { text: '', thinking: '' };
  private readonly unseen = { text: '', thinking: '' };
  private readonly uncounted = { text: 0, thinking: 0 };
  private blanks = 0;

  constructor(private readonly constrained: boolean) {}

  take(kind: 'text' | 'thinking', piece: string): Runaway | null {
    this.said[kind] += piece;
    if (kind === 'text') {
      const blanks = trailingBlanks(piece);
      this.blanks = blanks === piece.length ? this.blanks + blanks : blanks;
      const most = this.constrained ? MOST_BLANKS.constrained : MOST_BLANKS.free;
      if (this.blanks >= most) return { of: kind, because: `it wrote ${this.blanks} blanks in a row` };
    }
    this.unseen[kind] += piece;
    if (this.unseen[kind].length < LOOK_EVERY) return null;
    const tail = (this.tail[kind] + this.unseen[kind]).slice(-COUNTING.tail);
    this.tail[kind] = tail;
    this.uncounted[kind] += this.unseen[kind].length;
    this.unseen[kind] = '';
    const period = periodOf(tail, LEAST_REPEATED[kind]);
    if (period !== null) return { of: kind, because: `it repeated the same ${period} characters without end` };
    if (this.uncounted[kind] < COUNTING.lookEvery) return null;
    this.uncounted[kind] = 0;
    return isCounting(tail) ? { of: kind, because: 'it counts on in one sentence without end' } : null;
  }
}

function isCounting(text: string): boolean {
  const plain = text.replace(/\d+/g, '0').slice(-COUNTING.least);
  const period = periodOf(plain, COUNTING.least);
  if (period === null || period * COUNTING.times > plain.length) return false;
  return (plain.slice(0, period).match(/\p{L}{2,}\s/gu)?.length ?? 0) >= COUNTING.words;
}

function trailingBlanks(text: string): number {
  let at = text.length;
  while (at > 0 && ' \t\r\n'.includes(text[at - 1] as string)) at--;
  return text.length - at;
}

/** Length of what the end of a text repeats over at least `least` characters; null when it does not. Linear. */
export function periodOf(text: string, least: number): number | null {
  if (text.length < least) return null;
  // The border of a text that repeats with period p is p shorter than the text.
  const tail = text.slice(-least);
  const border = new Int32Array(tail.length);
  for (let at = 1, length = 0; at < tail.length; at++) {
    while (length > 0 && tail[at] !== tail[length]) length = border[length - 1] as number;
    if (tail[at] === tail[length]) length++;
    border[at] = length;
  }
  const period = tail.length - (border[tail.length - 1] as number);
  return period * LEAST_TIMES <= tail.length ? period : null;
}
