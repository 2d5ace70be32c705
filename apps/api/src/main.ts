import { runApp } from '#bootstrap';
import { startServe } from './serve.js';

/** The API alone, for machines where each part is a process of its own; `loom serve` runs all in one. */
void runApp({
  name: 'api',
  start: async () => {
    const loom = await startServe({ roles: 'none' });
    return { close: () => loom.close() };
  },
});
