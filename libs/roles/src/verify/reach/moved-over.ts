import type { StepWords } from '#contracts';
import type { CheckResult } from '#domain';
import { listed } from '../doubt.js';
import type { FilesView } from '../stated/files-view.js';
import { stated } from '../stated/facts.js';

/* A file written over that another step of the plan is to move: what it held is lost. */

/** What the other steps take their text from. */
const sourcesOf = (others: readonly StepWords[]): Set<string> =>
  new Set(
    others.flatMap(({ description }) =>
      stated(description).facts.flatMap((fact) =>
        fact.kind === 'moved' || fact.kind === 'copied' || fact.kind === 'converted' ? [fact.from] : [],
      ),
    ),
  );

export async function notMovedOver(files: FilesView, others: readonly StepWords[]): Promise<CheckResult[]> {
  const { changes } = files;
  const left = changes.flatMap(({ path, operation, oldPath }) =>
    operation === 'delete' ? [path] : operation === 'rename' ? (oldPath ?? []) : [],
  );
  const written = changes.filter(
    ({ operation, binary }) => operation !== 'delete' && operation !== 'create' && !binary,
  );
  if (left.length === 0 || written.length === 0) return [];
  const sources = sourcesOf(others);
  const over: string[] = [];
  let now: readonly (string | null)[] | undefined;
  for (const { path } of written) {
    if (!sources.has(path)) continue;
    const was = await files.before(path);
    if (typeof was !== 'string' || was.trim() === '' || (await files.text(path)) === was) continue;
    now ??= await Promise.all(changes.map((change) => files.text(change.path)));
    if (!now.includes(was)) over.push(path);
  }
  if (over.length === 0) return [];
  const detail = `written over by a move, though another subtask is to take what it held: ${listed(over)}`;
  return [{ name: 'moved_over', passed: false, detail }];
}
