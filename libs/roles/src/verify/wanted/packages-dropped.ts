import type { CheckResult } from '#domain';
import { unasked } from '../doubt.js';
import { isLeftBehind, isScript } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { BUILT_IN, mayBeMissing, namesIn, packagesIn } from './packages-declared.js';

/* Packages that a project no longer declares, and that its code still takes. */

const MOST_READ = 400;

/** `told`: the user's words. Who speaks of the manifest may mean it alone. */
export async function packagesDropped(files: FilesView, told: string): Promise<CheckResult[]> {
  const manifests = files.there.filter((path) => /(?:^|\/)package\.json$/.test(path) && !isLeftBehind(path));
  const declared = new Set<string>();
  const were = new Set<string>();
  for (const path of manifests) {
    const text = await files.text(path);
    for (const name of namesIn(text ?? '')) declared.add(name);
    const before = files.isChanged(path) ? await files.before(path) : null;
    if (typeof before === 'string' && text !== null && isJson(text)) for (const name of namesIn(before)) were.add(name);
  }
  const dropped = [...were].filter((name) => !declared.has(name) && !BUILT_IN.has(name));
  if (dropped.length === 0) return [];
  const faults: string[] = [];
  for (const path of files.there.filter((one) => isScript(one) && !isLeftBehind(one)).slice(0, MOST_READ)) {
    const text = await files.text(path);
    const taken =
      text === null ? [] : packagesIn(text).filter((name) => dropped.includes(name) && !mayBeMissing(text, name));
    if (taken.length > 0) faults.push(`${path} still takes ${taken.join(', ')}`);
  }
  if (faults.length === 0) return [];
  const because = `leaves what package.json no longer declares in use: ${faults.slice(0, 6).join('; ')}`;
  return [unasked('packages_dropped', because, [], /\bpackage\.json\b/.test(told) ? 'doubtful' : 'certain')];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
