import { writeSync } from 'node:fs';
import { createElement } from 'react';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { textOperand, type Invocation } from '../invocation.js';
import { taskIdOf } from '../task-ids.js';
import { App } from '../tui/app.js';
import { TuiSession } from '../tui/session.js';
import { open } from './open.js';

const ENTER = '\u001b[?1049h\u001b[H\u001b[2J';
const LEAVE = '\u001b[?25h\u001b[?1049l';

/** The full-screen view, until it is left. */
export async function tui(call: Invocation): Promise<number> {
  const { output } = call;
  if (!output.isTerminal || !process.stdin.isTTY)
    throw new WrongUsage('the full-screen view needs a terminal', '`loom watch ID` follows a task anywhere.');
  // It loads a part of itself while it loads, which only an import by `await` waits for.
  const ink = await import('ink');
  const client = await open(call);
  const given = textOperand(call, 0);
  const session = new TuiSession(client);
  // What is wrong with the server is said on the usual screen, before the other one is opened.
  await session.open(given === '' ? null : await taskIdOf(client, given));
  const stopped = call.interrupt.listen();
  stopped.addEventListener('abort', () => session.close());
  const restore = onOtherScreen();
  const app = ink.render(createElement(App, { ink, session, colors: output.colors }), { exitOnCtrlC: false });
  try {
    await Promise.race([session.ended, app.waitUntilExit()]);
  } finally {
    session.close();
    app.unmount();
    restore();
  }
  return stopped.aborted || session.interrupted ? EXIT.interrupted : EXIT.done;
}

/** Opens the terminal's other screen; however the process ends, the usual one comes back with its cursor. */
function onOtherScreen(): () => void {
  process.stdout.write(ENTER);
  let isThere = true;
  const restore = (): void => {
    if (!isThere) return;
    isThere = false;
    process.off('exit', restore);
    try {
      process.stdin.setRawMode(false);
      writeSync(1, LEAVE);
    } catch {
      // The terminal itself has gone.
    }
  };
  process.on('exit', restore);
  return restore;
}
