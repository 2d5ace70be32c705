import type { FactOf } from '../fact.js';
import type { FilesView } from '../files-view.js';
import type { Problem } from '../problem.js';
import { decoded } from './byte-laws.js';
import { textLaw } from './text-law.js';

/** Whether a file is what its transformations make of what it was; undefined where nobody can tell. */
export async function transformed(
  { path: name, to, steps }: FactOf<'transformed'>,
  files: FilesView,
): Promise<Problem> {
  const path = files.was(name);
  // What this work has made itself was perhaps never otherwise.
  if (path === null) return undefined;
  const [place] = to === null ? (files.there.includes(path) ? [path] : []) : files.meant(to);
  // That a new file is not there is told of elsewhere.
  if (place === undefined) return to === null ? `${path} is gone, and was to be changed` : undefined;
  const coding = steps.find((step) => step.of === 'encoding');
  if (coding !== undefined) {
    const [was, is] = [await files.bytesBefore(path), await files.bytes(place)];
    if (was === null || was === undefined || is === null) return undefined;
    const [text] = decoded(is, coding.to);
    if (text === undefined) return `${place} is not written in ${coding.to}`;
    const readings = decoded(was, coding.from);
    return best(readings.map((before) => textLaw(steps, place, before, text)));
  }
  const [before, text] = [await files.before(path), await files.text(place)];
  return text === null || before === null ? undefined : textLaw(steps, place, before ?? null, text);
}

/** One reading that all is well in is enough. */
const best = (problems: readonly Problem[]): Problem => (problems.includes(null) ? null : problems[0]);
