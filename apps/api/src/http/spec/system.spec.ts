import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpFixture, VERSION } from './http.fixture.js';

const TOKEN = 'correct-horse-battery';
let http: HttpFixture;
beforeAll(async () => {
  http = await HttpFixture.start({ server: { token: TOKEN } });
});
afterAll(() => http.close());
const get = (path: string) => http.call('GET', path, undefined, { authorization: `Bearer ${TOKEN}` });

describe('the state of Loom', () => {
  it('is 200 while it works and 503 while it does not', async () => {
    const before = http.health.view;
    expect((await get('/health')).status).toBe(200);
    http.health.view = { ...before, status: 'degraded' };
    expect((await get('/health')).status).toBe(200);
    http.health.view = { ...before, status: 'down', redis: 'no answer' };
    const down = await get('/health');
    expect([down.status, down.body.redis]).toEqual([503, 'no answer']);
    http.health.view = before;
  });

  it('names workers, models and tools', async () => {
    expect((await get('/workers')).body).toMatchObject([
      { id: 'w1', models: ['small'], last_seen_at: expect.any(String) },
    ]);
    expect((await get('/models')).body).toMatchObject([{ name: 'small', tier: 1 }]);
    expect((await get('/tools')).body).toMatchObject([{ name: 'read_file', mutating: false }]);
  });

  it('is measured for whoever shows a token, and counts the streams that are open', async () => {
    expect((await http.call('GET', '/metrics')).status).toBe(401);
    const { type, body } = await http.call<string>('GET', '/metrics', undefined, { authorization: `Bearer ${TOKEN}` });
    expect([type, body]).toEqual(['text/plain; version=0.0.4; charset=utf-8', 'loom_sse_readers 0\n']);
  });

  it('has one model probed, or all', async () => {
    const post = (body?: unknown) => http.call('POST', '/models/probe', body, { authorization: `Bearer ${TOKEN}` });
    expect((await post({ name: 'main' })).body).toMatchObject({ asked: ['main'] });
    expect((await post({})).body).toMatchObject({ asked: ['small'] });
    expect((await post({ name: 7 })).status).toBe(400);
    expect((await post({ nome: 'main' })).status).toBe(400);
  });

  it('shows the configuration without its secrets', async () => {
    const { body } = await get('/config');
    expect(body.server).toMatchObject({ host: '127.0.0.1', token: '***' });
    expect(JSON.stringify(body)).not.toContain(TOKEN);
  });
});

describe('the description', () => {
  it('names every public route, and no other', () => {
    const described = http.published
      .operations()
      .map(({ method, path }) => `${method} ${path}`)
      .sort();
    const registered = http.routes
      .all()
      .filter((route) => !/^HEAD | \/docs|\/internal\//.test(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'))
      .sort();
    expect(described).toEqual(registered);
    expect(described).toHaveLength(32);
    expect(http.published.document.info.version).toBe(VERSION);
  });

  it('has problem documents for every refusal it names', () => {
    for (const item of Object.values(http.published.document.paths))
      for (const operation of Object.values(item) as { responses: Record<string, { content?: object }> }[])
        for (const [status, { content }] of Object.entries(operation.responses))
          if (Number(status) >= 400 && !(status === '503' && JSON.stringify(content).includes('HealthDto')))
            expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
  });

  it('is shown by a page that loads nothing from elsewhere', async () => {
    const page = await http.call<string>('GET', '/docs');
    expect(page.type).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const { origin, pathname } = new URL(link, `${http.url}/docs`);
      expect([link, origin]).toEqual([link, http.url]);
      expect([link, (await get(pathname)).status]).toEqual([link, 200]);
    }
    expect(page.body).not.toMatch(/<script>\s*\S/);
  });
});
