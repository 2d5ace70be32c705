import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { LoomClient } from '../client.js';
import { EXIT } from '../exit-codes.js';
import { numberOption, textOption, type Invocation } from '../invocation.js';
import { createMcpServer } from '../mcp/server.js';
import { serveMcpOverHttp } from '../mcp/serve-http.js';
import { jsonLine } from '../output.js';
import { serverAddress } from '../server-address.js';
import { version } from '../version.js';

const PORT = 9010;

/** Until the client closes its end, or Ctrl-C. */
export async function mcp(call: Invocation): Promise<number> {
  const api = await serverAddress(call);
  const stopped = call.interrupt.listen();
  if (call.options['http'] !== true) {
    const server = createMcpServer({ client: new LoomClient(api), cwd: call.cwd }, version());
    await server.connect(new StdioServerTransport());
    await Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close'), once(stopped, 'abort')]);
    await server.close();
    return EXIT.done;
  }
  const host = textOption(call, 'host') ?? '127.0.0.1';
  const { url, server } = await serveMcpOverHttp({
    api,
    host,
    port: numberOption(call, 'port') ?? PORT,
    version: version(),
  });
  call.output.out(call.output.json ? jsonLine({ url }) : `MCP for ${api.url} at ${url}; Ctrl-C ends it\n`);
  await once(stopped, 'abort');
  server.close();
  server.closeAllConnections();
  return EXIT.done;
}
