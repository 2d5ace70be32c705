/** The API of a world as a client sees it: all its heads are one. */
export class Api {
  constructor(
    /** Of the heads, in their order. */
    readonly ports: readonly number[],
    private readonly token: string | null,
  ) {}

  get urls(): readonly string[] {
    return this.ports.map((port) => `http://127.0.0.1:${port}`);
  }

  /** What a client shows. */
  get auth(): Record<string, string> {
    return this.token === null ? {} : { authorization: `Bearer ${this.token}` };
  }

  /** Whether this head answers. */
  async answers(url: string): Promise<boolean> {
    return (await this.ask(url, '/tasks?limit=1')) !== null;
  }

  /** From whichever head answers; null where the answer is no. */
  get<T>(path: string): Promise<T | null> {
    return this.any((url) => this.ask<T>(url, path));
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.any((url) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.auth, ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      }),
    );
  }

  private async any<T>(ask: (url: string) => Promise<T>): Promise<T> {
    let failure: unknown;
    for (const url of this.urls) {
      try {
        return await ask(url);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  private async ask<T>(url: string, path: string): Promise<T | null> {
    const answer = await fetch(url + path, { headers: this.auth, signal: AbortSignal.timeout(5_000) });
    return answer.ok ? ((await answer.json()) as T) : null;
  }
}
