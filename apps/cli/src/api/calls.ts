import type { paths } from './schema.js';

/* What may be asked of the API and what it answers, told by its published description. */

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** Addresses that take the method, as the description writes them: `/tasks/{taskId}`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[keyof paths];

export type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;

/** Options of a command line are often not given: that is the same as not naming them. */
type Loose<T> = { [K in keyof T]: T[K] | undefined };

type OfPath<O> = O extends { parameters: { path: infer V } } ? { path: V } : unknown;
type OfQuery<O> = O extends { parameters: { query: infer V } }
  ? { query: Loose<V> }
  : O extends { parameters: { query?: infer V } }
    ? { query?: Loose<NonNullable<V>> }
    : unknown;
type OfHeaders<O> = O extends { parameters: { header?: infer V } } ? { headers?: NonNullable<V> } : unknown;
type OfBody<O> = O extends { requestBody: { content: { 'application/json': infer V } } }
  ? { body: V }
  : O extends { requestBody?: { content: { 'application/json': infer V } } }
    ? { body?: V }
    : unknown;

/** The parts an operation takes. */
export type Given<O> = OfPath<O> & OfQuery<O> & OfHeaders<O> & OfBody<O>;
/** An operation that needs nothing may be called with nothing. */
export type MayOmit<T> = object extends T ? [given?: T] : [given: T];

export type AnswerOf<O> = O extends {
  responses:
    { 200: { content: { 'application/json': infer A } } } | { 201: { content: { 'application/json': infer A } } };
}
  ? A
  : never;

/** The parts as they are sent, whichever operation they are for. */
export interface Parts {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}

/** The address of one call, with its query. */
export function addressOf(template: string, { path = {}, query = {} }: Parts): string {
  const at = template.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(path[name] ?? ''));
  const named = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(named.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? at : `${at}?${search}`;
}
