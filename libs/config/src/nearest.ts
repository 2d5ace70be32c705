/** Edit distance that counts a swap of neighbours as one edit ("prot" is one away from "port"). */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row[j] = best;
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The candidate a person most likely meant, or null when none is near enough to be named. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const wanted = plain(word).slice(0, 100);
  if (wanted === '') return null;
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const offered = plain(candidate);
    let distance = editDistance(wanted, offered);
    // A word that was left unfinished or given a suffix is nearer than its length says.
    const [short, long] = wanted.length < offered.length ? [wanted, offered] : [offered, wanted];
    if (short.length >= 3 && (long.startsWith(short) || long.endsWith(short))) distance = Math.min(distance, 2);
    // One of its words alone: "url" for "base_url".
    if (candidate.toLowerCase().split('_').includes(word.toLowerCase())) distance = Math.min(distance, 1);
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  if (best === null || best.distance > Math.max(1, Math.floor(Math.max(wanted.length, 4) / 3))) return null;
  return best.candidate;
}

/** ` Did you mean "port"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === null ? '' : ` Did you mean "${candidate}"?`;
}
