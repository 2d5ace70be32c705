import { afterEach, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { environmentListed, namesRead } from './environment-listed.js';
import { removePlayed, viewOf } from '../stated/played.fixture.js';

afterEach(removePlayed);

const SERVER =
  "const port = Number(process.env.PORT ?? 3000);\nconst key = process.env['MAIL_KEY'];\nif (process.env.NODE_ENV) go(port, key);\n";
const TOLD = 'Create .env.example with one empty line "NAME=" for each environment variable that server.js reads.';
const faults = async (list: string, told = TOLD): Promise<string> => {
  const view = await viewOf({ 'server.js': SERVER }, { 'server.js': SERVER, '.env.example': list });
  return (await environmentListed(view, told)).map(({ detail }) => detail).join();
};

it('finds the variable that an example of the environment lacks', async () => {
  expect(await faults('PORT=\n')).toBe('.env.example lacks MAIL_KEY');
});

it.each<[string, string?]>([
  ['PORT=\nMAIL_KEY=\n'],
  ['# the key of the post\n#MAIL_KEY=abc\nPORT=3000\n'],
  ['PORT=\n', 'Create .env.example with each environment variable that server.js reads, except secrets.'],
  ['PORT=\n', 'Create .env.example with the port that server.js listens on.'],
])('lets be: %j', async (list, told) => {
  expect(await faults(list, told)).toBe('');
});

it('knows how languages read the environment', () => {
  expect(namesRead('a = os.environ["A"]\nb = os.getenv("B", 1)\nc = os.environ.get(\'C\')\n')).toEqual(['A', 'B', 'C']);
  expect(namesRead('os.Getenv("A"); ENV.fetch("B"); environment.C; process.environment.D')).toEqual(['A', 'B']);
});

it('reads in linear time', () => {
  assertLinear(namesRead, 'process.env', 40_000);
  assertLinear(namesRead, 'getenv( ', 40_000);
});
