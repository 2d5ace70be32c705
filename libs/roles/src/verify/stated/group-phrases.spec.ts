import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed } from './played.fixture.js';

afterEach(removePlayed);

describe('a key of a group that is named', () => {
  const TOLD = 'Set strict to true in compilerOptions of tsconfig.json.';
  const before = { 'tsconfig.json': '{"compilerOptions": {"target": "es2022"}, "include": ["src"]}' };
  const set = (text: string): Promise<string> => faults(TOLD, before, { 'tsconfig.json': text });

  it('is set there', async () => {
    expect(await set('{"compilerOptions": {"target": "es2022", "strict": true}, "include": ["src"]}')).toBe('');
  });

  it('is set there in other languages', async () => {
    const told = 'Setze strict auf true unter compilerOptions in tsconfig.json';
    expect(
      await faults(told, before, { 'tsconfig.json': '{"compilerOptions": {"target": "x"}, "strict": true}' }),
    ).toContain('strict');
    expect(await faults(told, before, { 'tsconfig.json': '{"compilerOptions": {"strict": true}}' })).toBe('');
  });

  it.each([
    '{"compilerOptions": {"target": "es2022"}, "include": ["src"], "strict": true}',
    '{"compilerOptions": {"target": "es2022", "strict": false}, "include": ["src"]}',
  ])('is set otherwise in %s', async (text) => {
    expect(await set(text)).toContain('strict');
  });
});
