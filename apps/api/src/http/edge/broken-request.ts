import type { Socket } from 'node:net';
import { RequestRefused } from '../errors/problem-error.js';
import { PROBLEM_JSON } from '../errors/problem.filter.js';
import { toProblem } from '../errors/to-problem.js';
import { securityHeaders } from './security-headers.js';

/** Longest request line and headers together, in bytes: a path of 4096 characters, each escaped, fits. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** Answers what the HTTP parser itself refuses, which no route and no filter ever sees. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy();
  const { problem } = toProblem(refusalFor(error.code), '');
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders(''),
    'content-type': PROBLEM_JSON,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`);
}

/** Whether an answer has begun on this line; asked as Node's own handler does. */
const isAnswering = (socket: Socket & { _httpMessage?: { headersSent?: boolean } | null }): boolean =>
  socket._httpMessage?.headersSent === true;

function refusalFor(code: string | undefined): RequestRefused {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new RequestRefused(431, 'headers_too_large', 'The address and the headers together are too long.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new RequestRefused(408, 'request_timeout', 'The request did not come to its end in time.');
  return new RequestRefused(400, 'unreadable_request', 'This is not a request as HTTP writes it.');
}
