import type { CheckResult, FileChange } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';

/* Work that went into another file of the same name. Pure. */

/** By these a file may be named for another one's sake. */
const SPEAKS_OF_A_MODEL =
  /\b(?:like|similar\w*|same|copy|copies|cop(?:y|ied)|based|compare\w*|mirror\w*|match\w*|consistent|sync\w*|every|all|both|each|any|other|others|also|everywhere|move\w*|from|uses?|using|by|see)\b/i;

/** What a path has before its end. */
const OF_A_PATH = /[\w$/.-]/;

/**
 * `named`: what the user names. `done`: what this step and those before it have changed. `said`: all that was said. A
 * file was changed that nobody spoke of, in a folder that nobody spoke of; the one of its name that the user gave with
 * its folder is as it was, and so are all others that were named.
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

/** Orders that change a file which is there. */
const CHANGED = new RegExp(
  `\\b(?:to|in|fix|mend|correct|change|update|edit|improve|refactor|extend)\\s+(?:the\\s+)?(?:(?:existing|file)\\s+){0,2}(${FILE})`,
  'giu',
);
/** By these a file may be made anew, wherever another one of its name is. */
const MAKES =
  /\b(?:create|make|generate|scaffold|set\s+up|new|second|another|separate|split|extract|own|per|write|save|store|output)\b/i;

/**
 * `told`: the user's words. A file that they name by its name alone, and want to be changed, was there once; it is as
 * it was, and another one of its name was made, in a folder that they do not speak of.
 */
export function notInANewNamesake(
  changes: readonly FileChange[],
  there: readonly string[],
  told: string,
  of: { readonly done: readonly FileChange[] },
): CheckResult[] {
  const masked = mask(told);
  if (MAKES.test(masked.text) || SPEAKS_OF_A_MODEL.test(masked.text)) return [];
  const touched = new Set(of.done.flatMap(({ path, oldPath }) => [path, ...(oldPath === undefined ? [] : [oldPath])]));
  const named = [...masked.text.matchAll(CHANGED)].flatMap(([, token = '']) => standingFor(token, masked, 'F'));
  const others = [...new Set(named)].flatMap((name) => {
    const before = there.filter((path) => nameOf(path) === name && !touched.has(path));
    const [only] = before;
    const made = changes.filter(({ path, operation }) => operation === 'create' && nameOf(path) === name);
    const isTouched = of.done.some(({ path, operation }) => operation !== 'create' && nameOf(path) === name);
    if (name.includes('/') || only === undefined || before.length > 1 || isTouched) return [];
    return made
      .filter(
        ({ path }) =>
          !path
            .split('/')
            .slice(0, -1)
            .some((folder) => hasWord(told, folder)),
      )
      .map(({ path }) => `${path} (${only} is as it was)`);
  });
  return others.length === 0
    ? []
    : [{ name: 'named_file', passed: false, detail: `another file of the name was made: ${listed(others)}` }];
}
