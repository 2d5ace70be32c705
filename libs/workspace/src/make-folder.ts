import { mkdirSync } from 'node:fs';

/** With those above it. Not with node's asynchronous mkdir: that takes a full disk for a folder that is not there. */
export function makeFolder(folder: string | Buffer, mode = 0o700): void {
  mkdirSync(folder, { recursive: true, mode });
}
