import type { CommandSpec } from '../command-spec.js';

/** Commands that look at this machine before there is anything to run. */
export const START: readonly CommandSpec[] = [
  {
    name: 'doctor',
    about: 'check Node, git, Redis, the sandbox and every model endpoint, and say how to mend each',
    more: `Works without a server. What models can do is told by a server that answers; --probe asks them anew, by the
server's workers or, where none answers, from this machine. That takes up to probe_seconds for each model.`,
    options: [{ flags: '--probe', about: 'ask every model what it can do' }],
    examples: ['loom doctor', 'loom doctor --probe', 'loom doctor --config ./loom.toml'],
    load: async () => (await import('../commands/doctor.js')).doctor,
  },
  {
    name: 'init',
    about: 'find model servers on this machine and write loom.toml',
    more: 'Looks for Ollama, LM Studio, vLLM and llama.cpp on loopback.',
    options: [
      { flags: '--output <file>', about: 'file to write (default: ./loom.toml)' },
      { flags: '--yes', about: 'take the suggested model for every role without asking' },
      { flags: '--force', about: 'replace a file that exists' },
      { flags: '--ollama-port <number>', about: 'default: 11434', integer: [1, 65535] },
      { flags: '--lm-studio-port <number>', about: 'default: 1234', integer: [1, 65535] },
      { flags: '--vllm-port <number>', about: 'default: 8000', integer: [1, 65535] },
      { flags: '--llama-cpp-port <number>', about: 'default: 8080', integer: [1, 65535] },
    ],
    examples: ['loom init', 'loom init --yes --output ~/.loom/loom.toml'],
    load: async () => (await import('../commands/init.js')).init,
  },
];
