import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { isTestFile } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';

/* Functions that are asked for by name and do nothing, only say that they do it, or only refuse to. */

/** What may be all there is to write. */
const MAY_BE_EMPTY =
  /\b(?:todos?|stubs?|placeholders?|skeletons?|scaffold\w*|abstract|interfaces?|protocols?|mock\w*|no-?op|nothing|empty|dummy|default|hooks?|callbacks?|overrid\w*|subclass\w*|base\s+class|later)\b/i;
const MAY_SPEAK =
  /\b(?:print\w*|log\w*|output\w*|show\w*|say\w*|greet\w*|display\w*|console|stdout|echo\w*|warn\w*|tell\w*|announc\w*|report\w*)\b/i;

const MAY_THROW =
  /\b(?:throw\w*|rais(?:e|es|ing)|errors?|exceptions?|panics?|reject\w*|refus\w*|fail\w*|unsupported|not\s+supported|invalid|deprecat\w*|remov\w*|disabl\w*|forbid\w*|unreachable|never|exits?|abort\w*)\b/i;

/** What was there may be so under another name, or in another place. */
const RESTRUCTURES =
  /\b(?:renam|mov(?:e|es|ed|ing)\b|extract|split|convert|port\b|refactor|translat|cop(?:y|ied)|merg|rewrit|format)/i;
/** A text by which something is being done, or has been. */
const CLAIMS = /["'`][^"'`]{0,80}\b\w{2,20}(?:ing|ed)\b/i;

/** "raiseAlarm" and "raise_alarm" as "raise Alarm" and "raise alarm". */
const spaced = (name: string): string => name.replace(/([a-z])(?=[A-Z])/g, '$1 ').replaceAll('_', ' ');

export interface EmptyBody {
  readonly name: string;
  readonly does: keyof typeof DOES;
}
/** All that there is in it. */
const DOES = { nothing: 'has nothing in it', speaks: 'only says something', throws: 'only throws' };

/** Pure, linear. */
export const emptyBodies = (path: string, text: string): EmptyBody[] =>
  path.endsWith('.py') ? inPython(text) : /\.[cm]?[jt]s$/.test(path) ? inScript(text) : [];

/** Nothing of what the function is given is in the text. */
const RAISES = /^raise \w{1,60}(?:\((?:"[^"{}]{0,200}"|'[^'{}]{0,200}')?\))?$/;

const indentOf = (line: string): number => line.length - line.trimStart().length;

function inPython(text: string): EmptyBody[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at): EmptyBody[] => {
    const [, name, rest = ''] = /^\s{0,80}(?:async )?def (\w+)\([^()\n]{0,200}\)[^:\n]{0,80}:(.*)$/.exec(line) ?? [];
    if (name === undefined || (lines[at - 1] ?? '').trimStart().startsWith('@')) return [];
    const body = rest.trim() === '' ? bodyBelow(lines, at) : [rest.trim()];
    if (body === null) return [];
    const does = body.filter((one) => !/^(?:pass|\.\.\.|return)\s*(?:#.*)?$/.test(one));
    if (does.length === 0) return [{ name, does: 'nothing' }];
    if (does.length === 1 && RAISES.test(does[0] ?? '')) return [{ name, does: 'throws' }];
    return does.every((one) => /^(?:print|logging\.\w+|logger\.\w+)\(.*\)$/.test(one) && CLAIMS.test(one))
      ? [{ name, does: 'speaks' }]
      : [];
  });
}

/** More is no empty one. */
const MOST_LINES = 40;

/** Statements of a function without its description and remarks; null where it is too long to be empty. */
function bodyBelow(lines: readonly string[], at: number): string[] | null {
  const indent = indentOf(lines[at] ?? '');
  const body: string[] = [];
  let quote = '';
  for (let i = at + 1; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim();
    if (i - at > MOST_LINES) return null;
    if (quote !== '') {
      if (line.endsWith(quote)) quote = '';
      continue;
    }
    if (line === '' || line.startsWith('#')) continue;
    if (indentOf(lines[i] ?? '') <= indent) break;
    const opens = body.length === 0 ? /^[rRuU]?("""|''')/.exec(line)?.[1] : undefined;
    if (opens === undefined) body.push(line);
    else if (line.indexOf(opens, line.indexOf(opens) + 3) < 0) quote = opens;
  }
  return body;
}

const SCRIPT =
  /(?:\bfunction (\w{1,80})|^[ \t]{1,40}(?:(?:static|async|public|private) )?(\w{1,80})|\b(?:const|let) (\w{1,80}) = (?:async )?(?=\())\([^()\n]{0,200}\)(?:: [\w<>[\]]{1,60})? ?(?:=> ?)?\{\s{0,200}((?:\/\/[^\n]{0,200}\n\s{0,80}|console\.\w+\([^\n]{0,300}\);?\s{0,80}){0,5}(?:throw new \w{1,60}\((?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|`[^`$\n]{0,200}`)?\);?\s{0,200})?)\}/gm;

const inScript = (text: string): EmptyBody[] =>
  [...text.matchAll(SCRIPT)].flatMap(([, first, second, third, body = '']): EmptyBody[] => {
    const name = first ?? second ?? third ?? '';
    if (/^(?:if|for|while|switch|catch|constructor)$/.test(name)) return [];
    if (/^\s*throw /m.test(body)) return [{ name, does: 'throws' }];
    if (!body.includes('console.')) return [{ name, does: 'nothing' }];
    return CLAIMS.test(body) ? [{ name, does: 'speaks' }] : [];
  });

/** `told`: the user's words. */
export async function bodiesThere(files: FilesView, told: string): Promise<CheckResult[]> {
  if (MAY_BE_EMPTY.test(told) || RESTRUCTURES.test(told)) return [];
  const words = new Set(told.match(/[A-Za-z_$][\w$]*/g));
  const faults: string[] = [];
  for (const { path, operation } of files.changes.slice(0, 100)) {
    const text = operation === 'delete' || isTestFile(path) ? null : await files.text(path);
    if (text === null) continue;
    const found = emptyBodies(path, text).filter(
      ({ name, does }) =>
        words.has(name) &&
        !(does === 'speaks' && MAY_SPEAK.test(told)) &&
        !(does === 'throws' && (MAY_THROW.test(told) || MAY_THROW.test(spaced(name)))),
    );
    if (found.length === 0) continue;
    const before = new Set(emptyBodies(path, (await files.before(path)) ?? '').map(({ name }) => name));
    for (const { name, does } of found) if (!before.has(name)) faults.push(`${name} in ${path} ${DOES[does]}`);
  }
  return faults.length === 0
    ? []
    : [{ name: 'bodies', passed: false, detail: `asked for by name, and ${listed(faults)}` }];
}
