import type { CreateTaskBody, EventType, TaskCreated, TaskView, TraceAttempt, WireEvent } from '#contracts';
import { PublishedApi } from '#testing';
import { readEvents } from './events.js';
import { Observer } from './observer.js';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  readonly text: string;
}

/** What a build says of its interface, which is the same at each of its servers: asked for once. */
const described = new Map<string, Promise<PublishedApi>>();

/** Calls of a server's API. */
export abstract class ApiCaller {
  private observer: Promise<Observer> | null = null;

  abstract get url(): string;
  abstract get token(): string | undefined;
  /** The folder of a task that names none. */
  abstract get workspace(): string;
  /** What is known of a task that does not go on as it should. */
  protected abstract told(id: string): Promise<string>;

  private get auth(): Record<string, string> {
    return this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
  }

  /** The program that serves. */
  protected abstract get build(): string;

  /** The server's description of its own interface. */
  description(): Promise<PublishedApi> {
    const { build, url } = this;
    const known = described.get(build);
    if (known !== undefined) return known;
    const asked = PublishedApi.of(url);
    described.set(build, asked);
    asked.catch(() => described.delete(build));
    return asked;
  }

  /**
   * An address to reach the API by where each answer is held against the description, which `close` tells the outcome
   * of.
   */
  observed(): Promise<Observer> {
    return (this.observer ??= this.description().then((api) => Observer.before(this.url, api)));
  }

  /** One call; its answer has to be as the published description says. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.auth, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const read = (/json/.test(type) ? JSON.parse(text) : text) as T;
    const fault = (await this.description()).faultOf(method, path, response.status, type, read);
    if (fault !== null) throw new Error(fault);
    return { status: response.status, headers: response.headers, body: read, text };
  }

  /** A task on the workspace, unless the body says otherwise; its id. */
  async submit(goal: string, body: Partial<CreateTaskBody> = {}): Promise<string> {
    const made = await this.call<TaskCreated>('POST', '/tasks', { goal, workspace: this.workspace, ...body });
    if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
    return made.body.task_id;
  }

  async task(id: string): Promise<TaskView> {
    return (await this.call<TaskView>('GET', `/tasks/${id}`)).body;
  }

  /** The first such event of the task, past or to come; fails when the task ends without it. */
  async until(
    id: string,
    wanted: EventType | ((event: WireEvent) => boolean),
    deadlineMs = 40_000,
  ): Promise<WireEvent> {
    const fits = typeof wanted === 'string' ? (event: WireEvent) => event.event_type === wanted : wanted;
    const { events, how } = await readEvents(`${this.url}/tasks/${id}/stream`, {
      enough: fits,
      deadlineMs,
      headers: this.auth,
    });
    const last = events.at(-1);
    if (how === 'enough' && last) return last;
    const names = events.map((event) => `${event.sequence} ${event.event_type} ${event.subtask_id ?? ''}`).join('\n');
    throw new Error(
      `no such event (${typeof wanted === 'string' ? wanted : 'a predicate'}): the stream is ${how} after\n${names}\n` +
        (await this.told(id)),
    );
  }

  /** Until the task has ended, whichever way. */
  async ended(id: string, deadlineMs = 40_000): Promise<TaskView> {
    await this.until(id, (event) => /^task_(completed|failed|cancelled)$/.test(event.event_type), deadlineMs);
    return this.task(id);
  }

  /** All events of an ended task, as its stream gives them. */
  async events(id: string, after?: number): Promise<WireEvent[]> {
    const from = after === undefined ? {} : { after };
    return (await readEvents(`${this.url}/tasks/${id}/stream`, { ...from, headers: this.auth })).events;
  }

  async trace(id: string, subtask: string): Promise<TraceAttempt[]> {
    return (await this.call<TraceAttempt[]>('GET', `/tasks/${id}/subtasks/${subtask}/trace`)).body;
  }

  /** How often the subtask was carried out. */
  async attempts(id: string, subtask: string): Promise<number> {
    return (await this.trace(id, subtask)).filter((attempt) => attempt.stage === 'execute').length;
  }

  /** What was answered otherwise than described. */
  protected async endObserving(): Promise<readonly string[]> {
    const observer = await this.observer;
    await observer?.close();
    return observer?.faults ?? [];
  }
}
