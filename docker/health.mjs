// Health check of a container: `node docker/health.mjs api|worker`. Exits 0 when the part really works: the API with
// its Redis and database, a worker in that the API has heard of it lately. Says why not, for `docker inspect`.
import { hostname } from 'node:os';

const LIMIT_MS = 4000;

async function ask(url, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(LIMIT_MS) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}

async function check(part) {
  const { LOOM_SERVER_PORT: port = '9000', LOOM_SERVER_URL: server, LOOM_TOKEN: token } = process.env;
  if (part === 'api') {
    const { status, redis, database } = await ask(`http://127.0.0.1:${port}/health`);
    return `${status}, redis ${redis}, database ${database}`;
  }
  // A worker's own token opens this, and little else.
  const own = await ask(`${server.replace(/\/+$/, '')}/internal/worker/seen/${encodeURIComponent(hostname())}`, token);
  return own.map(({ id, active, concurrency }) => `${id} is known, ${active} of ${concurrency} jobs`).join('; ');
}

try {
  console.log(await check(process.argv[2]));
} catch (error) {
  console.log(error.cause ? `${error.message}: ${error.cause.message}` : error.message);
  process.exitCode = 1;
}
