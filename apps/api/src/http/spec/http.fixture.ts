import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TaskStore, TokenStore, TreeStore, type TaskCommit } from '#conductor';
import { LoomConfig } from '#config';
import { WorkerLink, type HealthView } from '#contracts';
import { EventBus, InProcessEventBus } from '#events';
import { openDatabase, SqlTaskStore, SqlTokenStore } from '#persistence';
import { commitOf, PublishedApi, subtaskOf } from '#testing';
import { Tasks } from '../../engine/tasks.port.js';
import { createApi } from '../create-api.js';
import type { RouteTable } from '../edge/route-table.js';
import type { SharedCounts } from '../edge/shared-counts.js';
import { Fleet, HandOut, Health, Metrics, ToolCatalogue } from '../ports.js';
import {
  ScriptedFleet,
  ScriptedHandOut,
  ScriptedHealth,
  ScriptedMetrics,
  ScriptedTools,
  StoredTasks,
} from './engine.fixture.js';
import { LinkOverStore, ScriptedTrees } from './worker.fixture.js';

export const VERSION = '9.8.7';
/** What attempts start from. */
export const BASE = 'b'.repeat(40);

interface FixtureOptions {
  readonly server?: Partial<LoomConfig['server']>;
  readonly link?: WorkerLink;
  readonly trees?: TreeStore;
  readonly handOut?: HandOut;
  readonly bus?: EventBus;
  readonly sharedCounts?: SharedCounts;
  /** One whose database it shares, and which is closed after it. */
  readonly beside?: HttpFixture;
}

/** The HTTP side on a port of its own over a real store; what only an engine can do is scripted. */
export class HttpFixture {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly routes: RouteTable,
    readonly published: PublishedApi,
    readonly store: SqlTaskStore,
    readonly tasks: StoredTasks,
    readonly bus: EventBus,
    readonly health: { view: HealthView },
    readonly link: WorkerLink,
    readonly trees: TreeStore,
    private readonly folder: string,
    private readonly isGuest: boolean,
  ) {}

  static async start({ server = {}, ...given }: FixtureOptions = {}): Promise<HttpFixture> {
    const folder = given.beside?.folder ?? mkdtempSync(join(tmpdir(), 'loom-http-'));
    const database = await openDatabase({ path: join(folder, 'loom.db') });
    const store = new SqlTaskStore(database);
    const bus = given.bus ?? new InProcessEventBus();
    const tasks = new StoredTasks(store, bus);
    const health = new ScriptedHealth();
    const config = Object.assign(new LoomConfig(), { server: { ...new LoomConfig().server, ...server } });
    const link = given.link ?? new LinkOverStore(store);
    const trees = given.trees ?? new ScriptedTrees();
    const parts = [
      { provide: TaskStore, useValue: store },
      { provide: TokenStore, useValue: new SqlTokenStore(database) },
      { provide: Tasks, useValue: tasks },
      { provide: EventBus, useValue: bus },
      { provide: Fleet, useValue: new ScriptedFleet() },
      { provide: Health, useValue: health },
      { provide: Metrics, useValue: new ScriptedMetrics() },
      { provide: HandOut, useValue: given.handOut ?? new ScriptedHandOut() },
      { provide: ToolCatalogue, useValue: new ScriptedTools() },
      { provide: LoomConfig, useValue: config },
      { provide: WorkerLink, useValue: link },
      { provide: TreeStore, useValue: trees },
    ];
    class EngineParts {}
    Module({ providers: parts, exports: parts.map(({ provide }) => provide) })(EngineParts);
    const { app, routes } = await createApi({
      ...{ config, version: VERSION, imports: [EngineParts], logger: false as const },
      ...(given.sharedCounts && { sharedCounts: given.sharedCounts }),
    });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const published = await PublishedApi.of(`http://127.0.0.1:${port}`);
    const isGuest = given.beside !== undefined;
    return new HttpFixture(app, routes, published, store, tasks, bus, health, link, trees, folder, isGuest);
  }

  get port(): number {
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** One call; its answer has to be as the published description says. */
  async call<B = Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<B>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const parsed: unknown = /json/.test(type) && text !== '' ? JSON.parse(text) : text;
    const fault = this.published.faultOf(method, path, response.status, type, parsed);
    if (fault !== null) throw new Error(fault);
    return { status: response.status, type, headers: response.headers, body: parsed as B };
  }

  async newTask(body: Record<string, unknown> = {}): Promise<string> {
    const { body: answer } = await this.call('POST', '/tasks', { goal: 'write a parser', ...body });
    return answer.task_id;
  }

  /** A task at work on one subtask, whose executor is in the queue. */
  async executing(): Promise<{ taskId: string; attemptId: string }> {
    const taskId = await this.newTask();
    await this.commit(taskId, { task: { status: 'planning' } });
    await this.commit(taskId, {
      task: { status: 'executing', planVersion: 1 },
      newSubtasks: [subtaskOf('parse')],
      newAttempts: [
        {
          stage: 'execute',
          subtaskId: 'parse',
          number: 1,
          planVersion: 1,
          input: { rung: { tier: 2, fresh: false, think: false, budget: 1 }, base: BASE },
          delayMs: 0,
        },
      ],
    });
    return { taskId, attemptId: `execute.${taskId}.parse.1` };
  }

  async commit(taskId: string, over: Partial<TaskCommit>): Promise<void> {
    const state = await this.store.state(taskId);
    const answer = await this.store.commit(taskId, state?.revision ?? -1, commitOf(over));
    if (answer.kind !== 'committed') throw new Error('the state moved');
    this.bus.publish(answer.events);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.store.close();
    await this.bus.close();
    if (!this.isGuest) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Fields of answers that specs look at by name. */
export interface Body {
  readonly task_id: string;
  readonly status: unknown;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  readonly [field: string]: unknown;
}
export interface Answer<B> {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: B;
}
