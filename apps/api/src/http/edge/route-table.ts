/**
 * Which methods each address takes, for telling a wrong method from a wrong address. Filled while routes are
 * registered.
 */
export class RouteTable {
  private readonly routes: { pattern: RegExp; url: string; method: string }[] = [];

  add(method: string | readonly string[], url: string): void {
    const pattern = new RegExp(`^${url.split('/').map(segment).join('/')}$`);
    for (const one of typeof method === 'string' ? [method] : method) this.routes.push({ pattern, url, method: one });
  }

  methodsOf(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '';
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  }

  /** Every route, as `GET /tasks/:taskId`. */
  all(): string[] {
    return this.routes.map(({ method, url }) => `${method} ${url}`);
  }
}

function segment(text: string): string {
  if (text === '*') return '.*';
  return text.startsWith(':') ? '[^/]+' : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
