import type { CheckResult } from '#domain';
import { isCode, isScript } from '../file-kinds.js';
import { partsOf } from '../stated/code-of.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/*
 * "Remove all comments from a.js", "Replace var by let in a.js", "Turn the bullet list in a.md into a numbered list":
 * none is left.
 */

interface Sweep {
  /** Of the whole goal; the file is the last that it captures. */
  readonly order: RegExp;
  /** The first line that was to be swept; null where there is none. */
  readonly left: (path: string, text: string) => string | null;
}

const order = (words: string): RegExp => new RegExp(`^(?:please\\s+)?${words}[.!]?$`, 'i');
const OF = `\\s+(?:from|in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const lineAt = (text: string, at: number): string =>
  text
    .slice(text.lastIndexOf('\n', at - 1) + 1)
    .split('\n', 1)[0]
    ?.trim() ?? '';
const firstOf = (text: string, sign: RegExp): string | null => {
  const at = text.search(sign);
  return at < 0 ? null : lineAt(text, at);
};

/** Remarks that a tool reads, and those that may stay whatever is said. */
const DIRECTIVE =
  /^\W*(?:!|@|eslint|tslint|prettier|biome|istanbul|noqa|type:|pylint|mypy|ruff|isort|pragma|c8|v8|go:|\+build|-\*-|coding|shellcheck|rubocop|frozen_string|copyright|licen[cs]e|spdx|region|endregion)/i;
/** Addresses of nothing that is fetched. */
const NO_LINK = /http:\/\/(?:localhost|127\.|0\.0\.0\.0|\[|www\.w3\.org|schemas?\.|[\w-]+(?::\d+)?(?:\/|\s|$))/gi;

const SWEEPS: readonly Sweep[] = [
  {
    order: order(`(?:remove|delete|strip)\\s+(?:all|every|any)\\s+(?:of\\s+)?(?:the\\s+)?(?:code\\s+)?comments?${OF}`),
    left: (path, text) => {
      if (!isCode(path)) return null;
      const remarks = partsOf(path, text).remarks.split('\n');
      const line = remarks.map((one) => one.trim()).find((one) => /[\p{L}\p{N}]/u.test(one) && !DIRECTIVE.test(one));
      return line === undefined ? null : line;
    },
  },
  {
    order: order(
      `(?:replace|change)\\s+(?:(?:all|every)\\s+)?(?:(?:uses|occurrences)\\s+of\\s+)?var\\s+(?:with|by|to|into)\\s+(?:let|const)(?:\\s+(?:or|and|\\/)\\s+(?:let|const))?${OF}`,
    ),
    left: (path, text) => (isScript(path) ? firstOf(partsOf(path, text).code, /(?<![\w$.])var\s+[\w$[{]/) : null),
  },
  {
    order: order(
      `(?:replace|change|update|switch)\\s+(?:all\\s+)?(?:of\\s+)?(?:the\\s+)?http(?::\\/\\/)?(?:\\s+(?:links|urls|addresses))?\\s+(?:with|by|to|into)\\s+https(?::\\/\\/)?(?:\\s+(?:links|urls|addresses|ones))?${OF}`,
    ),
    left: (_path, text) =>
      firstOf(
        text.replace(NO_LINK, (link) => ' '.repeat(link.length)),
        /http:\/\//i,
      ),
  },
  {
    order: order(
      `(?:turn|convert|change|make)\\s+(?:the\\s+)?(?:bullet(?:ed)?|unordered)\\s+(?:list|points)${OF}\\s+(?:in)?to\\s+an?\\s+(?:numbered|ordered)\\s+list`,
    ),
    left: (path, text) => (/\.(?:md|markdown|txt)$/i.test(path) ? firstOf(text, /^[-*+][ \t]+\S/m) : null),
  },
];

/** The file that is swept, and how; null where that is not the whole goal. Pure. */
export function sweptIn(told: string): { readonly path: string; readonly left: Sweep['left'] } | null {
  const masked = mask(told);
  for (const sweep of SWEEPS) {
    const match = sweep.order.exec(masked.text.trim());
    const [path] = standingFor(match?.at(-1) ?? '', masked, 'F');
    if (path !== undefined) return { path, left: sweep.left };
  }
  return null;
}

/** `told`: the user's words. */
export async function nothingLeftBehind(files: FilesView, told: string): Promise<CheckResult[]> {
  const swept = sweptIn(told);
  const [path, ...others] = swept === null ? [] : files.meant(swept.path);
  const text = path === undefined || others.length > 0 ? null : await files.text(path);
  const line = swept === null || path === undefined || text === null ? null : swept.left(path, text);
  if (line === null) return [];
  return [{ name: 'left_behind', passed: false, detail: `${path} still has: ${line.slice(0, 80)}` }];
}
