import { SandboxConfig } from '#config';
import { chooseSandbox } from '#tools';

/** The machine's own sandbox for commands. */
export const { sandbox, warnings } = await chooseSandbox(new SandboxConfig());
/** Why specs of it are left out, for their titles; empty where they are not. */
export const missing = sandbox.kind === 'bubblewrap' ? '' : ` [skipped: ${warnings.join(' ')}]`;
