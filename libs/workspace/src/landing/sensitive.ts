import { shown } from '../byte-path.js';
import type { Repository } from '../git/repository.js';
import type { Operation, State } from './intent.js';
import { changesLifecycle, sensitiveAmong } from './policy.js';

/** The paths of a landing that a person has to look at first. */
export async function sensitiveOf(repo: Repository, operations: readonly Operation[]): Promise<string[]> {
  const paths = sensitiveAmong(operations.map((op) => shown(op.path)));
  const read = async (state: State | null): Promise<Buffer | null> =>
    state === null || state.link ? null : (await repo.git.run(['cat-file', 'blob', state.id])).stdout;
  for (const { path, from, to } of operations) {
    if (!/(^|\/)package\.json$/i.test(path) || to === null || paths.includes(shown(path))) continue;
    // A link may lead to any file: what it would run is not to be seen here.
    if (to.link || changesLifecycle(await read(from), await read(to))) paths.push(shown(path));
  }
  return paths;
}
