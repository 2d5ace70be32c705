import type { CommandBody, CommandSpec, OptionSpec } from '../command-spec.js';
import { completionScript, isShell } from '../completion-scripts.js';
import { EXIT, WrongUsage } from '../exit-codes.js';
import { textOperand } from '../invocation.js';

export const completionOf =
  (commands: readonly CommandSpec[], globals: readonly OptionSpec[]): CommandBody =>
  async (call) => {
    const shell = textOperand(call, 0);
    if (!isShell(shell)) throw new WrongUsage(`there is no completion for "${shell}"`, 'Name bash, zsh or fish.');
    call.output.out(completionScript(shell, commands, globals));
    return EXIT.done;
  };
