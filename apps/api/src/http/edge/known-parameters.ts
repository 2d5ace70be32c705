import { escapePointer } from './json-pointer.js';
import type { FieldFault } from '../errors/problem-error.js';

interface Described {
  readonly paths: Readonly<Record<string, object>>;
}
interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
}

/** The query parameters each address takes, as the published description names them. */
export class KnownParameters {
  private describe = (): Described => {
    throw new Error('the parameters of the addresses are not known yet');
  };
  private names: ReadonlyMap<string, ReadonlySet<string>> | null = null;

  /**
   * To be told once, before anybody asks. To describe takes a while: it is put off until somebody sends a parameter.
   */
  learn(describe: () => Described): void {
    this.describe = describe;
  }

  /** Of an address that is not described, nothing is unknown. */
  unknownIn(method: string, route: string | undefined, query: object): FieldFault[] {
    const given = Object.keys(query);
    if (given.length === 0) return [];
    this.names ??= namesIn(this.describe());
    const known = this.names.get(key(method === 'HEAD' ? 'get' : method, route ?? ''));
    if (known === undefined) return [];
    const strange = given.filter((name) => !known.has(name));
    return strange.map((name) => ({
      pointer: `/${escapePointer(name)}`,
      detail: 'is not a parameter of this address',
    }));
  }
}

function namesIn({ paths }: Described): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, ReadonlySet<string>>();
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item) as [string, Operation][]) {
      const inQuery = (operation.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name ?? ''] : []));
      names.set(key(method, path.replace(/\{(\w+)\}/g, ':$1')), new Set(inQuery));
    }
  return names;
}

const key = (method: string, route: string): string => `${method.toLowerCase()} ${route}`;
