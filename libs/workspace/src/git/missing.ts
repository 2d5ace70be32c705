import type { Git } from './git.js';

/** Which of these objects are not in the store. */
export async function missingOf(git: Git, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { stdout } = await git.run(['cat-file', '--batch-check'], { input: Buffer.from(`${ids.join('\n')}\n`) });
  const lines = stdout.toString('latin1').split('\n');
  return new Set(lines.flatMap((line) => (line.endsWith(' missing') ? [line.slice(0, 40)] : [])));
}
