import { fileURLToPath } from 'node:url';

/** The checkout, which was built before the specs began. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
