import { isScript } from '../file-kinds.js';
import { partsOf } from './code-of.js';
import { escaped } from './held.js';
import { onlyUsed } from './only-used.js';
import type { Problem } from './problem.js';

/** How a language declares a variable; `name`: written for a pattern. */
const declares = (path: string, name: string): RegExp =>
  isScript(path)
    ? new RegExp(`\\b(?:const|let|var)\\s{1,9}${name}(?![\\w$])`)
    : new RegExp(`^[ \\t]{0,80}${name}[ \\t]{0,9}(?::[^=\\n]{1,80})?=(?!=)`, 'm');

/** Whether code still uses a variable that it declared before and declares no more. Pure, linear. */
export function leftUnbound(name: string, path: string, text: string, before: string): Problem {
  if (!isScript(path) && !/\.py$/i.test(path)) return null;
  const wasDeclared = declares(path, escaped(name)).test(partsOf(path, before).code);
  return wasDeclared && onlyUsed(path, text, [name]).has(name)
    ? `${path} still uses ${name}, which it declares no more`
    : null;
}
