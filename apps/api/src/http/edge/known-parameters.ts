import { escapePointer } from './json-body.js';
import type { FieldFault } from '../errors/problem-error.js';

interface Described {
  readonly paths: Readonly<Record<string, object>>;
}
interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
}

/** The query parameters each address takes, as the published description names them. Filled once that is made. */
export class KnownParameters {
  private readonly names = new Map<string, ReadonlySet<string>>();

  learn({ paths }: Described): void {
    for (const [path, item] of Object.entries(paths))
      for (const [method, operation] of Object.entries(item) as [string, Operation][]) {
        const inQuery = (operation.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name ?? ''] : []));
        this.names.set(key(method, path.replace(/\{(\w+)\}/g, ':$1')), new Set(inQuery));
      }
  }

  /** Of an address that is not described, nothing is unknown. */
  unknownIn(method: string, route: string | undefined, query: object): FieldFault[] {
    const known = this.names.get(key(method === 'HEAD' ? 'get' : method, route ?? ''));
    if (known === undefined) return [];
    const strange = Object.keys(query).filter((name) => !known.has(name));
    return strange.map((name) => ({
      pointer: `/${escapePointer(name)}`,
      detail: 'is not a parameter of this address',
    }));
  }
}

const key = (method: string, route: string): string => `${method.toLowerCase()} ${route}`;
