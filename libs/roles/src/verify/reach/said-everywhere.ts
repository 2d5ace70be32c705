import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isLeftBehind, isLockFile, nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/*
 * "Bump the version from 1.9.0 to 2.0.0 everywhere": no place that tells the project's own version tells the old one.
 */

const VERSION = 'v?(\\d{1,5}(?:\\.\\d{1,5}){1,3}(?:-[\\w.]{1,20})?)';
const RAISES = new RegExp(`\\bversions?\\b[^.;\\n]{0,60}?\\bfrom\\s+${VERSION}\\s+to\\s+${VERSION}(?![\\w.]*\\w)`, 'i');
const EVERYWHERE =
  /\b(?:everywhere|throughout|wherever|(?:in|across)\s+(?:all|every|the\s+whole)\b|all\s+(?:files|places|occurrences))/i;
const NOT_ALL = /\b(?:except|but|only|unless|without|not)\b/i;
const HISTORY =
  /^(?:changes?|change-?log|whats-?new|roadmap|history|news|releases?|release[-_ ]?notes|upgrad\w+|migrat\w+)\b/i;
/** Of a project of its own. */
const APART =
  /(?:^|\/)(?:fixtures?|testdata|test-data|examples?|samples?|vendor|third[-_]party|snapshots?|__snapshots__)\//i;
/** A line of what was, or of what others need. */
const OF_OTHERS =
  /^\s*#{2,}\s|=\s*\{[^{}\n]{0,200}\bversion\s*=|\b(?:since|until|before|deprecated|introduced|added\s+in|as\s+of|requires?|needs?|compatible|depends?|from)\b|[=~^<>]=|[~^<>]\s?v?\d/i;
const OWN = /\bversion\b|__version__|^\s*#\s|^\s*title\b/i;
const SETTINGS = /\.(?:toml|ya?ml|json|xml|gradle|kts|cfg|lock|csproj)$/i;
const MOST_READ = 400;

export async function saidEverywhere(files: FilesView, told: string): Promise<CheckResult[]> {
  const [, from, to] = RAISES.exec(told) ?? [];
  if (from === undefined || to === undefined || !EVERYWHERE.test(told) || NOT_ALL.test(told)) return [];
  const old = new RegExp(`(?<![\\d.])${from.replace(/[.]/g, '\\.')}(?![\\d]|\\.\\d)`);
  const left: string[] = [];
  for (const path of files.there.slice(0, MOST_READ)) {
    if (
      isLockFile(path) ||
      isLeftBehind(path) ||
      HISTORY.test(nameOf(path)) ||
      APART.test(path) ||
      path.startsWith('.git/')
    )
      continue;
    const text = await files.text(path);
    // Of what it needs, where its own is told already.
    if (SETTINGS.test(path) && files.isChanged(path) && text?.includes(to) === true) continue;
    const line =
      text?.includes(from) === true
        ? text.split('\n').find((one) => old.test(one) && OWN.test(one) && !OF_OTHERS.test(one))
        : undefined;
    if (line !== undefined) left.push(path);
  }
  return left.length === 0
    ? []
    : [{ name: 'said_everywhere', passed: false, detail: `still of version ${from}: ${listed(left)}` }];
}
