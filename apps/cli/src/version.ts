import { readFileSync } from 'node:fs';
import { WrongUsage } from './exit-codes.js';

/** From the package this file belongs to, whether it runs from dist or from the sources. */
export function version(): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as Record<
        string,
        unknown
      >;
      if (name === 'loom-engine' && typeof version === 'string') return version;
    } catch {
      // no package here
    }
    if (folder.pathname === '/')
      throw new WrongUsage('the package of this command is not complete', 'Install Loom again.');
  }
}
