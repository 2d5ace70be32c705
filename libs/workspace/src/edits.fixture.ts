import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Edit =
  | { readonly kind: 'file'; readonly path: string; readonly content: string; readonly mode: number }
  | { readonly kind: 'dir'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'line'; readonly path: string; readonly line: number; readonly text: string };

/** Does what it can: what stands in the way is removed. */
export function act(root: string, all: readonly Edit[]): void {
  for (const one of all) {
    const file = join(root, one.path);
    if (one.kind === 'line') {
      const lines = readFileSync(file, 'utf8').split('\n');
      lines[one.line] = one.text;
      writeFileSync(file, lines.join('\n'));
      continue;
    }
    const parts = one.path.split('/');
    for (let n = 1; n < parts.length; n++) {
      const above = join(root, ...parts.slice(0, n));
      if (lstatSync(above, { throwIfNoEntry: false })?.isDirectory() !== true) rmSync(above, { force: true });
    }
    rmSync(file, { recursive: true, force: true });
    if (one.kind === 'remove') continue;
    mkdirSync(join(file, '..'), { recursive: true });
    if (one.kind === 'dir') mkdirSync(file);
    else if (one.kind === 'link') symlinkSync(one.target, file);
    else {
      writeFileSync(file, one.content);
      chmodSync(file, one.mode);
    }
  }
}
