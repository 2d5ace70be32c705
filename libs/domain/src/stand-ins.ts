import type { CheckResult, StandIn } from './outcomes.js';

/* Files in place of planned ones are told in the summary of their step, by which later steps know them. Pure. */

/** Empty: nothing stands for anything. */
export const standInsTold = (checks: readonly CheckResult[]): string =>
  checks
    .flatMap(({ passed, standIn }) => (passed && standIn !== undefined ? [standIn] : []))
    .map(({ output, path }) =>
      path === null
        ? `[Loom] There is no ${output}, though planned.`
        : `[Loom] ${path} stands for the planned ${output}.`,
    )
    .join(' ');

/** Out of such a summary, those that a file stands for. */
export function standInsIn(summary: string): (StandIn & { readonly path: string })[] {
  const [first = ''] = summary.split('\n', 1);
  if (!first.startsWith('[Loom] ')) return [];
  return first.split('[Loom] ').flatMap((said) => {
    const [, path, output] = /^(.{1,1000}) stands for the planned (.{1,1000})\.\s*$/.exec(said) ?? [];
    return path === undefined || output === undefined ? [] : [{ output, path }];
  });
}
