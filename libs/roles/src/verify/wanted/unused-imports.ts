import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor } from '../stated/masked-text.js';
import { importedIn, importsIn, without } from '../stated/imports.js';

/* "Remove the unused imports from main.py": none is left that nothing uses. */

const ASKS = new RegExp(
  `^(?:please\\s+)?(?:remove|delete|drop|clean\\s+up)\\s+(?:all\\s+(?:of\\s+)?)?(?:the\\s+)?(?:unused|unneeded|unnecessary)\\s+imports?\\s+(?:from|in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})[.!]?$`,
  'i',
);
/** What is imported for what it does, or for others. */
const FOR_OTHERS =
  /\b__all__\b|\bnoqa\b|\beslint-disable|@jsx\b|\b__future__\b|\bImportError\b|\bModuleNotFoundError\b/;

/** The file, where that is all that is asked for. Pure. */
export function cleansIn(told: string): string | null {
  const masked = mask(told);
  return standingFor(ASKS.exec(masked.text.trim())?.[1] ?? '', masked, 'F')[0] ?? null;
}

/** Names that are imported and stand nowhere else, in texts and remarks neither. Pure, linear. */
export function unusedIn(path: string, text: string): string[] {
  if (FOR_OTHERS.test(text)) return [];
  const words = new Set(without(importsIn(path, text), text).match(/[A-Za-z_$][\w$]*/g));
  // JSX is made of calls of it.
  return importedIn(path, text).filter((name) => !words.has(name) && name !== 'React' && name !== 'h');
}

/** `told`: the user's words. */
export async function noneUnused(files: FilesView, told: string): Promise<CheckResult[]> {
  const asked = cleansIn(told);
  const [path, ...others] = asked === null ? [] : files.meant(asked);
  if (path === undefined || others.length > 0 || !/(?<!__init__)\.(?:py|[cm]?[jt]sx?)$/i.test(path)) return [];
  const text = files.isChanged(path) ? await files.text(path) : null;
  const left = text === null ? [] : unusedIn(path, text);
  return left.length === 0
    ? []
    : [{ name: 'unused_imports', passed: false, detail: `${path} still imports ${left.join(', ')} for nothing` }];
}
