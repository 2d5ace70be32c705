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
      `^[ \\t]{0,80}[^\\n=():+*/%&|^@<>-]{0,200}?${written}[^\\n=():+*/%&|^@<>-]{0,200}(?::[^=\\n]{1,80})?(?:=(?!=)|$)|^[ \\t]{0,80}${written}[ \\t]{0,9}:|${written}[ \\t]{0,9}:=|\\b(?:for|lambda|import|as|global|nonlocal|case|class|def)\\b[^\\n:=]{0,200}?${written}|\\b(?:def|lambda|import)\\b[^:]{0,400}?${written}|\\bimport[ \\t]{1,9}\\*`,
      'm',
    );
  },
};

/** Where a name that nothing declares ends the program. */
const bindingIn = (path: string): Binding | null =>
  /\.[cm]?[jt]sx?$/i.test(path) ? SCRIPT : /\.py$/i.test(path) ? PYTHON : null;

/** Whether code still uses a variable that it declared before and declares no more. Pure, linear. */
export function leftUnbound(name: string, path: string, text: string, before: string): Problem {
  const binding = bindingIn(path);
  if (binding === null) return null;
  const written = escaped(name);
  const declares = binding.declares(written);
  const [was, now] = [partsOf(path, before).code, partsOf(path, text).code];
  if (!declares.test(was) || declares.test(now)) return null;
  const uses = new RegExp(`${asWord(written)}(?!\\s{0,9}[:=](?!=))`);
  if (!uses.test(now) || binding.binds(written).test(now)) return null;
  return `${path} still uses ${name}, which it declares no more`;
}
