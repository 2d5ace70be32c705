import type { CheckResult } from '#domain';
import { isCode } from '../file-kinds.js';
import type { Stated } from '../stated/fact.js';
import type { FilesView } from '../stated/files-view.js';

/* A value that the goal sets, and a document of the same goal that speaks of it with another one. */

const DOCUMENT = /\.(?:md|markdown|mdx|rst|adoc|txt|html?)$/i;
const FIGURE = /(?<![\p{L}\p{N}.,])\d+(?:[.,]\d+)*(?![\p{L}\p{N}]|[.,]\d)/gu;
/** What was, before. */
const WAS =
  /(?<!\p{L})(?:used\s+to|was|were|previous\w*|former\w*|old|earlier|instead|from|früher\p{L}*|bisher\p{L}*|vorher\p{L}*|war|alte\p{L}*|avant|ancien\p{L}*|était|antes|era|anterior|prima|eerder)(?!\p{L})|以前|原来|从/iu;
/** The same in another unit. */
const UNITS = [1, 60, 3600, 86_400, 1000, 1024, 60_000, 3_600_000, 1_048_576, 1_000_000, 100];
const numberOf = (figure: string): number => Number(figure.replaceAll(',', ''));
const isSame = (one: number, other: number): boolean =>
  UNITS.some((unit) => one * unit === other || other * unit === one);

/** `files` from the start of the task to its end. */
export async function toldAsSet(
  files: FilesView,
  { facts, files: named }: Stated,
  told: string,
): Promise<CheckResult[]> {
  const given = (told.match(FIGURE) ?? []).map(numberOf);
  const set = facts.flatMap((fact) =>
    fact.kind === 'setting' && /^\d+(?:\.\d+)?$/.test(fact.value) ? [{ ...fact, number: Number(fact.value) }] : [],
  );
  const faults: string[] = [];
  for (const { path, operation } of set.length === 0 ? [] : files.changes) {
    const isNamed = named.some((name) => path === name || path.endsWith(`/${name}`));
    if (operation === 'delete' || !DOCUMENT.test(path) || isCode(path) || !isNamed) continue;
    const old = new Set(((await files.before(path)) ?? '').split('\n'));
    const added = ((await files.text(path)) ?? '').split('\n').filter((line) => !old.has(line));
    for (const { key, number, value, path: home } of set) {
      if (path === home || path.endsWith(`/${home}`)) continue;
      const words = key.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
      for (const line of added) {
        const figures = (line.match(FIGURE) ?? []).map(numberOf);
        const isOfIt = words.length > 0 && !WAS.test(line) && words.every((word) => line.toLowerCase().includes(word));
        if (!isOfIt || figures.length !== 1 || figures.some((one) => isSame(one, number) || given.includes(one)))
          continue;
        faults.push(`${path} says "${line.trim().slice(0, 80)}", and ${key} is to be ${value} in ${home}`);
      }
    }
  }
  return faults.length === 0 ? [] : [{ name: 'told_values', passed: false, detail: faults.slice(0, 4).join('; ') }];
}
