import picomatch from 'picomatch';
import type { Pattern } from './scan.js';

const MAX_GLOB = 500;

/** A glob as an expression over paths; without a slash it means the name at any depth. */
export function globPattern(glob: string): Pattern | { readonly problem: string } {
  const plain = glob.trim().replace(/^\.?\/+/, '');
  if (plain === '') return { problem: 'the glob is empty; "**/*.ts" finds all TypeScript files' };
  if (plain.length > MAX_GLOB) return { problem: `a glob has at most ${MAX_GLOB} characters` };
  const deep = plain.includes('/') ? plain.replace(/\/$/, '/**') : `**/${plain}`;
  try {
    const expression = picomatch.makeRe(deep, { dot: true });
    return { source: expression.source, flags: expression.flags };
  } catch (error) {
    return { problem: `"${plain}" is not a glob: ${error instanceof Error ? error.message : String(error)}` };
  }
}
