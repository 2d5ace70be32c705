import type { Check, Step } from './subject.js';
import { allBoxes } from './wanted/all-boxes.js';
import { allButSome } from './wanted/all-but-some.js';
import { equalParts } from './wanted/equal-parts.js';
import { licenceKept } from './wanted/licence-kept.js';
import { oneCell } from './wanted/one-cell.js';
import { sentenceCount } from './wanted/sentence-count.js';

/** Orders of one sentence that say of what there is exactly what is to be changed, or how much there is to be. */
export const EXACT_ORDERS: readonly Check<Step>[] = [
  ({ files, told }) => allBoxes(files, told),
  ({ files, told }) => oneCell(files, told),
  ({ files, told, landed, changes }) => allButSome(files, told, [...landed, ...changes]),
  ({ files, told }) => licenceKept(files, told),
  ({ files, told, landed, changes }) => equalParts(files, told, [...landed, ...changes]),
  ({ files, told, landed, changes }) => sentenceCount(files, told, [...landed, ...changes]),
];
