import type { CheckResult } from '#domain';
import { isCode } from '../file-kinds.js';
import { hasWord } from '../has-word.js';
import { partsOf } from '../stated/code-of.js';
import { escaped } from '../stated/held.js';
import type { FilesView } from '../stated/files-view.js';

/* "Add a method area to the class Rect": it is defined in the class, and not beside it. */

const KIND = '(?:new\\s+|static\\s+|public\\s+|private\\s+|async\\s+|abstract\\s+|class\\s+){0,3}';
const NAME = '`?([A-Za-z_$][\\w$]*)(?:\\([^()\\n]{0,80}\\))?`?';
const ADDS = [
  `\\b(?:add|implement|write|define)\\s+(?:an?\\s+|the\\s+)?${KIND}method\\s+(?:(?:named|called)\\s+)?${NAME}\\b[^.;\\n]{0,80}?\\b(?:to|in|into|on)\\s+(?:the\\s+)?class\\s+${NAME}`,
  `\\b(?:add|implement|write|define)\\s+(?:an?\\s+|the\\s+)?${KIND}method\\s+(?:(?:named|called)\\s+)?${NAME}\\b[^.;\\n]{0,80}?\\b(?:to|in|into|on)\\s+(?:the\\s+)?${NAME}\\s+class\\b`,
  `(?<![\\p{L}])(?:ajoute[rz]?|añade|agrega|aggiungi|adicion[ae]|füge|ergänze)\\s+(?:une|la|un|una|uma|a|eine|die|il|el|o)\\s+(?:neue\\s+)?(?:méthode|método|metodo|methode)\\s+${NAME}\\s+(?:à|a|alla|zur|in)\\s*(?:der\\s+)?(?:la\\s+)?(?:classe|clase|klasse)\\s+${NAME}`,
].map((form) => new RegExp(form, 'iu'));

/** Pure. */
function methodIn(told: string): { readonly method: string; readonly of: string } | null {
  const [, method, of] = ADDS.map((form) => form.exec(told)).find((match) => match !== null) ?? [];
  return method === undefined || of === undefined ? null : { method, of };
}

/** Nobody opens one class more often. */
const MOST_BODIES = 50;

/** Bodies of a class, of what extends it and of what implements it. Pure, linear. */
export function bodiesOf(path: string, code: string, name: string): string[] {
  const head = new RegExp(
    `^([ \\t]*)(?:[\\w@]+[ \\t]+){0,4}(?:class|struct|extension|impl|interface|object|trait|module)\\b[^\\n{:]{0,60}\\b${escaped(name)}\\b`,
    'gm',
  );
  return [...code.matchAll(head)].slice(0, MOST_BODIES).map((match) => {
    const from = match.index + match[0].length;
    if (/\.(?:pyi?|rb|ex|exs|lua)$/i.test(path)) {
      const margin = match[1]?.length ?? 0;
      const lines = code.slice(from).split('\n');
      const end = lines.findIndex((line, at) => at > 0 && line.trim() !== '' && line.search(/\S/) <= margin);
      return lines.slice(0, end < 0 ? undefined : end).join('\n');
    }
    let depth = 0;
    for (let at = code.indexOf('{', from); at >= 0 && at < code.length; at++) {
      if (code[at] === '{') depth++;
      else if (code[at] === '}' && --depth === 0) return code.slice(from, at);
    }
    return code.slice(from);
  });
}

/** `told`: the user's words. */
export async function methodInClass(files: FilesView, told: string): Promise<CheckResult[]> {
  const wanted = methodIn(told);
  if (wanted === null) return [];
  const { method, of } = wanted;
  const changed = files.changes.filter(({ path, operation }) => operation !== 'delete' && isCode(path));
  let isBeside = false;
  let classes = 0;
  for (const { path } of changed) {
    const text = (await files.text(path)) ?? '';
    const { code } = partsOf(path, text);
    const bodies = bodiesOf(path, code, of);
    classes += bodies.length;
    // "Rect.prototype.area = …", "fun Rect.area()", "func (r *Rect) area()".
    const isOf = new RegExp(`\\b${escaped(of)}\\b[^\\n]{0,40}[.:)]\\s?${escaped(method)}\\b`);
    if (bodies.some((body) => hasWord(body, method)) || isOf.test(code) || /\bsetattr\b/.test(code)) return [];
    const before = (await files.before(path)) ?? '';
    if (hasWord(code, method) && !hasWord(before, method)) isBeside = true;
  }
  if (!isBeside || classes === 0) return [];
  return [
    {
      name: 'method_in_class',
      passed: false,
      detail: `${method} is defined outside of the class ${of}, which it was to be a method of`,
    },
  ];
}
