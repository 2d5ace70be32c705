import type * as InkModule from 'ink';
import type { Key as InkKey } from 'ink';
import { createElement as h, useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Colors } from '../output.js';
import { screenLines } from './screen.js';
import type { TuiSession } from './session.js';
import type { Key } from './state.js';

const TICK_MS = 120;

export type Ink = typeof InkModule;

/** The screen as one text: what is where is decided in `screenLines`, a pure function. */
export function App({ ink, session, colors }: { ink: Ink; session: TuiSession; colors: Colors }): ReactElement {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const { columns, rows } = useSize(ink);
  const tick = useTick(state.live?.endedAt === null);
  ink.useInput((text, key) => {
    for (const one of keysOf(text, key)) session.press(one);
  });
  const lines = screenLines(state, { columns, rows, now: Date.now(), tick, colors });
  return h(
    ink.Box,
    { height: rows, flexDirection: 'column' },
    lines.map((line, i) => h(ink.Text, { key: i, wrap: 'truncate' }, line === '' ? ' ' : line)),
  );
}

/** The last column and row stay free: written to, they make some terminals scroll. */
function useSize({ useStdout }: Ink): { columns: number; rows: number } {
  const { stdout } = useStdout();
  const read = () => ({ columns: (stdout.columns || 80) - 1, rows: (stdout.rows || 24) - 1 });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const onResize = (): void => setSize(read());
    stdout.on('resize', onResize);
    return () => void stdout.off('resize', onResize);
  }, [stdout]);
  return size;
}

/** Counts while something moves. */
function useTick(isMoving: boolean): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => setTick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isMoving]);
  return tick;
}

/** A paste, or what was typed while the screen was drawn, comes as one text. */
function keysOf(text: string, key: InkKey): Key[] {
  if (key.ctrl) return text === 'c' ? [{ text: '', name: 'interrupt' }] : [];
  const name = (
    [
      ['up', key.upArrow],
      ['down', key.downArrow],
      ['left', key.leftArrow],
      ['right', key.rightArrow],
      ['page_up', key.pageUp],
      ['page_down', key.pageDown],
      ['tab', key.tab],
      ['enter', key.return],
      ['escape', key.escape],
      ['erase', key.backspace || key.delete],
    ] as const
  ).find(([, pressed]) => pressed)?.[0];
  if (name !== undefined) return [{ text: '', name }];
  return key.meta ? [] : [...text].map(keyOf);
}

function keyOf(character: string): Key {
  if (character === '\r') return { text: '', name: 'enter' };
  if (character === '\u007f' || character === '\b') return { text: '', name: 'erase' };
  return { text: /[\u0000-\u001f]/.test(character) ? ' ' : character, name: null };
}
