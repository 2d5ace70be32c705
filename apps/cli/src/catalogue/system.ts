import type { CommandSpec } from '../command-spec.js';

const system = () => import('../commands/system.js');

/** Commands about models, workers and the server. */
export const SYSTEM: readonly CommandSpec[] = [
  {
    name: 'models',
    about: 'list the models: roles, tier, health, what each can do',
    more: `A model is known by its server and its name. Success of an executor is what the verifier says of its work.
The routing takes the better of equal models, and comes back to each now and then.
--probe has the server's workers ask models anew what they can do: tools, schemas, thinking, roles, speed. A model is
asked while nobody works on its server. The keys of [models.NAME] that say the same go before what is found out.`,
    options: [
      { flags: '--stats', about: 'success, retries, tokens and seconds per model, role and tier' },
      { flags: '--probe [name]', about: 'find out now what a model can do, or all models' },
    ],
    examples: ['loom models', 'loom models --stats', 'loom models --probe small'],
    load: async () => (await import('../commands/models.js')).models,
  },
  {
    name: 'eval',
    operands: '<what>',
    about: 'measure how often a verifier passes faults: loom eval verifier',
    more: `Shows each verifier of loom.toml small finished works, most of them with a known fault, claimed as done by each
executor's model, through the same checks and prompts as in work. It asks the models from this machine, in a folder of
its own that goes with it, and takes some minutes for each pair. The rates are kept by the server that answers, else by
the database itself, shown in loom models, and used when a verifier is chosen.`,
    options: [
      { flags: '--verifier <name>', about: 'only this section of loom.toml' },
      { flags: '--executor <name>', about: 'only work claimed by this one' },
      { flags: '--case <text>', about: 'only cases with this in their name' },
    ],
    examples: ['loom eval verifier', 'loom eval verifier --verifier small --json'],
    load: async () => (await import('../commands/eval.js')).evaluate,
  },
  {
    name: 'tools',
    about: 'list the tools an executor has',
    examples: ['loom tools'],
    load: async () => (await system()).tools,
  },
  {
    name: 'workers',
    about: 'list the workers that are at work',
    examples: ['loom workers'],
    load: async () => (await system()).workers,
  },
  {
    name: 'config',
    about: "print the server's effective configuration, secrets masked",
    examples: ['loom config'],
    load: async () => (await system()).config,
  },
];
