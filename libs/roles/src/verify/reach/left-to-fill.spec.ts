import { expect, it } from 'vitest';
import { isLeftToFill } from './left-to-fill.js';

it('a folder is left to the steps of whose outputs one lies in it', () => {
  const awaited = ['2023/06/', './src/**/*.ts', 'media/torii.jpg'];
  for (const folder of ['2023/06', '2023', 'media/', './media', 'src'])
    expect(isLeftToFill(folder, awaited), folder).toBe(true);
  for (const folder of ['2023/0', 'med', 'torii.jpg']) expect(isLeftToFill(folder, awaited), folder).toBe(false);
  expect(isLeftToFill('media')).toBe(false);
});
