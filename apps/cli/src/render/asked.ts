import type { ApprovalView } from '../api/views.js';
import type { Colors } from '../output.js';
import { diffLines } from './diff.js';
import { visible, wrapWhole } from './text.js';

/** What an answer counts for, nothing of it left out; long lines go on in the next where `columns` says. */
export function askedLines(
  { command, diff, paths }: Pick<ApprovalView, 'command' | 'diff' | 'paths'>,
  colors: Colors,
  columns: number | null = null,
): string[] {
  if (command !== null)
    return visible(command)
      .split('\n')
      .flatMap((line) => wrapWhole(line.replaceAll('\t', '    '), columns === null ? null : columns - 2))
      .map((line) => `$ ${line}`);
  const about = `about: ${paths.map((path) => visible(path).replaceAll('\n', '\\n')).join(', ')}`;
  return [
    ...(paths.length === 0 ? [] : wrapWhole(about, columns).map((line) => colors.bold(line))),
    ...diffLines(diff ?? '', colors, columns === null ? null : { columns, tooLong: 'wrapped' }),
  ];
}
