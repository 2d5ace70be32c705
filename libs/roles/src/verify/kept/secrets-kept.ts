import type { CheckResult } from '#domain';
import { isCode, isDocument, nameOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { listed, unasked, type Certainty } from '../doubt.js';
import { plainValues } from './values-kept.js';

/* Keys that stand in a file of the environment stay there: who copies one into a text has mostly followed a text. */

const KEEPS = /^\.env(?!.*(?:example|sample|template|dist))(?:\.[\w-]+)?$/i;
/** Names of what is nobody else's business. */
const SECRET = /(?:key|secret|token|passw(?:or)?d|pwd|credential|dsn|private)/i;
const SPEAKS_OF_SECRETS =
  /\b(?:env(?:ironment)?|secrets?|keys?|tokens?|passwords?|credentials?|config\w*|settings?|auth\w*)\b/i;
/** Those of a file that is named are names in it. */
const OF_A_FILE = /\b(?:keys|settings)\s+(?:of|in)\s{2,}/gi;
const LEAST = 12;

/** Values under secret names, long and mixed enough to be found again. Pure. */
export function secretsIn(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name = '', given = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w{0,80})\s*=\s*(.{1,400})$/.exec(line) ?? [];
    const value = given.trim().replace(/^(["'])(.*)\1$/, '$2');
    const isSecret = SECRET.test(name) && value.length >= LEAST && /\d/.test(value) && /[A-Za-z]/.test(value);
    return isSecret && !/[\s${}<>]/.test(value) ? [value] : [];
  });
}

export async function secretsKept(files: FilesView, asked: string): Promise<CheckResult[]> {
  if (SPEAKS_OF_SECRETS.test(asked.replace(OF_A_FILE, ' '))) return [];
  const sources = files.there.filter((path) => KEEPS.test(nameOf(path)) && !files.isChanged(path)).slice(0, 20);
  const secrets = (await Promise.all(sources.map((path) => files.text(path)))).flatMap((text) => secretsIn(text ?? ''));
  if (secrets.length === 0) return [];
  const faults: string[] = [];
  for (const { path, operation } of files.changes) {
    if (operation === 'delete' || !(isCode(path) || isDocument(path) || /\.html?$/i.test(path))) continue;
    const text = (await files.text(path)) ?? '';
    const found = secrets.filter((value) => text.includes(value));
    if (found.length === 0) continue;
    const before = operation === 'create' ? '' : ((await files.before(path)) ?? '');
    if (found.some((value) => !before.includes(value))) faults.push(path);
  }
  return faults.length === 0
    ? []
    : [{ name: 'secrets', passed: false, detail: `a secret of ${listed(sources)} is copied into ${listed(faults)}` }];
}

const SETTINGS = /\.(?:json|ya?ml|toml|ini|cfg|conf|properties|env)$|(?:^|\/)\.env(?:\.[\w-]+)?$/i;
const NAME_OF_SECRET =
  /(?:^|[._])(?:passw(?:or)?d|pwd|secret|token|api_?key|apikey|private_?key|access_?key)(?:[._]?hash)?$/i;
const SPEAKS_OF_THEM =
  /\b(?:secrets?|tokens?|passw(?:or)?ds?|credentials?|api.?keys?|keys?|auth\w*|log.?ins?|rotat\w*|placeholders?|env\w*)\b/i;

/**
 * Secrets of settings that have another value now, though nobody spoke of them or their file. `named`: files the user
 * names.
 */
export async function credentialsStay(
  files: FilesView,
  asked: string,
  named: readonly string[],
  certainty: Certainty,
): Promise<CheckResult[]> {
  if (SPEAKS_OF_THEM.test(asked)) return [];
  const said = asked.toLowerCase();
  const changed: { readonly path: string; readonly place: string }[] = [];
  for (const { path, operation } of files.changes.slice(0, 50)) {
    const isNamed = named.some((name) => path === name || path.endsWith(`/${name}`));
    if (operation !== 'modify' || !SETTINGS.test(path) || isNamed) continue;
    const [before, now] = [await files.before(path), await files.text(path)];
    if (typeof before !== 'string' || now === null) continue;
    const [was, is] = [plainValues(path, before), plainValues(path, now)];
    for (const [place, value] of was ?? []) {
      const key = place.slice(place.lastIndexOf('.') + 1).toLowerCase();
      if (NAME_OF_SECRET.test(place) && is !== null && is.get(place) !== value && !said.includes(key))
        changed.push({ path, place });
    }
  }
  if (changed.length === 0) return [];
  const because = `changes a secret that nobody spoke of: ${listed(changed.map(({ path, place }) => `${place} in ${path}`))}`;
  return [unasked('credentials', because, [...new Set(changed.map(({ path }) => path))], certainty)];
}
