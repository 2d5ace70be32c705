import { Arena } from './arena.js';
import { CHUNKINGS, PROTOCOLS, type Mode, type Protocol } from './mode.js';
import { play, type Result } from './play.js';
import type { Chunking } from '#testing';

export interface Turn {
  readonly mode: Mode;
  readonly protocol: Protocol;
  readonly chunking: Chunking;
}

/** Each mode on each of its protocols with each chunking. */
export const allTurns = (modes: readonly Mode[]): Turn[] =>
  modes.flatMap((mode) =>
    mode.protocols.flatMap((protocol) => CHUNKINGS.map((chunking) => ({ mode, protocol, chunking }))),
  );

/** Each mode once; protocols and chunkings take turns, so that all of them are met. */
export const quickTurns = (modes: readonly Mode[]): Turn[] =>
  modes.map((mode, index) => ({
    mode,
    protocol: mode.protocols[index % mode.protocols.length] ?? 'ollama',
    chunking: CHUNKINGS[Math.floor(index / 2) % CHUNKINGS.length] ?? 'line',
  }));

export interface RunOptions {
  /** Runs at once. */
  readonly atOnce: number;
  readonly onResult?: (result: Result) => void;
}

/** Plays all turns; modes that need a configuration of their own get a Loom of their own. */
export async function runGauntlet(turns: readonly Turn[], { atOnce, onResult }: RunOptions): Promise<Result[]> {
  const arenas = new Map<Protocol, Promise<Arena>>();
  const shared = (protocol: Protocol): Promise<Arena> => {
    const arena = arenas.get(protocol) ?? Arena.open(protocol);
    arenas.set(protocol, arena);
    return arena;
  };
  const results: Result[] = [];
  // The long ones first, so that none of them runs alone at the end.
  const waiting = [...turns].sort((a, b) => Number(b.mode.own !== null) - Number(a.mode.own !== null));
  const lane = async (): Promise<void> => {
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
      const { mode, protocol, chunking } = turn;
      const own = mode.own === null ? null : await Arena.open(protocol, mode.own);
      try {
        const result = await play(own ?? (await shared(protocol)), mode, protocol, chunking);
        results.push(result);
        onResult?.(result);
      } finally {
        await own?.close();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, lane));
  } finally {
    for (const arena of arenas.values()) await (await arena).close();
  }
  const order = (result: Result): string =>
    `${result.mode.id} ${PROTOCOLS.indexOf(result.protocol)} ${String(result.chunking)}`;
  return results.sort((a, b) => order(a).localeCompare(order(b), 'en', { numeric: true }));
}
