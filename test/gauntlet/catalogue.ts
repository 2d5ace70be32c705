import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Mode } from './mode.js';

const FOLDER = fileURLToPath(new URL('./modes/', import.meta.url));

/** Every `modes/*.mode.ts`, by id: a new failure mode is one more file there. */
export async function loadModes(): Promise<Mode[]> {
  const names = (await readdir(FOLDER)).filter((name) => /\.mode\.(ts|js)$/.test(name)).sort();
  const modes: Mode[] = [];
  for (const name of names) {
    const { default: mode } = (await import(/* @vite-ignore */ pathToFileURL(join(FOLDER, name)).href)) as {
      default: Mode;
    };
    if (!name.startsWith(`${mode.id.toLowerCase()}.`)) throw new Error(`${name} holds the mode ${mode.id}`);
    modes.push(mode);
  }
  return modes;
}
