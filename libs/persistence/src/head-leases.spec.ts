import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreFixture } from './store.fixture.js';

/* Leases of what the API itself does, and of those who worked in its process. */

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

async function landing(): Promise<{ taskId: string; attemptId: string }> {
  const { taskId } = await fixture.executing();
  const input = { base: 'b', head: 'h', verified: [] };
  await fixture.commit(taskId, {
    newAttempts: [{ stage: 'land', subtaskId: 'parse', number: 1, planVersion: 1, delayMs: 0, input }],
  });
  return { taskId, attemptId: `land.${taskId}.parse.1` };
}

describe('a landing', () => {
  it.each(['cancel', 'pause'] as const)('is not begun after the wish to %s', async (wish) => {
    const { taskId, attemptId } = await landing();
    await fixture.store.wish(taskId, wish);
    expect(await fixture.store.claim({ attemptId, epoch: 1 }, 'api', 't', 6000)).toMatchObject({ kind: 'gone' });
  });

  it.each(['cancel', 'pause'] as const)(
    'that was begun before the API died is ended in spite of the wish to %s',
    async (wish) => {
      const { taskId, attemptId } = await landing();
      await fixture.claim(attemptId);
      await fixture.store.wish(taskId, wish);
      fixture.clock.now += 6001;
      await fixture.store.expireLeases();
      expect((await fixture.store.state(taskId))?.attempts.find((a) => a.id === attemptId)).toMatchObject({
        state: 'queued',
        begun: true,
      });
      const again = await fixture.store.claim({ attemptId, epoch: 2 }, 'api', 't2', 6000);
      expect(again).toMatchObject({ kind: 'claimed', epoch: 2 });
    },
  );
});

describe('a new start of the API', () => {
  it('takes back at once what its own dead process held, and nothing of other workers', async () => {
    const own = await landing();
    await fixture.store.claim({ attemptId: own.attemptId, epoch: 1 }, 'api', 't', 6000);
    const beside = await fixture.executing();
    await fixture.store.claim({ attemptId: beside.attemptId, epoch: 1 }, 'api@box-1-abc', 't', 6000);
    const apart = await fixture.executing();
    await fixture.store.claim({ attemptId: apart.attemptId, epoch: 1 }, 'api-box-1-abc', 't', 6000);
    const taken = await fixture.store.expireLeases('of_the_api');
    expect(taken.map((t) => t.attemptId).sort()).toEqual([own.attemptId, beside.attemptId].sort());
    expect((await fixture.store.attempt(apart.attemptId))?.attempt).toMatchObject({ state: 'running', epoch: 1 });
    expect((await fixture.store.unsent(10)).filter(({ job }) => job.epoch === 2)).toMatchObject([
      { job: { taskId: beside.taskId, epoch: 2 } },
    ]);
  });
});
