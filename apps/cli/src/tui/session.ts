import type { WireEvent } from '#contracts';
import type { LoomClient } from '../client.js';
import { causeOf } from '../client.js';
import { followTask } from '../event-stream.js';
import { CommandFailure } from '../exit-codes.js';
import { unknownTask, withEvent, withSnapshot } from '../live-task.js';
import { eventLine } from '../render/event-line.js';
import { fit, prepareWidths } from '../render/text.js';
import { chosen, press, startState, waitingIn, type Key, type Shown, type TuiState, type Wish } from './state.js';

const REFRESH_MS = 1500;
const MOST_TASKS = 100;
const MOST_OUTPUT_LINES = 5000;
/** Events after which what the server alone knows of the task is asked for again. */
const TELLING = /^(?:task_|subtask_|approval_|changes_reverted)/;

/** What the screen shows, kept up to date with the server, and the wishes of the person before it. */
export class TuiSession {
  private current: TuiState;
  private readonly listeners = new Set<() => void>();
  private readonly gone = new AbortController();
  private following = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private asking: Promise<void> | null = null;
  private askAgain = false;
  /** Left by Ctrl-C, which a terminal that is read key by key makes no signal of. */
  interrupted = false;
  /** Called when more happens in the chosen task than its stream has shown, which ended. */
  private goOn: () => void = () => undefined;
  private quit: () => void = () => undefined;
  readonly ended = new Promise<void>((resolve) => (this.quit = resolve));

  constructor(private readonly client: LoomClient) {
    this.current = startState(client.server.url);
  }

  readonly state = (): TuiState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @throws Unreachable, Refused where there is no server to show anything of. */
  async open(taskId: string | null): Promise<void> {
    await this.loadTasks();
    const first = taskId ?? this.current.tasks[0]?.task_id ?? null;
    if (first !== null) this.choose(first);
    const again = (): void => {
      this.timer = setTimeout(() => void this.loadTasks().catch(this.complain).finally(again), REFRESH_MS);
    };
    again();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.gone.abort();
    this.following.abort();
    this.quit();
  }

  press(key: Key): void {
    const { state, wish } = press(this.current, key);
    this.show(state);
    if (wish !== null) this.grant(wish).catch(this.complain);
  }

  private async grant(wish: Wish): Promise<void> {
    const id = this.current.chosenId;
    if (wish.kind === 'quit') return this.close();
    if (wish.kind === 'interrupt') {
      this.interrupted = true;
      return this.close();
    }
    if (wish.kind === 'choose') return this.choose(wish.taskId);
    if (id === null) return;
    if (wish.kind === 'load_diff') return this.loadDiff(id);
    if (wish.kind === 'load_question') return this.loadQuestion(id);
    const message = await this.carryOut({ taskId: id }, wish);
    this.show({ ...this.current, message: { text: message, isError: false } });
    await Promise.all([this.loadTasks(), this.refresh(id)]);
    this.goOn();
  }

  private async carryOut(
    path: { readonly taskId: string },
    wish: Exclude<Wish, { kind: 'quit' | 'interrupt' | 'choose' | 'load_diff' | 'load_question' }>,
  ): Promise<string> {
    const { client } = this;
    switch (wish.kind) {
      case 'approve':
        await client.post('/tasks/{taskId}/approve', { path, body: { ...answerTo(wish.of), approved: true } });
        return `${fit(wish.of.subtaskId, 30)} is approved.`;
      case 'reject':
        await client.post('/tasks/{taskId}/approve', {
          path,
          body: { ...answerTo(wish.of), approved: false, reason: wish.reason },
        });
        return `${fit(wish.of.subtaskId, 30)} is rejected; the reason goes into its next attempt.`;
      case 'steer':
        await client.patch('/tasks/{taskId}', { path, body: { instruction: wish.instruction } });
        return 'Said; it is in the very next model call.';
      case 'cancel':
        await client.delete('/tasks/{taskId}', { path });
        return 'The task is cancelled.';
      case 'revert': {
        const { reverted } = await client.post('/tasks/{taskId}/revert', { path, body: {} });
        return reverted.length === 0 ? 'There was nothing to undo.' : `As before: ${reverted.join(', ')}`;
      }
      case 'pause':
      case 'resume':
      case 'retry': {
        const { message } = await client.post(`/tasks/{taskId}/${wish.kind}`, { path, body: {} });
        return message;
      }
    }
  }

  private choose(taskId: string): void {
    this.following.abort();
    this.following = new AbortController();
    this.show(chosen(this.current, taskId));
    void this.follow(taskId, AbortSignal.any([this.following.signal, this.gone.signal])).catch(this.complain);
    if (this.current.view === 'diff') void this.loadDiff(taskId).catch(this.complain);
  }

  /** What waits for an answer, as the server shows it now. */
  private async loadQuestion(taskId: string): Promise<void> {
    const waits = waitingIn(this.current);
    if (waits === null || this.current.asked?.hash === waits.hash) return;
    const path = { taskId, subtaskId: waits.subtask_id };
    const asked = await this.client.get('/tasks/{taskId}/subtasks/{subtaskId}/approval', { path });
    if (this.current.chosenId === taskId) this.show({ ...this.current, asked });
  }

  private async follow(taskId: string, signal: AbortSignal): Promise<void> {
    await this.refresh(taskId);
    const goal = this.current.detail?.goal ?? '';
    this.show({ ...this.current, live: unknownTask(taskId, goal) });
    const onGap = (because: string | null): void =>
      this.show({
        ...this.current,
        message: because === null ? null : { text: `The connection broke (${because}); trying again.`, isError: true },
      });
    let after = 0;
    try {
      for (;;) {
        for await (const event of followTask(this.client, taskId, { signal, onGap, after })) {
          if (signal.aborted) return;
          after = event.sequence;
          this.see(event);
        }
        await this.refresh(taskId);
        await this.more(signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** An ended task is tried again, taken back or told something. @throws the signal's reason. */
  private more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      this.goOn = () => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
    });
  }

  private see(event: WireEvent): void {
    const { current } = this;
    const line = eventLine(event);
    const output = line === null ? current.output : [...current.output.slice(-MOST_OUTPUT_LINES + 1), line];
    const live = withEvent(current.live ?? unknownTask(event.task_id), event);
    this.show({ ...current, live, output });
    if (TELLING.test(event.event_type)) void this.refresh(event.task_id).catch(this.complain);
    const changed = event.event_type === 'subtask_landed' || event.event_type === 'changes_reverted';
    if (changed && this.current.view === 'diff') void this.loadDiff(event.task_id).catch(this.complain);
  }

  /** One at a time, and once more where something happened meanwhile. */
  private refresh(taskId: string): Promise<void> {
    if (this.asking !== null) {
      this.askAgain = true;
      return this.asking;
    }
    this.asking = (async () => {
      do {
        this.askAgain = false;
        const detail = await this.client.get('/tasks/{taskId}', { path: { taskId } });
        if (this.current.chosenId !== taskId) continue;
        const { live } = this.current;
        this.show({ ...this.current, detail, live: live === null ? null : withSnapshot(live, detail) });
        if (this.current.view === 'question') void this.loadQuestion(taskId).catch(this.complain);
      } while (this.askAgain && !this.gone.signal.aborted && this.current.chosenId === taskId);
    })().finally(() => (this.asking = null));
    return this.asking;
  }

  private async loadTasks(): Promise<void> {
    const tasks = await this.client.get('/tasks', { query: { limit: MOST_TASKS } });
    this.show({ ...this.current, tasks });
    const { detail, chosenId } = this.current;
    const row = tasks.find(({ task_id }) => task_id === chosenId);
    if (row && detail?.task_id === chosenId && row.updated_at !== detail.updated_at) this.goOn();
    const [newest] = tasks;
    if (this.current.chosenId === null && newest !== undefined && this.timer !== null) this.choose(newest.task_id);
  }

  private async loadDiff(taskId: string): Promise<void> {
    const text = (await this.client.bytes('/tasks/{taskId}/diff', { path: { taskId } })).toString('utf8');
    await prepareWidths(text);
    if (this.current.chosenId === taskId) this.show({ ...this.current, diff: text });
  }

  private readonly complain = (error: unknown): void => {
    if (this.gone.signal.aborted) return;
    const said = error instanceof CommandFailure ? error.message : causeOf(error);
    this.show({ ...this.current, message: { text: said, isError: true } });
  };

  private show(state: TuiState): void {
    if (this.gone.signal.aborted) return;
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

const answerTo = ({ subtaskId, hash }: Shown) => ({ subtask_id: subtaskId, hash });
