import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Lease } from '#contracts';
import { event, execution, note, rounds, StoreFixture, writeOf } from './store.fixture.js';

const outcome = { kind: 'failed', failure: { code: 'stuck', because: 'x', retryable: false } } as const;
const worker = fc.nat({ max: 3 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('claim' as const), worker }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), worker, count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), worker }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('finish' as const), worker }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), worker }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew' as const), worker }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 9000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wish' as const), wish: fc.constantFrom('run' as const, 'pause' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const) }) },
);

/** A worker as it is: it believes in its lease until it is told otherwise, however late that is. */
class Worker {
  lease: Lease | null = null;
  last = 0;
  lastWrite: ReturnType<typeof writeOf> | null = null;
  constructor(readonly name: string) {}
}

it('gives each epoch one owner, numbers without gaps and keeps each entry once, however workers interleave', async () => {
  const fixture = await StoreFixture.open();
  const second = await fixture.another();
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const { taskId } = await fixture.executing();
        const workers = [0, 1, 2, 3].map((n) => new Worker(`w${n}`));
        // Two API processes answer in turn.
        const store = (n: number) => (n % 2 === 0 ? fixture.store : second);
        const owners = new Map<string, string>();
        let attempt = `execute.${taskId}.parse.1`;
        let attempts = 1;
        let tokens = 0;
        let expectedEvents = 1;
        let expectedCalls = 0;
        for (const [n, action] of steps.entries()) {
          const api = store(n);
          const self = 'worker' in action ? (workers[action.worker] as Worker) : new Worker('nobody');
          switch (action.do) {
            case 'claim': {
              const { epoch } = (await api.attempt(attempt))?.attempt ?? { epoch: 0 };
              const token = `t${tokens++}`;
              const claimed = await api.claim({ attemptId: attempt, epoch }, self.name, token, 6000);
              if (claimed.kind !== 'claimed') break;
              const key = `${attempt} ${claimed.epoch}`;
              expect(owners.has(key)).toBe(false);
              owners.set(key, token);
              self.lease = { attemptId: attempt, epoch: claimed.epoch, token, ttlMs: 6000 };
              self.last = (await api.attempt(attempt))?.entries.length ?? 0;
              self.lastWrite = null;
              break;
            }
            case 'write': {
              if (self.lease === null) break;
              const entries = Array.from({ length: action.count }, (_, i) =>
                note(self.last + 1 + i, `${self.name} ${n}`),
              );
              const write = writeOf({ entries, events: [event('model_invocation')], modelCalls: 1 });
              const held = await api.write(self.lease, write, 0);
              if (held.kind === 'lost') {
                self.lease = null;
                // In a pause it was the last word, and is kept.
                if (held.events !== undefined) {
                  expectedEvents++;
                  expectedCalls++;
                }
                break;
              }
              const { epoch } = (await api.attempt(self.lease.attemptId))?.attempt ?? { epoch: 0 };
              expect(self.lease.epoch).toBe(epoch);
              self.last += action.count;
              self.lastWrite = write;
              expectedEvents++;
              expectedCalls++;
              break;
            }
            case 'repeat': {
              if (self.lease === null || self.lastWrite === null) break;
              const held = await api.write(self.lease, self.lastWrite, 0);
              expect(held.kind === 'lost' || held.events.length === 0).toBe(true);
              break;
            }
            case 'finish': {
              if (self.lease === null) break;
              const finish = () =>
                api.finish(self.lease as Lease, outcome, writeOf({ events: [event('subtask_failed')] }));
              if ((await finish()).kind === 'held') {
                expectedEvents++;
                expect(await finish()).toMatchObject({ kind: 'held', events: [] });
              }
              self.lease = null;
              break;
            }
            case 'release':
              if (self.lease !== null) await api.release(self.lease);
              self.lease = null;
              break;
            case 'renew':
              if (self.lease !== null) await api.renew(self.lease, 0);
              break;
            case 'wait':
              fixture.clock.now += action.ms;
              break;
            case 'expire':
              await api.expireLeases();
              break;
            case 'wish':
              if ((await api.wish(taskId, action.wish)) === 'unsettled') {
                const status = action.wish === 'run' ? 'paused' : 'executing';
                await fixture.commit(taskId, { task: { status } });
                expect(await api.wish(taskId, action.wish)).toBe('taken');
              }
              break;
            case 'again': {
              const committed = await fixture.commit(taskId, {
                dropped: [attempt],
                newAttempts: [execution('parse', attempts + 1)],
                events: [event('subtask_retrying')],
              });
              expect(committed.kind).toBe('committed');
              attempts++;
              attempt = `execute.${taskId}.parse.${attempts}`;
              expectedEvents++;
              break;
            }
          }
        }
        const events = await second.eventsAfter(taskId, 0, 1000);
        expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: expectedEvents }, (_, i) => i + 1));
        expect(await second.task(taskId)).toMatchObject({
          lastSequence: expectedEvents,
          usage: { modelCalls: expectedCalls },
        });
        for (const { entries } of await second.attempts(taskId, 'parse')) {
          expect(entries.map(({ n }) => n)).toEqual(entries.map((_, i) => i + 1));
        }
        // Whatever is queued while the task may run has exactly one job, of its present epoch.
        const state = await second.state(taskId);
        const queued = state?.wish === 'run' ? state.attempts.filter((a) => a.state === 'queued') : [];
        const jobs = (await second.unsent(1000)).map(({ job }) => job).filter((job) => job.taskId === taskId);
        expect(jobs.map((job) => `${job.attempt} ${job.epoch}`)).toEqual(queued.map((a) => `${a.number} ${a.epoch}`));
      }),
      { numRuns: rounds(150) },
    );
  } finally {
    await fixture.close();
  }
});
