import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { checkLines, numbersOnly } from './checked-body.js';

async function* bytesOf(body: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(body);
}

async function lines(body: string): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const line of checkLines(bytesOf(body), 'ndjson', 'application/x-ndjson', () => undefined))
    read.push(JSON.parse(new TextDecoder().decode(line)));
  return read;
}

async function events(body: string): Promise<string> {
  let read = '';
  for await (const event of checkLines(bytesOf(body), 'sse', 'text/event-stream', () => undefined))
    read += new TextDecoder().decode(event);
  return read;
}

describe('a body of lines', () => {
  it.each([
    ['as events of a proxy', ': hello\n\nevent: message\ndata: {"n":1}\n\ndata:{"n":2}\n\ndata: [DONE]\n\n'],
    ['without their ends', '{"n":1}{"n":2}\n'],
    ['behind a remark of the server', 'warning: runs on cpu\r\n2026/01/01 loaded\n{"n":1}\n{"n":2}\n'],
    ['with blank lines between', '\n{"n":1}\r\n\r\n{"n":2}'],
  ])('is read %s', async (_what, body) => {
    expect(await lines(body)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it.each([
    'warning: no gpu\n',
    '{"n":1}\nwarning\n',
    'n":1}\n{"n":2}',
    '{"n":1}{"n":',
    '{"n":1} and {"n":2}',
    'data {"n":1}',
  ])('is no answer: %s', async (body) => {
    await expect(lines(body)).rejects.toMatchObject({ trouble: { kind: 'interrupted' } });
  });
});

describe('a body of events', () => {
  it.each([
    ['{"code":500,"message":"Compute error.","type":"server_error"}', 'server_error', 'status 500: Compute error.'],
    ['the slot is gone', 'server_error', 'status 500: the slot is gone'],
  ])('with a field "error: %s" is an error', async (said, kind, because) => {
    const body = `data: {"n":1}\n\nerror: ${said}\n\ndata: [DONE]\n\n`;
    await expect(events(body)).rejects.toMatchObject({ trouble: { kind, because } });
  });

  it('with an error field for a prompt that is too long says so', async () => {
    const body = 'error: {"code":400,"message":"the request exceeds the available context size."}\n\ndata: [DONE]\n\n';
    await expect(events(body)).rejects.toMatchObject({ trouble: { kind: 'overflow' } });
  });

  it('may speak of errors in its data', async () => {
    expect(await events('data: {"n":"\\nerror: x"}\n\n')).toBe('data: {"n":"\\nerror: x"}\n\n');
  });
});

describe('what is no number', () => {
  it('is null, and stays as it is in a text', () => {
    expect(numbersOnly('{"a":NaN,"b":-Infinity,"c":"NaN \\" NaN"}')).toBe('{"a":null,"b":null,"c":"NaN \\" NaN"}');
  });

  it('is looked for in linear time where a text never ends', () => {
    assertLinear(numbersOnly, '\\"', 30_000);
  });
});
