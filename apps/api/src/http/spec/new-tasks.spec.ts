import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpFixture } from './http.fixture.js';

let http: HttpFixture;
beforeAll(async () => {
  http = await HttpFixture.start();
});
afterAll(() => http.close());

describe('creating a task', () => {
  it('answers 201 with the address of a task that can be read there', async () => {
    const { status, body, headers } = await http.call('POST', '/tasks', {
      goal: '  write a parser \n',
      context: { language: 'TypeScript', nested: [{ prefix: 'x', toString: 1 }] },
      metadata: { ticket: 7 },
      approval_mode: 'manual',
      callback_url: 'http://127.0.0.1:1/hook',
      protected: ['*.lock'],
      priority: 9,
      limits: { tokens: 1000, model_calls: 5, seconds: 60 },
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/tasks/${body.task_id}`);
    const shown = (await http.call('GET', `/tasks/${body.task_id}`)).body;
    expect(shown).toMatchObject({
      goal: 'write a parser',
      status: 'pending',
      approval_mode: 'manual',
      context: { language: 'TypeScript', nested: [{ prefix: 'x', toString: 1 }] },
      metadata: { ticket: 7 },
      plan: null,
      pending_approvals: [],
    });
  });

  it('answers 200 with the same task for the same key and body, and 422 for another body', async () => {
    const key = { 'idempotency-key': 'key-1' };
    const first = await http.call('POST', '/tasks', { goal: 'a', workspace: null }, key);
    const again = await http.call('POST', '/tasks', { goal: ' a ' }, key);
    const other = await http.call('POST', '/tasks', { goal: 'b' }, key);
    expect([first.status, again.status, other.status]).toEqual([201, 200, 422]);
    expect(again.body.task_id).toBe(first.body.task_id);
    expect(again.headers.get('location')).toBe(`/tasks/${first.body.task_id}`);
    expect(other.body.task_id).toBe(first.body.task_id);
  });

  it('takes a goal of 20,000 characters, however many bytes they are, and refuses one more', async () => {
    expect((await http.call('POST', '/tasks', { goal: '🌲'.repeat(20_000) })).status).toBe(201);
    expect((await http.call('POST', '/tasks', { goal: '🌲'.repeat(20_001) })).status).toBe(400);
    expect((await http.call('POST', '/tasks', { goal: 'x'.repeat(20_001) })).status).toBe(400);
  });

  it.each([
    [{}, ['/goal']],
    [{ goal: ' \n ' }, ['/goal']],
    [{ goal: 7 }, ['/goal']],
    [{ goal: 'a', gaol: 'b' }, ['/gaol']],
    [{ goal: 'a', limits: { tokens: 0, time: 1 } }, ['/limits/time', '/limits/tokens']],
    [{ goal: 'a', limits: [] }, ['/limits']],
    [{ goal: 'a', constructor: { name: 'x' } }, ['/constructor']],
    [{ goal: 'a', limits: { constructor: 'x', evil: 1 } }, ['/limits/constructor']],
    [{ goal: 'a', metadata: { in: [{ constructor: 1 }] } }, ['/metadata/in/0/constructor']],
    [{ goal: 'a', limits: 'x' }, ['/limits']],
    [{ goal: 'a', approval_mode: 'yes' }, ['/approval_mode']],
    [{ goal: 'a', priority: 10 }, ['/priority']],
    [{ goal: 'a', priority: 1.5 }, ['/priority']],
    [{ goal: 'a', callback_url: 'file:///etc/passwd' }, ['/callback_url']],
    [{ goal: 'a', protected: ['ok', 5] }, ['/protected']],
    [{ goal: 'a', context: [] }, ['/context']],
    [{ goal: 'a', context: { big: 'x'.repeat(70_000) } }, ['/context']],
    [{ goal: 'a', metadata: nested(20) }, ['/metadata']],
    [{ goal: 'a\0b' }, ['/goal']],
    [{ goal: 'a\ud800b' }, ['/goal']],
    [{ goal: 'a', context: { deep: ['\udc00'] } }, ['/context/deep/0']],
    [{ goal: 'a', workspace: '/nowhere' }, ['/workspace']],
  ])('refuses %j and points at what is wrong', async (body, pointers) => {
    const answer = await http.call('POST', '/tasks', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(pointers);
  });

  it('names a field of many items once', async () => {
    const { body } = await http.call('POST', '/tasks', { goal: 'a', protected: [''] });
    expect(body.errors).toEqual([{ pointer: '/protected', detail: 'each item must be text of 1 to 1024 characters' }]);
  });

  it.each([
    '{"goal":',
    '',
    '[]',
    '"goal"',
    'null',
    '{"goal":"a","__proto__":{"x":1}}',
    '{"goal":"a","priority":1e999}',
  ])('refuses the body %j with 400', async (body) => {
    expect((await http.call('POST', '/tasks', body)).status).toBe(400);
  });

  it('refuses bytes that are not UTF-8, and nesting without end', async () => {
    const send = (body: string | Buffer): Promise<Response> =>
      fetch(`${http.url}/tasks`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const latin = Buffer.from([...Buffer.from('{"goal":"'), 0xe9, ...Buffer.from('"}')]);
    expect((await send(latin)).status).toBe(400);
    expect((await send(`{"goal":"a","context":${'['.repeat(400_000)}`)).status).toBe(400);
  });

  it('refuses a key that is not printable ASCII', async () => {
    const withKey = async (key: string): Promise<number> =>
      (await http.call('POST', '/tasks', { goal: 'a' }, { 'idempotency-key': key })).status;
    expect(await withKey('x'.repeat(256))).toBe(400);
    expect(await withKey('caf\u00e9')).toBe(400);
    expect(await withKey('one of two')).toBe(201);
  });
});

function nested(levels: number): Record<string, unknown> {
  return levels === 0 ? {} : { in: nested(levels - 1) };
}
