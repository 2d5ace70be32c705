import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';

/* A script that could be executed, and was written anew without that right, or has gone to another place without it. */

const OF_RIGHTS =
  /\b(?:chmod|executable|execut(?:e|ion)\s+(?:bits?|rights?|permissions?|flags?)|permissions?|x[- ]bits?|file\s+modes?|runnable)\b/i;

/** `prose`: all that was said, without quotations and names. */
export async function rightsKept(files: FilesView, prose: string): Promise<CheckResult[]> {
  if (OF_RIGHTS.test(prose)) return [];
  const lost: string[] = [];
  for (const { path, oldPath, operation } of files.changes) {
    if (operation !== 'modify' && operation !== 'rename') continue;
    if ((await files.isExecutable(path)) || (await files.wasExecutable(oldPath ?? path)) !== true) continue;
    // What names no program to run it is a script no more.
    if ((await files.text(path))?.startsWith('#!') === true) lost.push(path);
  }
  if (lost.length === 0) return [];
  const detail = `could be executed before, and cannot any more: ${listed(lost)} (chmod +x gives it back)`;
  return [{ name: 'rights_kept', passed: false, detail }];
}
