import type { CheckResult, FileChange } from '#domain';
import { keysLost } from './keys-kept.js';
import { remarksLost } from './remarks-kept.js';
import { otherGroupChanged } from './one-group.js';
import { inSections, sectionProblem } from './section-kept.js';
import { stated } from '../stated/facts.js';
import { proseOf } from '../stated/masked-text.js';
import type { Fact } from '../stated/fact.js';
import type { FilesView } from '../stated/files-view.js';
import { isLockFile } from '../file-kinds.js';
import { restStays, typesChanged, valuesChanged } from './values-kept.js';

const MOST_FILES = 50;
const OF_VALUES: ReadonlySet<Fact['kind']> = new Set(['setting' as const, 'in_group', 'changed']);

/**
 * Files of settings keep what nobody spoke of, and have what was asked for where it was asked for. `own`: what is due
 * now.
 */
export async function settingsKept(
  files: FilesView,
  changes: readonly FileChange[],
  asked: string,
  own: string,
): Promise<CheckResult[]> {
  const { facts, isWhole } = stated(asked);
  const sections = inSections(own);
  // Where values are all that is spoken of, others stay.
  const isOfValues = isWhole && facts.length > 0 && facts.every(({ kind }) => OF_VALUES.has(kind));
  const stays = isOfValues || restStays(proseOf(asked));
  const faults: string[] = [];
  for (const { path, operation } of changes.slice(0, MOST_FILES)) {
    if (operation !== 'modify' || !/\.(?:json|toml|ya?ml|ini|cfg|conf|env|properties)$/i.test(path)) continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before !== 'string' || now === null) continue;
    const lost = keysLost(path, now, before, asked, facts) ?? remarksLost(path, now, before, asked, facts);
    if (lost !== null) faults.push(`${path}: ${lost}, which nobody asked for`);
    const changed = stays && !isLockFile(path) ? valuesChanged(path, now, before, asked) : null;
    if (changed !== null) faults.push(`${path}: ${changed}, though the rest was to stay`);
    const along = isLockFile(path) ? null : otherGroupChanged(path, now, before, asked);
    if (changed === null && along !== null) faults.push(`${path}: ${along}`);
    const typed = isLockFile(path) ? null : typesChanged(path, now, before, asked, facts);
    if (typed !== null) faults.push(`${path}: ${typed}, which nobody asked for`);
    for (const wanted of sections.filter((one) => path === one.path || path.endsWith(`/${one.path}`)))
      faults.push(...[sectionProblem(wanted, now, before)].filter((problem) => problem !== null));
  }
  return faults.length === 0 ? [] : [{ name: 'settings', passed: false, detail: faults.slice(0, 8).join('; ') }];
}
