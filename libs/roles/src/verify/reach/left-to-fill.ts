import { posix } from 'node:path';
import picomatch from 'picomatch';

/*
 * Folders that a step makes for what a step behind it puts into them: until then they are empty, and no tree keeps
 * them. Pure.
 */

const normal = (path: string): string => posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '');
/** A path up to where a pattern begins. */
const rootOf = (path: string): string => normal(picomatch.scan(path.replace(/^\.\//, '')).base);

/**
 * `awaited`: outputs of the steps that wait for this one. Whether one lies in the folder, so that it is looked at with
 * them.
 */
export const isLeftToFill = (folder: string, awaited: readonly string[] = []): boolean =>
  awaited.some((path) => `${rootOf(path)}/`.startsWith(`${normal(folder)}/`));
