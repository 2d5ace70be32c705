/* A list of versions that stood in an order. Pure, linear. */

const HEADING = /^#{1,4}\s*\[?v?(\d+(?:\.\d+){1,3})\]?(?![\w.-])/;

const versionsIn = (text: string): number[][] =>
  text.split(/\r?\n/).flatMap((line) => {
    const version = HEADING.exec(line)?.[1];
    return version === undefined ? [] : [version.split('.').map(Number)];
  });
function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
/** Whether each one is newer, or older, than the next. */
const fallsOrRises = (versions: readonly (readonly number[])[], sign: number): boolean =>
  versions.every((version, at) => at === 0 || compare(versions[at - 1] ?? [], version) * sign > 0);

/** How headings of versions have come out of their order; null where they have not, or had none. */
export function outOfOrder(before: string, text: string): string | null {
  const [were, are] = [versionsIn(before), versionsIn(text)];
  if (were.length < 2 || are.length <= were.length) return null;
  const sign = [1, -1].find((one) => fallsOrRises(were, one));
  if (sign === undefined || fallsOrRises(are, sign)) return null;
  return `its versions stood from the ${sign > 0 ? 'newest to the oldest' : 'oldest to the newest'}, and now stand as ${are.map((version) => version.join('.')).join(', ')}`;
}
