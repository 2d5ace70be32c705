import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { offerTools, type ToolSurroundings } from './tools.js';

const INSTRUCTIONS =
  'Loom carries out goals in a folder with local models, verifies the work and lands it. Hand it a goal with run_task, ' +
  'then call wait_for_task until the status is completed, failed or cancelled. Where pending_approvals is not empty, a ' +
  'person decides: show them task_status and the diff, then approve or reject. revert_task undoes what has landed.';

/** Loom as an MCP server over any transport. */
export function createMcpServer(around: ToolSurroundings, version: string): McpServer {
  const server = new McpServer({ name: 'loom', title: 'Loom', version }, { instructions: INSTRUCTIONS });
  offerTools(server, around);
  return server;
}
