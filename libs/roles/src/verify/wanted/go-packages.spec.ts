import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { onePackage } from './go-packages.js';

afterEach(removePlayed);
const SHAPE: Files = { 'shape/shape.go': 'package shape\n' };
const faults = async (after: Files, before: Files = SHAPE): Promise<string> =>
  (await onePackage(await viewOf(before, { ...before, ...after }))).map(({ detail }) => detail).join();

describe('files of one folder', () => {
  it('are of one package', async () => {
    expect(await faults({ 'shape/shape_test.go': 'package main\n' })).toContain('of package main, and shape/shape.go');
    expect(await faults({ 'shape/area.go': '// Areas.\npackage area\n' })).toContain('of package area');
  });

  it.each<[string, Files]>([
    ['a test from outside', { 'shape/shape_test.go': 'package shape_test\n' }],
    ['the same package', { 'shape/area.go': 'package shape\n' }],
    ['another folder', { 'cmd/main.go': 'package main\n' }],
    ['left out of the build', { 'shape/gen.go': '//go:build ignore\n\npackage main\n' }],
    ['built apart', { 'shape/tools.go': '//go:build tools\n\npackage tools\n' }],
  ])('may differ: %s', async (_why, after) => {
    expect(await faults(after)).toBe('');
  });
});
