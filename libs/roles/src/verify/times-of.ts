/** How often each of them is there, in the order in which each is there first. */
export function timesOf(all: Iterable<string>): Map<string, number> {
  const times = new Map<string, number>();
  for (const one of all) times.set(one, (times.get(one) ?? 0) + 1);
  return times;
}
