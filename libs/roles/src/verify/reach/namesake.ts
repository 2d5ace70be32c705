import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';

/* Work that went into another file of the same name. Pure. */

/** By these a file may be named for another one's sake. */
const SPEAKS_OF_A_MODEL =
  /\b(?:like|similar\w*|same|copy|copies|cop(?:y|ied)|based|compare\w*|mirror\w*|match\w*|consistent|sync\w*|every|all|both|each|any|other|others|also|everywhere|move\w*|from|uses?|using|by|see)\b/i;

/** What a path has before its end. */
const OF_A_PATH = /[\w$/.-]/;

/**
 * `named`: what the user names. `done`: what this step and those before it have changed. `said`: all that was said. A
 * file was changed that nobody spoke of, in a folder that nobody spoke of; the one of its name that the user gave with its
 * folder is as it was, and so are all others that were named.
 */
export function notInANamesake(
  changes: readonly FileChange[],
  there: readonly string[],
  named: readonly string[],
  of: { readonly done: readonly FileChange[]; readonly said: string; readonly prose: string },
): CheckResult[] {
  if (SPEAKS_OF_A_MODEL.test(of.prose)) return [];
  const touched = new Set(of.done.flatMap(({ path, oldPath }) => [path, ...(oldPath === undefined ? [] : [oldPath])]));
  if (named.some((path) => touched.has(path))) return [];
  const said = of.said.toLowerCase();
  const others = changes.flatMap(({ path, operation }) => {
    if (operation !== 'modify') return [];
    const meant = named.filter((one) => one.includes('/') && nameOf(one) === nameOf(path) && there.includes(one));
    const [only] = meant;
    if (only === undefined || meant.length > 1 || path.endsWith(`/${only}`)) return [];
    const folders = path
      .split('/')
      .slice(0, -1)
      .map((one) => one.toLowerCase());
    const others = only.toLowerCase().split('/');
    const isSpokenOf =
      hasWord(of.said, path, OF_A_PATH) || folders.some((one) => !others.includes(one) && hasWord(said, one));
    return isSpokenOf ? [] : [`${path} (${only} is as it was)`];
  });
  const passed = others.length === 0;
  return passed
    ? []
    : [{ name: 'named_file', passed, detail: `the work is in a file that nobody named: ${listed(others)}` }];
}
