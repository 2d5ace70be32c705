import { basename } from 'node:path';
import { argv, splitScript } from './shell-words.js';

/** A folder that is copied to a place which may be a folder already. */
export interface FolderCopy {
  readonly source: string;
  readonly target: string;
  /** Where it lies if the target was there. */
  readonly within: string;
}

const PLAIN = /^(?:\.\/)?[\w@.-]+(?:\/[\w@.-]+)*\/?$/;
const trimmed = (path: string): string => path.replace(/^\.\//, '').replace(/\/$/, '');

/** What `cp -r` does with one folder, as far as the command tells where it runs. Pure. */
export function folderCopies(command: string): FolderCopy[] {
  const copies: FolderCopy[] = [];
  for (const simple of splitScript(command)) {
    const [name = '', ...args] = argv(simple);
    if (/^(?:cd|pushd|popd)$/.test(name)) break;
    const [source = '', target = '', ...others] = args.filter((arg) => !arg.startsWith('-'));
    const isDeep = args.some((arg) => /^-[a-zA-Z]*[rRa]|^--(?:recursive|archive)$/.test(arg));
    const isPlain = [source, target].every(
      (path) => PLAIN.test(path) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(trimmed(path)),
    );
    if (name !== 'cp' || !isDeep || others.length > 0 || !isPlain || args.includes('-T')) continue;
    copies.push({
      ...{ source: trimmed(source), target: trimmed(target) },
      within: `${trimmed(target)}/${basename(trimmed(source))}`,
    });
  }
  return copies;
}
