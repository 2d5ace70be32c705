import { randomBytes } from 'node:crypto';
import type { ShownAttempt, ShowWish } from '#conductor';
import type { CommitContent, Repository } from '../git/repository.js';
import type { FolderWriter, Plan, Written } from '../landing/folder-writer.js';
import { outwardLinks } from '../landing/outward-links.js';
import { refusalOf } from '../landing/policy.js';
import { sensitiveOf } from '../landing/sensitive.js';
import type { UserIndex } from '../user-index.js';
import { hasLanded, withoutShown, withShown, type ShownList, type ShownWork } from './shown-work.js';

/** The user's folder at one moment. */
export interface Seen extends Awaited<ReturnType<UserIndex['snapshot']>> {
  /** With the work of attempts that it shows; `commit` and `content` are without. */
  readonly actual: CommitContent;
  readonly shown: ShownList;
}

/**
 * The user's folder as everything but its writer sees it: what attempts show there in place is not the user's, is never
 * a base, and never lands with another's work.
 */
export class FolderView {
  constructor(
    private readonly repo: Repository,
    private readonly index: UserIndex,
    private readonly writer: FolderWriter,
    private readonly shown: ShownWork,
    private readonly scratch: () => string,
    /** Attempts are shown here; false = none ever is, and nothing is noted about them. */
    private readonly inPlace: boolean,
  ) {}

  async look(
    path: string,
    tip: string | null,
    message: string,
    progress?: (done: number, total: number) => void,
  ): Promise<Seen> {
    const now = await this.index.snapshot(path, tip, message, progress);
    const shown = await this.shown.read();
    if (shown.entries.length === 0) return { ...now, actual: now.content, shown };
    const content = await withoutShown(this.repo, now.content, shown.entries, this.scratch);
    const isTip = tip !== null && (await this.repo.content(tip)).root === content.root;
    const commit = isTip ? tip : await this.repo.commit(content, tip === null ? [] : [tip], message, 'user');
    return { ...now, commit, content, actual: now.content, shown };
  }

  /**
   * Writes a plan made on what was seen; other attempts' work stays shown, and `landing` is shown no more: it is there.
   */
  async write(
    id: string,
    path: string,
    commit: string,
    of: { seen: Seen; plan: Plan; landing?: ShownAttempt },
    outcome: unknown,
  ): Promise<Written> {
    const { seen, plan, landing } = of;
    const before = landing === undefined ? seen.shown : hasLanded(seen.shown, landing.head);
    if (before.entries.length === 0) {
      const list = this.inPlace && landing !== undefined ? before : undefined;
      return this.writer.write(id, path, commit, plan, outcome, list);
    }
    const others = before.entries.filter(({ key }) => key !== landing?.key);
    const { content, entries } = await withShown(this.repo, plan.to, others);
    const real = await this.writer.plan(seen.commit, seen.actual, content);
    return this.writer.write(id, path, commit, real, outcome, { ...before, entries });
  }

  /** Answers false where the user was faster: to be tried again. */
  async show(wish: ShowWish): Promise<boolean> {
    const seen = await this.look(wish.path, wish.tip, 'files of the user');
    const others = seen.shown.entries.filter(({ key }) => !isOf(wish.taskId, key));
    const wanted: ShownAttempt[] = [];
    for (const entry of wish.attempts) {
      if (!seen.shown.landed.includes(entry.head) && (await this.mayBeShown(wish.path, entry, wish.protected)))
        wanted.push(entry);
    }
    const next = await withShown(this.repo, seen.content, [...others, ...wanted]);
    if (next.content.root === seen.actual.root && same(next.entries, seen.shown.entries)) return true;
    const plan = await this.writer.plan(seen.commit, seen.actual, next.content);
    const id = `show-${wish.taskId}-${randomBytes(6).toString('hex')}`;
    const list = { ...seen.shown, entries: next.entries };
    return (await this.writer.write(id, wish.path, seen.commit, plan, null, list)).kind === 'written';
  }

  /** What would be refused, or asked about first, when it lands is not shown before. */
  private async mayBeShown(
    root: string,
    { base, head }: ShownAttempt,
    protectedGlobs: readonly string[],
  ): Promise<boolean> {
    const to = await this.repo.content(head);
    const from = await this.repo.content(base);
    const plan = await this.writer.plan(base, from, to);
    const outward = await outwardLinks(this.repo, to.files, plan.operations);
    if (refusalOf(plan, outward, protectedGlobs) !== null) return false;
    return (await sensitiveOf(this.repo, root, plan)).length === 0;
  }
}

const isOf = (taskId: string, key: string): boolean => key.startsWith(`${taskId}/`);

const same = (some: readonly ShownAttempt[], others: readonly ShownAttempt[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);
