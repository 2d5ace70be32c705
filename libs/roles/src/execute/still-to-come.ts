import type { AttemptEntry, ExecuteWork } from '#contracts';
import type { AttemptTree } from '../ports/attempt-trees.js';
import { isConditional } from '../verify/reach/changed.js';
import { plannedFile } from '../verify/reach/planned-file.js';
import { sizeOf, walk } from '../verify/walk.js';
import { filesWanted } from './file-in-answer.js';

const TOLD = 'These files of the subtask are not there yet';
/** What a model is told that ends while files are still to come. */
export const aboutLacking = (paths: readonly string[]): string =>
  `${TOLD}: ${paths.slice(0, 20).join(', ')}. Write them now, or call finish if the subtask is done without them.`;

/** Files that an attempt is to make and has not made, which its model is told once. */
export class StillToCome {
  private isTold: boolean;

  constructor(
    private readonly work: Pick<ExecuteWork, 'task' | 'subtask' | 'base' | 'recorded'>,
    private readonly tree: Pick<AttemptTree, 'root' | 'changes'>,
  ) {
    this.isTold = work.recorded.some(tells);
  }

  /** Those that the model is to be told of now. */
  async toTell(head: string): Promise<string[]> {
    if (this.isTold) return [];
    const lacking = await this.lackingAt(head);
    this.isTold = lacking.length > 0;
    return lacking;
  }

  /** Those that it was told of, and ends without. */
  async leftOut(head: string): Promise<string[]> {
    return this.isTold ? this.lackingAt(head) : [];
  }

  /**
   * Files of which there is none at `head`, under no name that may be meant; what the attempt has done away with is
   * none.
   */
  private async lackingAt(head: string): Promise<string[]> {
    const { task, subtask, base } = this.work;
    if (isConditional(subtask.description)) return [];
    const lacking: string[] = [];
    for (const path of filesWanted(subtask)) if ((await sizeOf(this.tree.root, path)) === null) lacking.push(path);
    if (lacking.length === 0) return [];
    const changes = head === base ? [] : await this.tree.changes(base, head);
    const there = await walk(this.tree.root);
    const asked = `${task.goal}\n${subtask.description}`;
    const taken = new Set(subtask.expectedOutputs);
    const gone = new Set(changes.map(({ path, oldPath, operation }) => (operation === 'delete' ? path : oldPath)));
    return lacking.filter((path) => {
      const meant = gone.has(path) ? path : plannedFile(path, { changes, there, asked }, taken);
      if (meant !== undefined) taken.add(meant);
      return meant === undefined;
    });
  }
}

/** Whether the model of an attempt that is taken over was told. */
function tells(entry: AttemptEntry): boolean {
  if (entry.kind === 'result') return entry.tool === 'finish' && !entry.success && entry.message.content.includes(TOLD);
  return (
    entry.kind === 'messages' &&
    entry.messages.some(({ role, content }) => role === 'user' && content.startsWith(`[Loom] ${TOLD}`))
  );
}
