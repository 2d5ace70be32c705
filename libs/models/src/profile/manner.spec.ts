import { expect, it } from 'vitest';
import { lessonOf, mannerOf } from './manner.js';

it('a server that still wants roles to alternate takes no tool messages', () => {
  const manner = mannerOf(null, {});
  expect(lessonOf('user_after_tool', manner, false)).toMatchObject({ refused: 'user_after_tool', shown: {} });
  const folded = { ...manner, refused: new Set(['user_after_tool'] as const) };
  expect(lessonOf('user_after_tool', folded, false)).toMatchObject({
    refused: 'tool_role',
    shown: { toolRole: false },
  });
  expect(lessonOf('user_after_tool', { ...folded, toolsInWords: true }, false)).toBeNull();
});
