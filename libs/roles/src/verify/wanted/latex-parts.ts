import type { CheckResult, FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { AS_IT_STANDS } from '../text/refused-form.js';
import { withoutBlocks } from '../text/without-blocks.js';

/* Files that a LaTeX text is put together of. */

const MOST_FILES = 100;
const INPUT = /^[^%\n]*?\\(?:input|include)\{([^{}\n]{1,200})\}/gm;
/** What every installation has. */
const OF_TEX =
  /^(?:glyphtounicode|binhex|insbox|epsf|multido|random|supp-[\w-]+|pgf[\w-]*|tikz[\w-]*|pst-[\w-]+)(?:\.tex)?$/;
const IF_THERE = /FileExists\b|\\verb\b/;
/** Parts that a LaTeX text has come to take in, and that are not there. */
export async function partsThere(files: FilesView, done: readonly FileChange[]): Promise<CheckResult[]> {
  const written = new Set(done.flatMap(({ path, operation }) => (operation === 'delete' ? [] : [path])));
  const faults: string[] = [];
  for (const path of [...written].filter((one) => /\.tex$/i.test(one)).slice(0, MOST_FILES)) {
    const before = (await files.before(path)) ?? '';
    const text = withoutBlocks((await files.text(path)) ?? '', AS_IT_STANDS);
    for (const [line, part = ''] of text.matchAll(INPUT)) {
      if (OF_TEX.test(part) || IF_THERE.test(line) || text.includes(`FileExists{${part}`)) continue;
      const names = /\.\w{1,5}$/.test(part) ? [part] : [`${part}.tex`, part];
      const isThere = files.there.some((one) => names.some((name) => one === name || one.endsWith(`/${name}`)));
      if (!isThere && !/[\\#]/.test(part) && !before.includes(`{${part}}`))
        faults.push(`${path} takes in ${part}, which is not there`);
    }
  }
  return faults.length === 0 ? [] : [{ name: 'parts', passed: false, detail: faults.slice(0, 6).join('; ') }];
}
