import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { numbersThere, numbersTold } from './told-numbers.js';

afterEach(removePlayed);

const found = async (told: string, before: Files, after: Files): Promise<string> =>
  (await numbersThere(await viewOf(before, after), told)).map(({ detail }) => detail).join();

const CARGO = 'serde = "1.0.150"\ntokio = "1.20"\n';

describe('a number that something was to become', () => {
  it.each<[string, string[]]>([
    ['Update serde to 1.0.200 and tokio to 1.37 in Cargo.toml, but do not touch rand.', ['1.0.200', '1.37']],
    ['Update serde to 1.0.200 and tokio to 1.37 in Cargo.toml.', ['1.0.200', '1.37']],
    ['Move the Dockerfile from Node 18 to Node 20.', ['20']],
    ['Set the timeout to 30 seconds.', []],
    ['Set the port to 8080 or 9090.', []],
    ['Raise all prices to 10.50.', []],
    ['Write a script that sets the port to 8080.', []],
    ['Bitte ändere den Port auf 8081.', ['8081']],
    ['Cambia el puerto a 9090 y el nivel a "warn" en config.yml.', ['9090']],
  ])('%s', (told, numbers) => {
    expect(numbersTold(told)).toEqual(numbers);
  });

  it.each<[string, Files, Files, string]>([
    [
      'Update tokio to 1.37 in Cargo.toml.',
      { 'Cargo.toml': CARGO },
      { 'Cargo.toml': CARGO.replace('1.20', '1.30') },
      '1.37',
    ],
    ['Cambia el puerto a 9090.', { 'a.yml': 'port: 80\nlog: a\n' }, { 'a.yml': 'port: 80\nlog: b\n' }, '9090'],
    [
      'Move the image from Node 18 to Node 20.',
      { Dockerfile: 'FROM node:18\n' },
      { Dockerfile: 'FROM node:21\n' },
      '20',
    ],
  ])('is missing: %s', async (told, before, after, number) => {
    expect(await found(told, before, after)).toContain(number);
  });

  it.each<[string, Files, Files]>([
    ['Update tokio to 1.37.', { 'Cargo.toml': CARGO }, { 'Cargo.toml': CARGO.replace('1.20', '1.37.0') }],
    ['Set the limit to 5000.', { 'a.js': 'limit(10);\n' }, { 'a.js': 'limit(5_000);\n' }],
    ['Set the timeout to 30.', { 'a.js': 'wait(10);\n' }, { 'a.js': 'wait(30_000);\n' }],
    [
      'Bump the version to 2.0.0.',
      { 'package.json': '{"version": "1.9.0"}' },
      { 'package.json': '{"version": "2.0.0"}' },
    ],
    [
      'Set the port to 8080.',
      { 'a.toml': 'port = 8080\n', 'b.md': 'old' },
      { 'a.toml': 'port = 8080\n', 'b.md': '8080' },
    ],
  ])('is there: %s', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });

  it('is looked for in linear time', () => {
    assertLinear((text) => numbersTold(`set a ${text}`), 'to 12 to v1.2 ', 500);
  });
});
