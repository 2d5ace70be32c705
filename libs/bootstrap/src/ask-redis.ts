import { connect, type Socket } from 'node:net';

/**
 * Sends one command and answers the reply's text, or null when there is none: not there, wrong password, still loading,
 * or hung up, as after SHUTDOWN. Speaks the inline protocol, which is all that a supervisor needs.
 */
export async function askRedis(url: string, command: string, timeoutMs: number): Promise<string | null> {
  const { pathname, hostname, port, password, protocol } = new URL(url);
  const socket: Socket = protocol === 'unix:' ? connect(decodeURIComponent(pathname)) : connect(Number(port), hostname);
  const login = password === '' ? '' : `AUTH ${decodeURIComponent(password)}\r\n`;
  return new Promise((resolve) => {
    let received = '';
    const end = (reply: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reply);
    };
    const timer = setTimeout(() => end(null), timeoutMs);
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(`${login}${command}\r\n`));
    socket.on('data', (piece: string) => {
      received += piece;
      const replies = readReplies(received, login === '' ? 1 : 2);
      if (replies !== null) end(replies.at(-1) ?? null);
    });
    socket.on('error', () => end(null));
    socket.on('close', () => end(null));
  });
}

/** The first `count` replies once all are there; null stands for an error. */
function readReplies(text: string, count: number): (string | null)[] | null {
  const replies: (string | null)[] = [];
  let at = 0;
  while (replies.length < count) {
    const end = text.indexOf('\r\n', at);
    if (end === -1) return null;
    const line = text.slice(at + 1, end);
    const kind = text[at];
    at = end + 2;
    if (kind === '$') {
      // The replies asked for are ASCII, so bytes and characters agree.
      const length = Number(line);
      if (text.length < at + length + 2) return null;
      replies.push(text.slice(at, at + length));
      at += length + 2;
    } else {
      replies.push(kind === '-' ? null : line);
    }
  }
  return replies;
}
