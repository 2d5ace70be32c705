import { EXIT, Interrupted } from './exit-codes.js';
import type { Interrupt } from './invocation.js';

/** Without `listen` the signals end the process as usual. */
export function processInterrupt(): Interrupt {
  let controller: AbortController | null = null;
  return {
    listen() {
      if (controller !== null) return controller.signal;
      const abort = (controller = new AbortController());
      const onSignal = (signal: NodeJS.Signals) => {
        if (abort.signal.aborted) process.exit(EXIT.interrupted);
        abort.abort(new Interrupted(signal === 'SIGINT' ? 'interrupted' : 'terminated'));
      };
      process.on('SIGINT', onSignal);
      process.on('SIGTERM', onSignal);
      process.on('SIGHUP', onSignal);
      return abort.signal;
    },
  };
}
