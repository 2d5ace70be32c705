import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { packagesDropped } from './packages-dropped.js';

afterEach(removePlayed);

const KIT: Files = {
  'package.json': '{"dependencies":{"left-pad":"1"}}',
  'index.js': "const pad = require('left-pad');\n",
};

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await packagesDropped(files, told))
    .filter(({ passed }) => !passed)
    .map(({ detail }) => detail)
    .join();
};

describe('packages that are no longer declared', () => {
  it.each<[string, Files, Files, string]>([
    ['Remove left-pad.', KIT, { ...KIT, 'package.json': '{"dependencies":{}}' }, 'index.js still takes left-pad'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Remove left-pad.', KIT, { 'package.json': '{"dependencies":{}}', 'index.js': 'module.exports = 1;\n' }],
    ['Remove left-pad from package.json.', KIT, { ...KIT, 'package.json': '{"dependencies":{}}' }],
    ['Move it.', KIT, { ...KIT, 'package.json': '{"devDependencies":{"left-pad":"1"}}' }],
    ['Add x.', KIT, { ...KIT, 'package.json': '{"dependencies":{"left-pad":"1","x":"1"}}' }],
    ['Change it.', KIT, { ...KIT, 'package.json': '{"dependencies":' }],
    [
      'Remove events, which Node has.',
      { 'package.json': '{"dependencies":{"events":"3"}}', 'i.js': "require('events');\n" },
      { 'package.json': '{"dependencies":{}}', 'i.js': "require('events');\n" },
    ],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
