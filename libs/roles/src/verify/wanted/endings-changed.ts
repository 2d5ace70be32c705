import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isCode, isLookedFor } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* "Rename all .jpeg files to .jpg": each of them has the new ending, and none is left or lost. */

const TYPE = '\\*?\\.([a-z][a-z0-9]{0,9})';
const FOLDER =
  '(?:\\s+(?:in|under|inside|of)\\s+(?:the\\s+)?(?:(?:folder|directory)\\s+)?([\\w@.-]{1,60}(?:/[\\w@.-]{1,60}){0,6})/?(?:\\s+(?:folder|directory))?)?';
const ALL = '(?:all|every|each)(?:\\s+of)?(?:\\s+the)?\\s+';
const FORMS = [
  `rename\\s+${ALL}${TYPE}\\s+files?${FOLDER}\\s+(?:to|into|as|so\\s+that\\s+they\\s+end\\s+in)\\s+(?:have\\s+the\\s+(?:extension|ending)\\s+)?${TYPE}(?:\\s+files?)?`,
  `change\\s+the\\s+(?:file\\s+)?(?:extensions?|endings?)\\s+of\\s+${ALL}${TYPE}\\s+files?${FOLDER}\\s+to\\s+${TYPE}`,
].map((words) => new RegExp(`^(?:please\\s+)?${words}[.!]?$`, 'i'));

export interface EndingChange {
  readonly from: string;
  readonly to: string;
  /** Null = everywhere. */
  readonly folder: string | null;
}

/** Only where it is all that is asked for. Pure. */
export function endingChange(told: string): EndingChange | null {
  const text = told.trim().slice(0, LONGEST);
  const match = FORMS.map((one) => one.exec(text)).find((found) => found !== null);
  const [, from = '', folder = '', to = ''] = match ?? [];
  const place = /^(?:this|the|current|root|project|workspace|\.)$/i.test(folder) || folder === '' ? null : folder;
  return from === '' || from.toLowerCase() === to.toLowerCase()
    ? null
    : { from: from.toLowerCase(), to: to.toLowerCase(), folder: place };
}
const LONGEST = 400;

/** `told`: the user's words. */
export async function endingsChanged(files: FilesView, told: string): Promise<CheckResult[]> {
  const change = endingChange(told);
  if (change === null || files.changes.length === 0) return [];
  const { from, to, folder } = change;
  const isMeant = (path: string): boolean =>
    path.toLowerCase().endsWith(`.${from}`) && (folder === null || `/${path}`.includes(`/${folder}/`));
  const left = files.there.filter((path) => isMeant(path) && !isLookedFor(path));
  const gone = files.changes.flatMap(({ path, oldPath, operation }) => {
    const was = oldPath ?? (operation === 'delete' ? path : '');
    return isMeant(was) ? [was] : [];
  });
  const renamed = (path: string): string => path.slice(0, -from.length) + to;
  const there = new Set(files.there.map((path) => path.toLowerCase()));
  const isThere = (path: string): boolean => there.has(renamed(path).toLowerCase());
  const lost = gone.filter((path) => !isThere(path));
  const changed: string[] = [];
  for (const path of gone.filter(isThere)) {
    const [now, was] = [await files.bytes(renamed(path)), await files.bytesBefore(path)];
    // What speaks of the old names may follow them, and code its new language.
    const mayFollow = isCode(path) || isCode(renamed(path)) || was?.includes(`.${from}`) === true;
    if (now !== null && was && !mayFollow && !now.equals(was)) changed.push(path);
  }
  const problem =
    left.length > 0
      ? `still ends in .${from}: ${listed(left)}`
      : lost.length > 0
        ? `gone, and was to end in .${to}: ${listed(lost)}`
        : changed.length > 0
          ? `holds something else under its new name: ${listed(changed)}`
          : null;
  return problem === null ? [] : [{ name: 'endings_changed', passed: false, detail: problem }];
}
