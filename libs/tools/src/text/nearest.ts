/** Edit distance with an early end: anything above `most` is answered as `most + 1`. */
export function editDistance(a: string, b: string, most = 8): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same));
    }
    if (Math.min(...row) > most) return most + 1;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
}

/** The candidate that looks most like `word`, or null when none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const fold = (s: string): string => s.toLowerCase().replace(/[^a-z0-9]/g, '');
  const wanted = fold(word).slice(0, 64);
  if (wanted === '') return null;
  const ranked = candidates
    .map((candidate) => {
      const name = fold(candidate);
      const contains = wanted.length > 2 && (name.includes(wanted) || wanted.includes(name));
      const shared = words(word).filter((w) => words(candidate).includes(w)).length;
      const distance = editDistance(wanted, name);
      return { candidate, score: distance - (contains ? 6 : 0) - 4 * shared };
    })
    .sort((a, b) => a.score - b.score);
  const best = ranked[0];
  return best !== undefined && best.score <= Math.max(2, Math.floor(wanted.length / 3)) ? best.candidate : null;
}

const words = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((w) => w.length > 2);

/** Sørensen-Dice over character pairs: 1 = same, 0 = nothing in common. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let i = 0; i < a.length - 1; i++) {
    const pair = a.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i < b.length - 1; i++) {
    const pair = b.slice(i, i + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      pairs.set(pair, left - 1);
      shared++;
    }
  }
  return (2 * shared) / (a.length + b.length - 2);
}
