import { partsOf } from './code-of.js';
import { escaped } from './held.js';
import type { Problem } from './problem.js';

/** Where a name that nothing declares ends the program. */
const DECLARES = /\.[cm]?[jt]sx?$/i;

/** Whether code still uses a variable that it declared before and declares no more. Pure, linear. */
export function leftUnbound(name: string, path: string, text: string, before: string): Problem {
  if (!DECLARES.test(path)) return null;
  const written = `(?<![\\w$.])${escaped(name)}(?![\\w$])`;
  const declares = new RegExp(`\\b(?:const|let|var)\\s{1,9}${escaped(name)}(?![\\w$])`);
  const [was, now] = [partsOf(path, before).code, partsOf(path, text).code];
  if (!declares.test(was) || declares.test(now)) return null;
  // A parameter, an import or a part of something taken apart may be called so, too.
  const line = `[^\\n]{0,200}?${written}[^\\n]{0,200}?`;
  const binds = new RegExp(
    `\\([^()\\n]{0,200}?${written}[^()\\n]{0,200}\\)[^\\n;={}]{0,60}(?:=>|\\{)|${written}\\s{0,9}=>|\\bimport\\b${line}\\bfrom\\b|\\b(?:const|let|var|function|class|catch|declare|global)\\b[^\\n=]{0,200}?${written}|[}\\]]\\s{0,9}=(?!=)[^\\n]{0,200}?${written}|[{[]${line}[}\\]]\\s{0,9}=(?![=>])`,
  );
  const uses = new RegExp(`${written}(?!\\s{0,9}[:=](?!=))`);
  return uses.test(now) && !binds.test(now) ? `${path} still uses ${name}, which it declares no more` : null;
}
