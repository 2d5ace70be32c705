import { sharedLoom } from '../support/index.js';

/** The server of all stories. */
export const loom = sharedLoom();
