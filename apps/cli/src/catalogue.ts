import { RESULTS } from './catalogue/results.js';
import { START } from './catalogue/start.js';
import { SYSTEM } from './catalogue/system.js';
import { UPKEEP } from './catalogue/upkeep.js';
import { VIEWS } from './catalogue/views.js';
import { WORK } from './catalogue/work.js';
import type { CommandSpec, OptionSpec } from './command-spec.js';
import { DEMO, SERVE, WORKER } from './container-catalogue.js';

/*
 * Every command as data: the parser, the help, the shell completion and the Nest container commands read it from here.
 * Bodies are imported when a command runs, so that none pays for another.
 */

const inContainer = async () => (await import('./container-commands.js')).runInContainer;

/** In the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  { ...SERVE, load: inContainer },
  { ...WORKER, load: inContainer },
  ...WORK,
  ...RESULTS,
  ...SYSTEM,
  ...UPKEEP,
  ...START,
  { ...DEMO, load: inContainer },
  ...VIEWS,
  {
    name: 'completion',
    operands: '<shell>',
    about: 'print a completion script for bash, zsh or fish',
    examples: [
      'loom completion bash > ~/.local/share/bash-completion/completions/loom',
      'source <(loom completion zsh)',
    ],
    load: async () => (await import('./commands/completion.js')).completionOf(COMMANDS, GLOBAL_OPTIONS),
  },
];

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--config <file>', about: 'loom.toml to read' },
  { flags: '--server <url>', about: "the API's address (else $LOOM_SERVER_URL, else the configured one)" },
  { flags: '--token <token>', about: "the API's token (else $LOOM_TOKEN, $LOOM_SERVER_TOKEN, the configured one)" },
  { flags: '--json', about: 'machine output on stdout' },
  { flags: '--no-color', about: 'no colours' },
];
