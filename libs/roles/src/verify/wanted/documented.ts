import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import { nameOf } from '../file-kinds.js';
import { mask } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';

/* A document that is to tell how scripts are run names them. */

const SCRIPTS = '((?:the\\s+)?(?:scripts?\\s+)?⟦F\\d+⟧(?:(?:\\s*,\\s*|\\s*,?\\s+and\\s+)(?:the\\s+)?⟦F\\d+⟧){0,20})';
const HOW = '(?:how\\s+to\\s+(?:run|start|call|execute|invoke)|(?:the\\s+)?usage\\s+of)';
const SAYS = '(?:document|describe|explain|say|tell|show)';
const TELLS = [
  new RegExp(`\\b${SAYS}\\s+in\\s+(?:the\\s+)?⟦F(\\d+)⟧,?\\s+${HOW}\\s+${SCRIPTS}`, 'gi'),
  new RegExp(`\\b${SAYS}\\s+${HOW}\\s+${SCRIPTS}\\s+in\\s+(?:the\\s+)?⟦F(\\d+)⟧`, 'gi'),
];

/** Documents, each with the scripts whose use it is to tell, as far as a text says so. Pure. */
export function toldOfIn(told: string): { readonly path: string; readonly scripts: readonly string[] }[] {
  const { text, files } = mask(told);
  return TELLS.flatMap((pattern, at) =>
    [...text.matchAll(pattern)].flatMap(([, first = '', second = '']) => {
      const [document, list] = at === 0 ? [first, second] : [second, first];
      const path = files[Number(document)];
      const scripts = [...list.matchAll(/⟦F(\d+)⟧/g)].flatMap(([, index]) => files[Number(index)] ?? []);
      return path === undefined ? [] : [{ path, scripts }];
    }),
  );
}

export async function runsAreTold(files: FilesView, told: string): Promise<CheckResult[]> {
  const faults: string[] = [];
  for (const { path, scripts } of toldOfIn(told)) {
    const [place] = files.meant(path);
    const text = place === undefined || !files.isChanged(place) ? null : await files.text(place);
    if (text === null) continue;
    const missing = scripts.filter((script) => !text.includes(nameOf(script)));
    if (missing.length > 0) faults.push(`${path} does not name ${listed(missing)}`);
  }
  return faults.length === 0 ? [] : [{ name: 'told_of', passed: false, detail: faults.join('; ') }];
}
