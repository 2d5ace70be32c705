import { extname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import type { FilesView } from '../../stated/files-view.js';
import { entriesOf, type Entry } from './entry.js';
import type { Fate } from './fates.js';
import { orderIn, type Order } from './order.js';

/*
 * "Remove all rows where status is cancelled from orders.csv.", "Fill the empty cells of the column city with
 * unknown", "Round all prices to 2 decimals", "Write only the columns name and email of users.csv to mail.csv": that is
 * done with each entry that it is about, and the others are as they were, in their order.
 */

const shown = (entry: Entry): string => [...entry.values()].map(String).join(', ').slice(0, 80);
const only = (entry: Entry, name: string): Entry => new Map([...entry].filter(([one]) => one !== name));

function fits(was: Entry, fate: Fate, now: Entry): boolean {
  if (typeof fate === 'string') return isDeepStrictEqual(now, was);
  return fate.fits(now.get(fate.name)) && isDeepStrictEqual(only(now, fate.name), only(was, fate.name));
}

/** Without numbers beside the list: they may count it, or sum it up. */
const uncounted = (around: unknown): unknown =>
  typeof around === 'object' && around !== null
    ? Object.fromEntries(Object.entries(around).filter(([, value]) => typeof value !== 'number'))
    : around;

/** What stands around the entries, as far as the order leaves it. */
function isAroundKept({ to, adds, keeps }: Order, now: unknown, was: unknown): boolean {
  if (!Array.isArray(now) || !Array.isArray(was))
    return to !== null || isDeepStrictEqual(uncounted(now), uncounted(was));
  if (adds === null && keeps === null) return isDeepStrictEqual(now, was);
  const names = [...((keeps ?? was) as readonly string[]), ...(adds === null ? [] : [adds])];
  return now.length === names.length && names.every((name) => now.includes(name));
}

/** Pure. */
export function wrongEntries(order: Order, path: string, text: string, before: string): string | null {
  const [are, read] = [entriesOf(path, text), entriesOf(order.path, before)];
  if (are === null || read === null) return null;
  const { keeps } = order;
  if (keeps?.some((name) => !read.list.every((entry) => entry.has(name))) === true) return null;
  const kept = (entry: Entry): Entry => new Map([...entry].filter(([name]) => keeps?.includes(name) !== false));
  const problems = order.readings.map((reading) => {
    const fates = reading(read.list);
    if (fates === null) return null;
    if (!isAroundKept(order, are.around, read.around)) return 'what stands around its entries is not what it was';
    return wrongList(read.list.map(kept), fates, are.list);
  });
  return problems.includes(null) ? null : (problems[0] ?? null);
}

function wrongList(were: readonly Entry[], fates: readonly Fate[], are: readonly Entry[]): string | null {
  let at = 0;
  for (const [n, fate] of fates.entries()) {
    const was = were[n];
    const now = are[at];
    if (was === undefined || fate === 'goes') continue;
    if (now === undefined) return `the entry ${shown(was)} is gone`;
    if (!fits(was, fate, now)) return problem(was, fate, now, were.slice(0, n), fates);
    at += 1;
  }
  const extra = are[at];
  return extra === undefined ? null : problemOfExtra(extra, were, fates);
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

const kindOf = (path: string): string =>
  /\.[ct]sv$/i.exec(path)?.[0].toLowerCase().slice(2) ?? extname(path).toLowerCase();

/** `told`: the user's words. */
export async function entriesChanged(files: FilesView, told: string): Promise<CheckResult[]> {
  const order = orderIn(told);
  const [path, ...others] = order === null ? [] : files.meant(order.path);
  if (order === null || path === undefined || others.length > 0) return [];
  const [result, ...more] = order.to === null ? [path] : files.meant(order.to);
  if (result === undefined || more.length > 0 || !files.isChanged(result) || kindOf(result) !== kindOf(path)) return [];
  // What is written elsewhere stays where it was, and comes into a file of its own.
  if (order.to !== null && (files.isChanged(path) || (await files.before(result)) !== null)) return [];
  const [text, before] = [await files.text(result), await files.before(path)];
  const wrong =
    text === null || typeof before !== 'string' ? null : wrongEntries({ ...order, path }, result, text, before);
  return wrong === null ? [] : [{ name: 'entries_changed', passed: false, detail: `${result}: ${wrong}` }];
}
