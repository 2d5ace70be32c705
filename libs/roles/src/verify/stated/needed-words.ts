/** Any one of them; in small letters. */
type AnyOf = readonly string[];

/** Shorter ones are in nearly every text. */
const SHORTEST = 2;
const MOST_WORDS = 200;

/**
 * Letters as they stand; what opens a group; a place between two letters; or anything else that stands for a letter.
 */
const PART =
  /([\w⟦⟧ ]+)|(\((?:\?(?:[:=!]|<[=!]|<[^>]*>)?)?)|(\\[bB]|[$^])|\\(?:[pPu]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|k<[^>]*>|\d+|[^])|\[(?:[^\]\\]|\\[^])*\]|[^|)]/y;
const COUNTS = new Set<string | undefined>(['*', '+', '?', '{']);
const COUNT = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y;
/** Of what must not be there, what is before, and what is in another manner, nothing is asked. */
const ASKS_NOTHING = new Set(['(?!', '(?<!', '(?<=', '(?']);

/**
 * Words without which a pattern matches nowhere: of each list a text has to hold one. What is not understood of a
 * pattern asks for nothing. To look for words takes no compiling, which of large patterns costs more than all that is
 * read by them.
 */
export function neededWords(pattern: Pick<RegExp, 'source' | 'flags'>): readonly AnyOf[] {
  if (pattern.flags.includes('v')) return [];
  const reader = new PatternReader(pattern.source);
  const needed = reader.alternatives();
  return reader.isWhole ? needed : [];
}

export function holdsWords(text: string, needed: readonly AnyOf[]): boolean {
  const within = folded(text);
  return needed.every((anyOf) => anyOf.some((word) => within.includes(word)));
}

/** A text as it is looked through: letters that ignoring case takes for one another are one. */
const folded = (text: string): string => text.toLowerCase().replaceAll('ſ', 's');

class PatternReader {
  private at = 0;

  constructor(private readonly source: string) {}

  /** Whether it came to the end, and no further. */
  get isWhole(): boolean {
    return this.at === this.source.length;
  }

  /** Up to the end of the group. */
  alternatives(): readonly AnyOf[] {
    const all = [this.sequence()];
    while (this.takes('|')) all.push(this.sequence());
    if (all.length === 1) return all[0] ?? [];
    const words = new Set<string>();
    for (const needed of all) {
      const best = mostTelling(needed);
      if (best === null) return [];
      for (const word of best) words.add(word);
    }
    return words.size > MOST_WORDS ? [] : [[...words]];
  }

  private sequence(): readonly AnyOf[] {
    const needed: AnyOf[] = [];
    let run = '';
    const endRun = (): void => {
      if (run.length >= SHORTEST) needed.push([run.toLowerCase()]);
      run = '';
    };
    for (let part = this.read(PART); part !== null; part = this.read(PART)) {
      const [, letters, opening, place] = part;
      if (place !== undefined) continue;
      const within = opening === undefined ? [] : this.group(opening);
      const least = this.least();
      if (letters === undefined) {
        endRun();
        if (least !== 0) needed.push(...within);
      } else if (least === null) {
        run += letters;
      } else {
        run += least === 0 ? letters.slice(0, -1) : letters;
        endRun();
      }
    }
    endRun();
    return needed;
  }

  private group(opening: string): readonly AnyOf[] {
    const needed = this.alternatives();
    if (!this.takes(')')) this.at = Infinity;
    return ASKS_NOTHING.has(opening) ? [] : needed;
  }

  /** How often the part has to be there by the count behind it; null without one. */
  private least(): number | null {
    const count = COUNTS.has(this.source[this.at]) ? this.read(COUNT) : null;
    if (count === null) return null;
    return count[1] === undefined ? (count[0].startsWith('+') ? 1 : 0) : Number(count[1]);
  }

  private read(what: RegExp): RegExpExecArray | null {
    what.lastIndex = this.at;
    const found = what.exec(this.source);
    if (found !== null) this.at = what.lastIndex;
    return found;
  }

  private takes(text: string): boolean {
    if (this.source[this.at] !== text) return false;
    this.at += 1;
    return true;
  }
}

/** The list whose shortest word is longest. */
function mostTelling(needed: readonly AnyOf[]): AnyOf | null {
  const shortest = (words: AnyOf): number => Math.min(...words.map(({ length }) => length));
  return needed.reduce<AnyOf | null>(
    (best, words) => (best === null || shortest(words) > shortest(best) ? words : best),
    null,
  );
}
