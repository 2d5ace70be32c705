import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WorkspaceFailure } from './errors.js';
import { Generation } from './generation.js';
import { Repository } from './git/repository.js';
import { FolderView } from './in-place/folder-view.js';
import { ShownWork } from './in-place/shown-work.js';
import { scratchIndex } from './index-files.js';
import { Displaced } from './landing/displaced.js';
import { FolderWriter } from './landing/folder-writer.js';
import { DEFAULT_LIMITS, type TreeStoreOptions } from './tree-store-options.js';
import { UserIndex } from './user-index.js';

/** Everything about one workspace. */
export interface Place {
  readonly dir: string;
  readonly repo: Repository;
  readonly index: UserIndex;
  readonly writer: FolderWriter;
  readonly displaced: Displaced;
  readonly shownWork: ShownWork;
  readonly view: FolderView;
  readonly generation: Generation;
  readonly logDir: string | null;
}

export function placeOf(workspaceId: string, options: TreeStoreOptions): Place {
  if (!/^[0-9a-f]{8,64}$/.test(workspaceId)) throw new WorkspaceFailure(`"${workspaceId}" is not a workspace id`);
  const dir = join(options.dataDir, 'trees', workspaceId);
  const repo = new Repository(join(dir, 'repo.git'));
  const index = new UserIndex(repo, join(dir, 'index'), { ...DEFAULT_LIMITS, ...options.limits });
  const landings = join(dir, 'landings');
  const displaced = new Displaced(landings, options.displacedPatienceMs ?? 30_000);
  const scratch = (): string => scratchIndex(join(dir, 'index'));
  const shownWork = new ShownWork(join(dir, 'shown.json'));
  const writer = new FolderWriter(repo, landings, options.probe ?? (() => undefined), displaced, shownWork);
  const view = new FolderView(repo, index, writer, shownWork, scratch, options.inPlace === true);
  const generation = new Generation(join(dir, 'generation'));
  const { logDir = null } = options;
  return { dir, repo, index, writer, displaced, shownWork, view, generation, logDir };
}

/** Outcome of a landing that is done, finishing it first where a kill left it half done. */
export async function settled<Outcome>(place: Place, id: string): Promise<Outcome | null> {
  const journal = place.writer.journal(id);
  if (!existsSync(journal.dir)) return null;
  return (await place.writer.resume(journal)) ? ((await journal.outcome()) as Outcome) : null;
}

/** Rounds of a landing that meets the user's concurrent edits. */
export const MAX_ROUNDS = 5;
