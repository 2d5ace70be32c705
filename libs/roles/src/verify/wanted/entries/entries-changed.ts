import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import type { FilesView } from '../../stated/files-view.js';
import { entriesOf, type Entry } from './entry.js';
import { orderIn, type Fate, type Order } from './order.js';

/*
 * "Remove all rows where status is cancelled from orders.csv.", "Fill the empty cells of the column city with
 * unknown", "Round all prices to 2 decimals": that is done with each entry that it is about, and the others are as
 * they were, in their order.
 */

const shown = (entry: Entry): string => [...entry.values()].map(String).join(', ').slice(0, 80);
const only = (entry: Entry, name: string): Entry => new Map([...entry].filter(([one]) => one !== name));

function fits(was: Entry, fate: Fate, now: Entry): boolean {
  if (typeof fate === 'string') return isDeepStrictEqual(now, was);
  return fate.fits(now.get(fate.name)) && isDeepStrictEqual(only(now, fate.name), only(was, fate.name));
}

/** Pure. */
export function wrongEntries(order: Order, path: string, text: string, before: string): string | null {
  const [are, were] = [entriesOf(path, text), entriesOf(path, before)];
  const fates = were === null ? null : order.fates(were.list);
  if (are === null || were === null || fates === null) return null;
  if (!isDeepStrictEqual(are.around, were.around)) return 'what stands around its entries has changed';
  let at = 0;
  for (const [n, fate] of fates.entries()) {
    const was = were.list[n];
    const now = are.list[at];
    if (was === undefined || fate === 'goes') continue;
    if (now === undefined) return `the entry ${shown(was)} is gone`;
    if (!fits(was, fate, now)) return problem(was, fate, now, were.list.slice(0, n), fates);
    at += 1;
  }
  const extra = are.list[at];
  return extra === undefined ? null : problemOfExtra(extra, were.list, fates);
}

const isGone = (entry: Entry, list: readonly Entry[], fates: readonly Fate[]): boolean =>
  list.some((one, n) => fates[n] === 'goes' && isDeepStrictEqual(one, entry));
const problemOfExtra = (extra: Entry, list: readonly Entry[], fates: readonly Fate[]): string =>
  isGone(extra, list, fates)
    ? `the entry ${shown(extra)} is still there`
    : `nobody asked for the entry ${shown(extra)}`;

function problem(was: Entry, fate: Fate, now: Entry, earlier: readonly Entry[], fates: readonly Fate[]): string {
  if (isGone(now, earlier, fates)) return `the entry ${shown(now)} is still there`;
  if (typeof fate !== 'string' && isDeepStrictEqual(only(now, fate.name), only(was, fate.name)))
    return `${fate.name} of ${shown(was)} is ${String(now.get(fate.name))}, and is to be ${fate.wanted}`;
  return `in the place of the entry ${shown(was)} stands ${shown(now)}`;
}

/** `told`: the user's words. */
export async function entriesChanged(files: FilesView, told: string): Promise<CheckResult[]> {
  const order = orderIn(told);
  const [path, ...others] = order === null ? [] : files.meant(order.path);
  if (order === null || path === undefined || others.length > 0 || !files.isChanged(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const wrong = text === null || typeof before !== 'string' ? null : wrongEntries(order, path, text, before);
  return wrong === null ? [] : [{ name: 'entries_changed', passed: false, detail: `${path}: ${wrong}` }];
}
