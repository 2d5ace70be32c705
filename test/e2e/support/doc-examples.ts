import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** What stands in fenced blocks of shell, by the heading above. */
export function examplesIn(page: string): { heading: string; lines: string[] }[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const found: { heading: string; lines: string[] }[] = [];
  let heading = '';
  let block: string[] | null = null;
  for (const line of text.split('\n')) {
    if (block === null && /^#+ /.test(line)) heading = line.replace(/^#+ /, '');
    else if (block === null && line === '```sh') found.push({ heading, lines: (block = []) });
    else if (line.startsWith('```')) block = null;
    else block?.push(line);
  }
  return found;
}
