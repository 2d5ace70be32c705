import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isLeftBehind, isLockFile, nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* "Bump the version from 1.9.0 to 2.0.0 everywhere": no place that tells the project's own version tells the old one. */

const VERSION = 'v?(\\d{1,5}(?:\\.\\d{1,5}){1,3}(?:-[\\w.]{1,20})?)';
const RAISES = new RegExp(`\\bversions?\\b[^.;\\n]{0,60}?\\bfrom\\s+${VERSION}\\s+to\\s+${VERSION}(?![\\w.]*\\w)`, 'i');
const EVERYWHERE =
  /\b(?:everywhere|throughout|wherever|(?:in|across)\s+(?:all|every|the\s+whole)\b|all\s+(?:files|places|occurrences))/i;
const NOT_ALL = /\b(?:except|but|only|unless|without|not)\b/i;
const HISTORY = /^(?:change-?log|history|news|releases?|release[-_ ]?notes|upgrad\w+|migrat\w+)\b/i;
/** A line of what was, or of what others need. */
const OF_OTHERS =
  /\b(?:since|until|before|deprecated|introduced|added\s+in|as\s+of|requires?|needs?|compatible|depends?|from)\b|[=~^<>]=|[~^<>]\s?v?\d/i;
const OWN = /\bversion\b|__version__|^\s*#|^\s*title\b/i;
const MOST_READ = 400;

export async function saidEverywhere(files: FilesView, told: string): Promise<CheckResult[]> {
  const [, from, to] = RAISES.exec(told) ?? [];
  if (from === undefined || to === undefined || !EVERYWHERE.test(told) || NOT_ALL.test(told)) return [];
  const old = new RegExp(`(?<![\\d.])${from.replace(/[.]/g, '\\.')}(?![\\d]|\\.\\d)`);
  const left: string[] = [];
  for (const path of files.there.slice(0, MOST_READ)) {
    if (isLockFile(path) || isLeftBehind(path) || HISTORY.test(nameOf(path)) || path.startsWith('.git/')) continue;
    const text = await files.text(path);
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
