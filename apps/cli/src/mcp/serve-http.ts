import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isLoopback } from '#config';
import { LoomClient, Refused } from '../client.js';
import { WrongUsage } from '../exit-codes.js';
import type { ServerAddress } from '../server-address.js';
import { createMcpServer } from './server.js';

export interface HttpOptions {
  readonly api: ServerAddress;
  readonly host: string;
  readonly port: number;
  readonly version: string;
}

const PATH = '/mcp';

/**
 * MCP over streamable HTTP, without sessions: each request stands for itself. It has no rights of its own; the caller's
 * bearer token is shown to the API, which decides.
 */
export async function serveMcpOverHttp(options: HttpOptions): Promise<{ url: string; server: Server }> {
  const { api, host, port } = options;
  if (!isLoopback(host) && (await isOpenToAll(api)))
    throw new WrongUsage(
      `whoever reaches ${host} could command Loom, since the API at ${api.url} asks for no token`,
      'Set [server] token in loom.toml, or leave --host away.',
    );
  const server = createServer((request, response) => {
    answerRequest(options, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new WrongUsage(`cannot listen on ${host}:${port} (${cause.code ?? cause.message})`, 'Take another --port.'),
      );
    });
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}${PATH}`, server };
}

async function answerRequest(options: HttpOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { api, host, version } = options;
  if (!isOwn(request, host)) return refuse(response, 403, 'This server does not answer pages of other sites.');
  if (request.url?.split('?', 1)[0] !== PATH) return refuse(response, 404, `MCP is at ${PATH}.`);
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(response, 405, 'There are no sessions here: send each message as a POST.');
  }
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const client = new LoomClient({ url: api.url, from: api.from, remedy: api.remedy, ...(token ? { token } : {}) });
  if (await isUnknown(client)) {
    response.setHeader('www-authenticate', 'Bearer');
    return refuse(response, 401, 'Send "Authorization: Bearer <token>" with the token of Loom\'s API.');
  }
  const server = createMcpServer({ client, cwd: null }, version);
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.once('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response);
}

/** Whether the API refuses the caller's token. An API that does not answer is told of by the tools. */
async function isUnknown(client: LoomClient): Promise<boolean> {
  try {
    await client.get('/tools');
    return false;
  } catch (error) {
    return error instanceof Refused && error.status === 401;
  }
}

async function isOpenToAll({ url, from, remedy }: ServerAddress): Promise<boolean> {
  return !(await isUnknown(new LoomClient({ url, from, remedy })));
}

/** A page in the user's browser reaches loopback too: its Host or its Origin gives it away. */
function isOwn({ headers }: IncomingMessage, host: string): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/i.exec(headers.host ?? '')?.[1]?.toLowerCase();
  if (name === undefined) return false;
  if (isLoopback(host) && !isLoopback(name)) return false;
  return headers.origin === undefined || headers.origin.replace(/^https?:\/\//, '') === headers.host;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }));
}
