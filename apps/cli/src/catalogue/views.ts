import type { CommandSpec } from '../command-spec.js';

/** Commands that show Loom to people at a screen and to other programs. */
export const VIEWS: readonly CommandSpec[] = [
  {
    name: 'tui',
    operands: '[id]',
    about: 'full-screen view: tasks, live plan, output, diff, and every decision by a key',
    examples: ['loom tui', 'loom tui 3f2a'],
    load: async () => (await import('../commands/tui.js')).tui,
  },
  {
    name: 'mcp',
    about: 'offer Loom to editors and other agents as MCP tools',
    more: `Speaks the Model Context Protocol on standard input and output, as editors start it; with --http as streamable
HTTP, where each caller shows the API's token as its own bearer token. Needs a running server.`,
    options: [
      { flags: '--http', about: 'serve over streamable HTTP instead' },
      { flags: '--host <address>', about: 'with --http: address to listen on (default: 127.0.0.1)' },
      { flags: '--port <number>', about: 'with --http: port (default: 9010)', integer: [0, 65535] },
    ],
    examples: ['loom mcp', 'loom mcp --http --port 9010'],
    load: async () => (await import('../commands/mcp.js')).mcp,
  },
];
