import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* "Replace each tab in app.py by 4 spaces.": no line begins with one any more. */

const REPLACES = new RegExp(
  `^(?:please\\s+)?(?:replace|convert|change|turn)\\s+(?:(?:all|each|every)\\s+)?(?:of\\s+)?(?:the\\s+)?tabs?(?:\\s+characters?)?\\s+in\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:by|with|to|into)\\s+(?:\\w{1,8}\\s+)?(?:spaces|blanks)[.!]?$`,
  'i',
);

/** Only where it is all that is asked for. Pure. */
export function withoutTabs(told: string): string | null {
  const masked = mask(told);
  const [, file = ''] = REPLACES.exec(masked.text.trim()) ?? [];
  return standingFor(file, masked, 'F')[0] ?? null;
}

/** The number of the first such line, from 1; null where there is none. Pure. */
export function tabbedLine(text: string): number | null {
  const at = text.split('\n').findIndex((line) => /^ *\t/.test(line));
  return at < 0 ? null : at + 1;
}

/** `told`: the user's words. */
export async function tabsReplaced(files: FilesView, told: string): Promise<CheckResult[]> {
  const name = withoutTabs(told);
  const [path, ...more] = name === null ? [] : files.meant(name);
  if (path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const line = tabbedLine((await files.text(path)) ?? '');
  return line === null
    ? []
    : [{ name: 'tabs_replaced', passed: false, detail: `line ${line} of ${path} still begins with a tab` }];
}
