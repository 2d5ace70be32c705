import { cleanText, cutMiddle } from '../text/plain-text.js';
import { runWithRoom } from './run-with-room.js';
import { SandboxBroken, type Sandbox, type SandboxResult } from './sandbox.js';

const MAX_SAID_BYTES = 1000;

/**
 * Runs commands that install dependencies where an executor's commands run; null = it passed, else how it ended.
 * The function throws DiskFull and the signal's reason.
 */
export function setUpRunner(sandbox: Sandbox, { network }: { readonly network: boolean }) {
  return async (of: {
    readonly root: string;
    readonly scratch: string;
    readonly command: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  }): Promise<string | null> => {
    try {
      const result = await runWithRoom(sandbox, { ...of, logOverflow: false });
      if (!result.timedOut && result.exitCode === 0) return null;
      const how = result.timedOut ? `stopped after ${of.timeoutMs / 1000} s` : `exit code ${result.exitCode ?? 'none'}`;
      const open = network || sandbox.kind === 'none' ? '' : '; commands have no network ([sandbox] network = false)';
      return cutMiddle(`${how}${open}\n${said(result)}`, MAX_SAID_BYTES).trim();
    } catch (error) {
      if (error instanceof SandboxBroken) return error.message;
      throw error;
    }
  };
}

const said = ({ head, tail }: SandboxResult): string => cleanText(tail === '' ? head : tail).trim();
