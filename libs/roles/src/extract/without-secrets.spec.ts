import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { withoutSecrets } from './without-secrets.js';

describe('what is remembered', () => {
  it.each([
    ['API_KEY is sk-live-1234567890abcdef1234567890abcdef', 'API_KEY is ***'],
    ['DB_PASSWORD=hunter2hunter2', 'DB_PASSWORD=***'],
    ['the token: "a1b2c3d4e5f6g7h8" works', 'the token: "***" works'],
    ['uses ghp_0123456789abcdefABCDEF', 'uses ***'],
    ['postgres://ann:s3cret@db/x', 'postgres://ann:***@db/x'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.abcdefghijkl', 'Bearer ***'],
  ])('holds no key: %s', (text, without) => {
    expect(withoutSecrets(text)).toBe(without);
  });

  it.each([
    'The password is hashed with bcrypt.',
    'token: string, secret: Buffer',
    'Commit 9fceb02d0ae598e95dc970b74767f19372d61af8 broke it.',
    'Task 550e8400-e29b-41d4-a716-446655440000 is done.',
    'API_KEY is read from the environment.',
    'Set apiKey: process.env.API_KEY in config.ts.',
    'The secret is ${SECRET_V2} in compose.yml.',
    'sk-learn is used; http://localhost:8080/a@b is the address.',
    'The tokenizer has token=32000 entries.',
  ])('keeps: %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  it('is looked through in linear time', () => {
    for (const unit of ['sk-', 'a_', 'password ', 'eyJ', '-----BEGIN PRIVATE KEY-----', 'a://b:', 'token="', 'a-_'])
      assertLinear(withoutSecrets, unit, 24_000 / unit.length);
  });
});
