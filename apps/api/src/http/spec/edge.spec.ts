import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpFixture } from './http.fixture.js';

const TOKEN = 'correct-horse-battery';
let open: HttpFixture;
let locked: HttpFixture;
beforeAll(async () => {
  open = await HttpFixture.start();
  locked = await HttpFixture.start({ server: { host: '0.0.0.0', token: TOKEN } });
});
afterAll(() => Promise.all([open.close(), locked.close()]));

/** fetch sets Host and Origin itself; this sends what it is told. */
function raw(of: HttpFixture, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: of.port, path, headers, method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('every answer', () => {
  it('that refuses is a problem document with its status, whatever went wrong', async () => {
    const bad: [number, string, string, unknown?, Record<string, string>?][] = [
      [404, 'GET', '/nothing'],
      [400, 'GET', '/models?X=x'],
      [431, 'GET', `/tasks?cursor=${'x'.repeat(70_000)}`],
      [404, 'GET', '/tasks/'],
      [405, 'PUT', '/tasks', {}],
      [405, 'DELETE', '/health'],
      [400, 'GET', '/tasks/%E0%A4%A'],
      [404, 'GET', `/tasks/${'x'.repeat(600)}`],
      [415, 'POST', '/tasks', 'goal=1', { 'content-type': 'application/x-www-form-urlencoded' }],
      [415, 'POST', '/tasks', '{"goal":"a"}', { 'content-type': 'text/plain' }],
      [415, 'POST', '/tasks', '{"goal":"a"}', { 'content-type': 'application/octet-stream' }],
      [413, 'POST', '/tasks', { goal: 'x'.repeat(1_100_000) }],
    ];
    for (const [status, method, path, body, headers] of bad) {
      const answer = await open.call(method, path, body, headers);
      expect([method, path.slice(0, 40), answer.status]).toEqual([method, path.slice(0, 40), status]);
      expect(answer.type).toBe('application/problem+json; charset=utf-8');
      expect(answer.body).toMatchObject({ type: expect.stringMatching(/^urn:loom:problem:/), status });
      expect(answer.body.title).toBeTruthy();
      expect(answer.body.detail).toBeTruthy();
    }
  });

  it('reaches a client that is still sending what nobody will read', async () => {
    const body = { goal: 'x'.repeat(8_000_000) };
    const answers = await Promise.all(Array.from({ length: 12 }, () => open.call('POST', '/tasks', body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 413));
  });

  it('is a problem document even to what is no HTTP', async () => {
    const socket = connect(open.port, '127.0.0.1');
    socket.end('HELLO\r\n\r\n');
    let said = '';
    for await (const chunk of socket) said += String(chunk);
    const [head = '', body = ''] = said.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
    expect(JSON.parse(body)).toMatchObject({ status: 400, type: 'urn:loom:problem:unreadable_request' });
  });

  it('names the methods an address takes', async () => {
    expect((await open.call('PUT', '/tasks', {})).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('forbids browsers to guess, frame or run it, and lets no other origin read it', async () => {
    const { headers } = await open.call('GET', '/tasks', undefined, { origin: 'http://evil.example' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('goes out even for a request that is no HTTP', async () => {
    const socket = connect(open.port, '127.0.0.1');
    const text = await new Promise<string>((resolve, reject) => {
      let seen = '';
      socket.on('data', (chunk) => (seen += chunk.toString()));
      socket.on('end', () => resolve(seen));
      socket.on('error', reject);
      socket.write('NONSENSE\r\n\r\n');
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('who may speak', () => {
  it('is anybody on loopback who names the server as such', async () => {
    for (const host of [`127.0.0.1:${open.port}`, 'localhost', 'LOCALHOST:80', '[::1]:9000', '127.1.2.3'])
      expect([host, await raw(open, '/tasks', { host })]).toEqual([host, 200]);
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '10.0.0.5',
      'a b',
      '127.0.0.1@evil.example',
      '127.0.0.1.nip.io',
    ])
      expect([host, await raw(open, '/tasks', { host })]).toEqual([host, 403]);
  });

  it('is no page of another origin that wants to change something', async () => {
    const host = `127.0.0.1:${open.port}`;
    const path = `/tasks/${await open.newTask()}/pause`;
    expect(await raw(open, path, { host, origin: 'http://evil.example' }, 'POST')).toBe(403);
    expect(await raw(open, path, { host, origin: 'null' }, 'POST')).toBe(403);
    expect(await raw(open, path, { host, origin: `http://${host}` }, 'POST')).toBe(200);
  });

  it('is only who shows the token, where there is one, on every address but the open ones', async () => {
    const bearer = { authorization: `Bearer ${TOKEN}` };
    const closed = locked.routes.all().filter((route) => !/ \/(health|docs)/.test(route));
    expect(closed.length).toBeGreaterThan(40);
    for (const route of closed) {
      const [method = '', url = ''] = route.split(' ');
      expect([route, await raw(locked, url.replaceAll(':', ''), {}, method)]).toEqual([route, 401]);
    }
    for (const path of ['/health', '/docs', '/docs-json', '/docs/swagger-ui.css'])
      expect([path, await raw(locked, path, {})]).toEqual([path, 200]);
    expect(await raw(locked, '/tasks', bearer)).toBe(200);
    for (const authorization of [`Bearer ${TOKEN}x`, 'Bearer ', `Basic ${TOKEN}`, TOKEN, `Bearer ${TOKEN.slice(1)}`])
      expect(await raw(locked, '/tasks', { authorization })).toBe(401);
    expect(await raw(locked, '/nothing', {})).toBe(401);
  });

  it('may use any name of the server with the token, and addresses alone without', async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect(await raw(locked, '/tasks', { host: 'gpu-box:9000', authorization })).toBe(200);
    expect(await raw(locked, '/health', { host: '192.168.1.7:9000' })).toBe(200);
    expect(await raw(locked, '/health', { host: 'evil.example' })).toBe(403);
  });

  it('is told how to show a token', async () => {
    const answer = await fetch(`${locked.url}/tasks`);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(((await answer.json()) as { type: string }).type).toBe('urn:loom:problem:unauthorized');
  });
});
