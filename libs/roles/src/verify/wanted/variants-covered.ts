import type { CheckResult } from '#domain';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';

/* Variants that an enum of Rust has got: a match that names all others and has no arm for the rest does not compile. */

const MOST_READ = 400;
const VARIANT = /^\s*(?:#\[[^\]]*\]\s*)*([A-Z]\w*)/;

/** Index of the bracket that closes the one at `from`; -1 where none does. */
function closing(code: string, from: number): number {
  for (let [depth, at] = [0, from]; at < code.length; at++) {
    if (/[{([]/.test(code[at] ?? '')) depth++;
    else if (/[})\]]/.test(code[at] ?? '') && --depth === 0) return at;
  }
  return -1;
}

/** Pieces of a text between marks that stand in no bracket. */
function piecesOf(code: string, mark: string): string[] {
  const pieces: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < code.length; at++) {
    if (/[{([]/.test(code[at] ?? '')) depth++;
    else if (/[})\]]/.test(code[at] ?? '')) depth--;
    else if (depth === 0 && code.startsWith(mark, at)) {
      pieces.push(code.slice(from, at));
      from = at + mark.length;
    }
  }
  return [...pieces, code.slice(from)];
}

/** Names of the variants by the name of their enum. Pure. */
export function variantsIn(code: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const match of code.matchAll(/\benum\s+([A-Z]\w*)[^{;]{0,200}\{/g)) {
    const open = match.index + match[0].length - 1;
    const end = closing(code, open);
    const body = end < 0 ? '' : code.slice(open + 1, end);
    found.set(
      match[1] ?? '',
      piecesOf(body, ',').flatMap((piece) => VARIANT.exec(piece)?.[1] ?? []),
    );
  }
  return found;
}

/** The patterns of each match. */
function matchesIn(code: string): string[][] {
  return [...code.matchAll(/\bmatch\b[^{};]{1,200}\{/g)].flatMap((match) => {
    const open = match.index + match[0].length - 1;
    const end = closing(code, open);
    if (end < 0) return [];
    const parts = piecesOf(code.slice(open + 1, end), '=>');
    // Behind each arm's value, which a comma or a bracket ends, stands the next pattern.
    const patterns = parts.slice(0, -1).map((part, at) => (at === 0 ? part : patternBehind(part)));
    return [patterns.map((one) => one.trim())];
  });
}
function patternBehind(part: string): string {
  const pieces = piecesOf(part, ',');
  const last = pieces.at(-1) ?? '';
  const block = /^\s*\{/.test(part) && pieces.length === 1 ? closing(part, part.indexOf('{')) : -1;
  return block < 0 ? last : part.slice(block + 1);
}

/** Whether a match on the enum names every variant but one. */
function lacks(patterns: readonly string[], name: string, were: readonly string[], made: string): boolean {
  const named = new Set<string>();
  for (const pattern of patterns.flatMap((one) => piecesOf(one.replace(/\bif\b[\s\S]*$/, ''), '|'))) {
    const variant = new RegExp(`^\\s*&?\\s*(?:\\w+::)*(?:${name}|Self)::(\\w+)`).exec(pattern)?.[1];
    if (variant === undefined) return false;
    named.add(variant);
  }
  return named.size > 0 && !named.has(made) && were.every((one) => named.has(one));
}

export async function variantsCovered(files: FilesView): Promise<CheckResult[]> {
  const changed = files.changes.filter(({ path, operation }) => operation === 'modify' && path.endsWith('.rs'));
  const faults: string[] = [];
  for (const { path } of changed) {
    const [text, before] = [await files.text(path), await files.before(path)];
    if (text === null || typeof before !== 'string') continue;
    const old = variantsIn(partsOf(path, before).code);
    for (const [name, are] of variantsIn(partsOf(path, text).code)) {
      const were = old.get(name) ?? [];
      const [made] = are.filter((one) => !were.includes(one));
      if (made === undefined || were.length === 0 || were.some((one) => !are.includes(one))) continue;
      for (const other of files.there.filter((one) => one.endsWith('.rs')).slice(0, MOST_READ)) {
        const { code } = partsOf(other, (await files.text(other)) ?? '');
        if (code.includes(`${name}::`) || other === path)
          if (matchesIn(code).some((patterns) => lacks(patterns, name, were, made)))
            faults.push(`a match on ${name} in ${other} has no arm for ${made}, which does not compile`);
      }
    }
  }
  return faults.length === 0
    ? []
    : [{ name: 'variants_covered', passed: false, detail: faults.slice(0, 6).join('; ') }];
}
