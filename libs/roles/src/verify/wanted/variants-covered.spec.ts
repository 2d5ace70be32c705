import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { variantsCovered, variantsIn } from './variants-covered.js';

const ENUM = 'pub enum Color {\n    Red,\n    Rgb(u8, u8, u8),\n}\n';
const BLUE = ENUM.replace('    Rgb', '    Blue { dark: bool },\n    Rgb');
const matched = (arms: string): string => `fn name(c: &Color) -> u8 {\n    match c {\n${arms}\n    }\n}\n`;

const faults = async (use: string, text = BLUE): Promise<string> => {
  const changes: FileChange[] = [{ path: 'c.rs', operation: 'modify', additions: 1, deletions: 0, binary: false }];
  const texts: Readonly<Record<string, string>> = { 'c.rs': text, 'use.rs': use };
  const view = {
    ...{ there: Object.keys(texts), changes },
    text: (path: string) => Promise.resolve(texts[path] ?? null),
    before: () => Promise.resolve(ENUM),
  };
  const results = await variantsCovered(view as unknown as FilesView);
  return results.map(({ detail }) => detail).join();
};

describe('variants of an enum', () => {
  it('reads them', () => {
    expect([...variantsIn(BLUE)]).toEqual([['Color', ['Red', 'Blue', 'Rgb']]]);
  });

  it.each([
    'Color::Red => 1,\n Color::Rgb(r, _, _) => r,',
    'crate::Color::Red => { let a = [1, 2]; a[0] }\n Color::Rgb(r, ..) => r',
    'Color::Red | Color::Rgb(..) => 1',
  ])('finds a match without an arm for a new one: %s', async (arms) => {
    expect(await faults(matched(arms))).toContain('no arm for Blue');
  });

  it.each([
    'Color::Red => 1,\n Color::Blue { .. } => 2,\n Color::Rgb(r, _, _) => r,',
    'Color::Red => 1,\n _ => 2,',
    'Color::Red => 1,\n Color::Rgb(r, ..) => r,\n other => 3,',
    'Shade::Red => 1,\n Shade::Rgb => 2,',
    '(Color::Red, _) => 1,\n (Color::Rgb(..), _) => 2,\n _ => 3,',
  ])('takes %s', async (arms) => {
    expect(await faults(matched(arms))).toBe('');
  });

  it('takes a variant under another name', async () => {
    expect(await faults(matched('Color::Red => 1, Color::Rgb(r, ..) => r'), ENUM.replace('Red', 'Ruby'))).toBe('');
  });
});
