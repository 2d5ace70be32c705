import { partsOf } from './code-of.js';
import { escaped } from './held.js';
import type { Problem } from './problem.js';

/** How a language declares a variable, and how else it may bind a name; `name`: written for a pattern. */
interface Binding {
  readonly declares: (name: string) => RegExp;
  readonly binds: (name: string) => RegExp;
}

/** A name as a word of its own, and not as a member of something. */
const asWord = (name: string): string => `(?<![\\w$.])${name}(?![\\w$])`;

const SCRIPT: Binding = {
  declares: (name) => new RegExp(`\\b(?:const|let|var)\\s{1,9}${name}(?![\\w$])`),
  // A parameter, an import or a part of something taken apart may be called so, too.
  binds: (name) => {
    const written = asWord(name);
    const line = `[^\\n]{0,200}?${written}[^\\n]{0,200}?`;
    return new RegExp(
      `\\([^()\\n]{0,200}?${written}[^()\\n]{0,200}\\)[^\\n;={}]{0,60}(?:=>|\\{)|${written}\\s{0,9}=>|\\bimport\\b${line}\\bfrom\\b|\\b(?:const|let|var|function|class|catch|declare|global)\\b[^\\n=]{0,200}?${written}|[}\\]]\\s{0,9}=(?!=)[^\\n]{0,200}?${written}|[{[]${line}[}\\]]\\s{0,9}=(?![=>])`,
    );
  },
};

const PYTHON: Binding = {
  declares: (name) => new RegExp(`^[ \\t]{0,80}${name}[ \\t]{0,9}(?::[^=\\n]{1,80})?=(?!=)`, 'm'),
  // "total += 1" binds nothing; what is imported as a whole may bring anything.
  binds: (name) => {
    const written = asWord(name);
    return new RegExp(
      `^[ \\t]{0,80}[^\\n=():+*/%&|^@<>-]{0,200}?${written}[^\\n=():+*/%&|^@<>-]{0,200}(?::[^=\\n]{1,80})?(?:=(?!=)|$)|^[ \\t]{0,80}${written}[ \\t]{0,9}:|${written}[ \\t]{0,9}:=|\\b(?:for|lambda|import|as|global|nonlocal|case|class|def)\\b[^\\n:=]{0,200}?${written}|\\b(?:def|lambda)\\b[^:]{0,400}?${written}|\\bimport[ \\t]{0,9}\\([^()]{0,400}?${written}|\\bimport\\b(?:[^\\n]{0,200}\\\\\\n){1,9}[^\\n]{0,200}?${written}|\\bimport[ \\t]{1,9}\\*`,
      'm',
    );
  },
};

/** Where a name that nothing declares ends the program. */
const bindingIn = (path: string): Binding | null =>
  /\.[cm]?[jt]sx?$/i.test(path) ? SCRIPT : /\.py$/i.test(path) ? PYTHON : null;

/** Whether code uses a name that nothing in it can have given anything. Pure, linear. */
export function isUnbound(name: string, path: string, text: string): boolean {
  const binding = bindingIn(path);
  if (binding === null) return false;
  const written = escaped(name);
  const { code } = partsOf(path, text);
  const uses = new RegExp(`${asWord(written)}(?!\\s{0,9}[:=](?!=))`);
  return uses.test(code) && !binding.declares(written).test(code) && !binding.binds(written).test(code);
}

/** Whether code still uses a variable that it declared before and declares no more. Pure, linear. */
export function leftUnbound(name: string, path: string, text: string, before: string): Problem {
  const wasDeclared = bindingIn(path)?.declares(escaped(name)).test(partsOf(path, before).code) === true;
  return wasDeclared && isUnbound(name, path, text) ? `${path} still uses ${name}, which it declares no more` : null;
}
