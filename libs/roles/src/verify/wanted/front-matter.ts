import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { mask } from '../stated/masked-text.js';

/* "Add "tags: [news]" to the front matter of post.md": a key of the front matter stands between its marks. */

const SPEAKS = /\bfront[\s-]?matter\b/i;
const ADDS = /\b(?:add|put|insert|set|write|append)\b/i;
const KEY = /^([A-Za-z_][\w-]{0,60}):\s*\S/;

/** Lines of the front matter and of what follows; null where there is none. Pure. */
function aroundMarks(text: string): { readonly head: readonly string[]; readonly body: readonly string[] } | null {
  const lines = text.split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  return lines[0] !== '---' || end < 0 ? null : { head: lines.slice(1, end), body: lines.slice(end + 1) };
}

/** `told`: the user's words. */
export async function inFrontMatter(files: FilesView, told: string): Promise<CheckResult[]> {
  const { text, quotes } = mask(told);
  if (!SPEAKS.test(text) || !ADDS.test(text)) return [];
  const keys = quotes.flatMap((quote) => KEY.exec(quote)?.[1] ?? []);
  const faults: string[] = [];
  for (const { path, operation } of files.changes) {
    if (operation !== 'modify' || !/\.(?:md|markdown|mdx|html)$/i.test(path)) continue;
    const [now, before] = [aroundMarks((await files.text(path)) ?? ''), await files.before(path)];
    if (now === null || typeof before !== 'string') continue;
    for (const key of keys) {
      const isKey = (line: string): boolean => line.startsWith(`${key}:`);
      if (!now.head.some(isKey) && now.body.some((line) => isKey(line) && !before.includes(line)))
        faults.push(`${path}: ${key} stands below the front matter instead of in it`);
    }
  }
  return faults.length === 0 ? [] : [{ name: 'front_matter', passed: false, detail: faults.slice(0, 6).join('; ') }];
}
