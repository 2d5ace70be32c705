import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../e2e/support/root.js';

const CAN_SWAP = join(ROOT, 'dist', 'libs', 'workspace', 'src', 'landing', 'can-swap.js');
let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'loom-mounts-'));
  for (const name of ['data', 'project']) mkdirSync(join(base, name));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Whether a landing would move files from the data directory into the project, in a process that sees these mounts. */
async function canSwap(...mounts: string[]): Promise<string> {
  const [work, project] = [join(base, 'data'), join(base, 'project')];
  const ask = `import { canSwap } from ${JSON.stringify(CAN_SWAP)};
    console.log(await canSwap(${JSON.stringify(work)}, ${JSON.stringify(project)}));`;
  const args = ['--dev-bind', '/', '/', ...mounts, process.execPath, '--input-type=module', '-e', ask];
  return (await promisify(execFile)('bwrap', args)).stdout.trim();
}

// As in a container, where both are volumes of one disk: link(2) and rename(2) answer EXDEV there.
it('does not move files between two mounts of one file system', async () => {
  const project = join(base, 'project');
  expect(await canSwap()).toBe('true');
  expect(await canSwap('--bind', project, project)).toBe('false');
});
