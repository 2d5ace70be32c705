import type { CheckResult } from '#domain';
import { nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';
import { rowsOf } from '../stated/records.js';

/* A column in one unit that is to be given in another: each value is what its neighbour in the other table says. */

interface Unit {
  readonly of: 'temperature' | 'length' | 'mass';
  readonly factor: number;
  readonly summand: number;
}
const unit = (of: Unit['of'], factor: number, summand = 0): Unit => ({ of, factor, summand });
/** To kelvin, metres and kilograms. */
const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:°?c|celsius|centigrade)$/, unit('temperature', 1, 273.15)],
  [/^(?:°?f|fahrenheit)$/, unit('temperature', 5 / 9, 273.15 - 160 / 9)],
  [/^(?:kelvin)$/, unit('temperature', 1)],
  [/^(?:km|kilomet(?:er|re)s?)$/, unit('length', 1000)],
  [/^(?:met(?:er|re)s?)$/, unit('length', 1)],
  [/^(?:cm|centimet(?:er|re)s?)$/, unit('length', 0.01)],
  [/^(?:mi|miles?)$/, unit('length', 1609.344)],
  [/^(?:ft|feet|foot)$/, unit('length', 0.3048)],
  [/^(?:inch|inches)$/, unit('length', 0.0254)],
  [/^(?:kg|kgs|kilograms?)$/, unit('mass', 1)],
  [/^(?:grams?)$/, unit('mass', 0.001)],
  [/^(?:lb|lbs|pounds?)$/, unit('mass', 0.45359237)],
  [/^(?:oz|ounces?)$/, unit('mass', 0.028349523125)],
];
/** By the name of a column: its whole, or its last word ("temp_c", "distance (km)"). */
function unitOf(column: string): Unit | null {
  const last =
    column
      .toLowerCase()
      .split(/[\s_()[\]/]+/)
      .filter((word) => word !== '')
      .at(-1) ?? '';
  return UNITS.find(([name]) => name.test(last))?.[1] ?? null;
}

/** Who converts by hand takes 1.6 for a mile and 2.2 for a pound. */
const SLACK = 0.015;
const NUMBER = /^-?\d+(?:\.(\d+))?$/;
function isIn(to: Unit, from: Unit, was: string, now: string): boolean {
  const exact = (Number(was) * from.factor + from.summand - to.summand) / to.factor;
  const slack = from.of === 'temperature' ? 0 : Math.abs(exact) * SLACK;
  return Math.abs(Number(now) - exact) <= 10 ** -(NUMBER.exec(now)?.[1]?.length ?? 0) + slack + 1e-9;
}

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
function tableOf(path: string, text: string): Table | null {
  const [head, ...rows] = rowsOf(text, /\.tsv$/i.test(path) ? '\t' : null) ?? [];
  return head === undefined || rows.length === 0
    ? null
    : { head: head.map((name) => name.trim()), rows: rows.map((row) => row.map((cell) => cell.trim())) };
}

/**
 * The first value that is not what the other table says; null where there is none, or no two columns are of one thing.
 * Pure.
 */
function wrongUnit(source: Table, target: Table): string | null {
  const shared = source.head.flatMap((name, at) => {
    const there = target.head.indexOf(name);
    return there < 0 ? [] : [[at, there] as const];
  });
  const isAligned =
    source.rows.length === target.rows.length &&
    shared.length > 0 &&
    source.rows.every((row, n) => shared.every(([at, there]) => row[at] === target.rows[n]?.[there]));
  if (!isAligned) return null;
  const columns = (table: Table, other: Table) =>
    table.head.flatMap((name, at) => {
      const of = other.head.includes(name) ? null : unitOf(name);
      return of === null ? [] : [{ at, of, name }];
    });
  const [from, ...more] = columns(source, target);
  const [to, ...others] = columns(target, source);
  if (from === undefined || to === undefined || more.length + others.length > 0 || from.of.of !== to.of.of) return null;
  for (const [n, row] of source.rows.entries()) {
    const [was = '', now = ''] = [row[from.at], target.rows[n]?.[to.at]];
    if (!NUMBER.test(was) || !NUMBER.test(now)) return null;
    if (!isIn(to.of, from.of, was, now)) return `${was} of ${from.name} is given as ${now} of ${to.name}`;
  }
  return null;
}

/** `told`: the user's words. */
export async function unitsHold(files: FilesView, told: string): Promise<CheckResult[]> {
  const { files: named, text } = mask(told);
  if (!/\bconver(?:t|sion)/i.test(text)) return [];
  const tables: { readonly path: string; readonly table: Table }[] = [];
  for (const name of new Set(named.filter((path) => /\.(?:csv|tsv)$/i.test(path)))) {
    const [path] = files.meant(name);
    const held = path === undefined ? null : await files.text(path);
    const table = path === undefined || held === null ? null : tableOf(path, held);
    if (path !== undefined && table !== null) tables.push({ path, table });
  }
  const [source, ...more] = tables.filter(({ path }) => !files.isChanged(path));
  const [target, ...others] = tables.filter(({ path }) => files.isChanged(path));
  if (source === undefined || target === undefined || more.length + others.length > 0) return [];
  const wrong = wrongUnit(source.table, target.table);
  return wrong === null ? [] : [{ name: 'units', passed: false, detail: `${nameOf(target.path)}: ${wrong}` }];
}
