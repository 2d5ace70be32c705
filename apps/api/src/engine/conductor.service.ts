import { isHeldUp, nextDeadline, whatFollows, type Policy, type TaskState, type TaskStore } from '#conductor';
import { isTerminalEvent } from '#contracts';
import { isTaskEnded } from '#domain';
import { CoalescedRuns } from './coalesced-runs.js';
import { type HeadWork } from './head-work.js';
import { type InPlace } from './in-place.js';
import { type Outbox } from './outbox.js';
import { type Webhooks } from './webhooks.js';
import type { EventBus } from '#events';

/** Node fires a longer one at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Asks what follows, saves it, sends it. The decisions themselves are `whatFollows`. */
export class Conductor {
  private readonly runs = new CoalescedRuns((taskId) => this.settleOrNote(taskId));

  /** Tasks that could not be advanced when something had happened to them. */
  private readonly behind = new Set<string>();

  /** Of tasks in which a person is asked. */
  private readonly alarms = new Map<string, NodeJS.Timeout>();
  /** Tasks whose results wait for one of another task; the sweeper looks after those that another head knows of. */
  private readonly heldUp = new Set<string>();
  private stopped = false;

  constructor(
    private readonly store: TaskStore,
    private readonly events: EventBus,
    private readonly outbox: Outbox,
    private readonly headWork: HeadWork,
    private readonly webhooks: Webhooks,
    private readonly inPlace: InPlace,
    private readonly policy: Policy,
    private readonly now: () => number,
  ) {}

  /** Brings the task as far as it can go now. Calls for one task follow each other; two at once are one. */
  advance(taskId: string): Promise<void> {
    return this.runs.run(taskId);
  }

  /** Tries those again that could not be advanced. */
  async catchUp(): Promise<void> {
    for (const taskId of [...this.behind]) await this.advance(taskId).catch(() => undefined);
  }

  /** Lets go of the questions that are open; whoever starts next finds them in the database. */
  stop(): void {
    this.stopped = true;
    for (const timer of this.alarms.values()) clearTimeout(timer);
    this.alarms.clear();
  }

  /** Silence is an answer, too: the task is looked at when the next question's time is over. */
  private wakeAt({ id, status, subtasks }: TaskState): void {
    clearTimeout(this.alarms.get(id));
    this.alarms.delete(id);
    const at = isTaskEnded(status) ? null : nextDeadline(subtasks);
    if (at === null || this.stopped) return;
    const timer = setTimeout(
      () => {
        this.alarms.delete(id);
        // The sweeper looks again, should this fail.
        void this.advance(id).catch(() => undefined);
      },
      Math.min(Math.max(0, at - this.now()), LONGEST_TIMER_MS),
    );
    this.alarms.set(id, timer.unref());
  }

  private lookAfterHeldUp(): void {
    // The sweeper looks again, should one fail.
    for (const id of this.heldUp) void this.advance(id).catch(() => undefined);
  }

  private async settleOrNote(taskId: string): Promise<void> {
    try {
      await this.settle(taskId);
      this.behind.delete(taskId);
    } catch (error) {
      this.behind.add(taskId);
      throw error;
    }
  }

  private async settle(taskId: string): Promise<void> {
    for (;;) {
      const state = await this.store.state(taskId);
      if (!state) return;
      const commit = whatFollows(state, this.policy, this.now());
      this.heldUp.delete(taskId);
      if (!commit) {
        if (isHeldUp(state)) this.heldUp.add(taskId);
        return this.wakeAt(state);
      }
      const done = await this.store.commit(taskId, state.revision, commit);
      if (done.kind === 'outdated') continue;
      // Whoever hears of it finds the folder as it is to be.
      await this.inPlace.changed(taskId);
      this.events.publish(done.events);
      if (commit.subtasks.size > 0) this.lookAfterHeldUp();
      // Should it fail, the sweeper does it.
      if (done.events.some(({ type }) => isTerminalEvent(type))) void this.webhooks.sendDue().catch(() => undefined);
      if (commit.newAttempts.length > 0 || (commit.reopened ?? []).length > 0) {
        void this.outbox.flush();
        this.headWork.poke(taskId, (id) => this.advance(id));
      }
    }
  }
}
