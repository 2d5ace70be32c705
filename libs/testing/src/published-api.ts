import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

export type Schema = Readonly<Record<string, unknown>>;
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Schema;
}
export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema?: Schema }>> }>>;
}
/** As much of an OpenAPI 3.0 document as is looked at here. */
export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface DescribedOperation extends Operation {
  /** Upper case. */
  readonly method: string;
  /** `/tasks/{taskId}` */
  readonly path: string;
}

const PROBLEM = 'application/problem+json';
/** The description and its page, which are no part of what they describe. */
const ABOUT_ITSELF = /^\/docs(?:-json|\/.*)?$/;

/** The published description, held against what the server really takes and answers. */
export class PublishedApi {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: ApiDocument) {
    formats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: strictly(document.components) });
  }

  static async of(url: string): Promise<PublishedApi> {
    return new PublishedApi((await (await fetch(`${url}/docs-json`)).json()) as ApiDocument);
  }

  operations(): DescribedOperation[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    );
  }

  /** What is wrong with an answer by the description; null for what is as described. */
  faultOf(method: string, url: string, status: number, type: string, body: unknown): string | null {
    const path = url.split('?', 1)[0] ?? '';
    const media = type.split(';', 1)[0] ?? '';
    const operation = this.operationAt(method, path);
    if (operation === undefined) {
      if (status < 400 || ABOUT_ITSELF.test(path)) return null;
      if (media !== PROBLEM) return `${method} ${path} ${status} is ${media}, not ${PROBLEM}`;
      return this.validity('a problem', { $ref: '#/components/schemas/ProblemDto' }, body);
    }
    const name = `${operation.method} ${operation.path} ${status}`;
    const response = operation.responses[String(status)];
    if (response === undefined) return `${name} is not described: ${JSON.stringify(body)}`;
    const schema = response.content?.[media]?.schema;
    if (schema === undefined) return `${name} is not described as ${media}`;
    return /json/.test(media) && method !== 'HEAD' ? this.validity(name, schema, body) : null;
  }

  /** Null for a value that the schema of the document takes. */
  validity(name: string, schema: Schema, value: unknown): string | null {
    const key = `${name} ${JSON.stringify(schema)}`;
    const validate = this.validators.get(key) ?? this.ajv.compile(strictly(schema));
    this.validators.set(key, validate);
    return validate(value) ? null : `${name}: ${this.ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`;
  }

  /** The schema a `$ref` stands for. */
  resolved(schema: Schema): Schema {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const found = this.document.components?.schemas?.[$ref.replace('#/components/schemas/', '')];
    if (found === undefined) throw new Error(`${$ref} is not in the document`);
    return this.resolved(found);
  }

  operationAt(method: string, path: string): DescribedOperation | undefined {
    const template = Object.keys(this.document.paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .find((one) => new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
    if (template === undefined) return undefined;
    const item = this.document.paths[template] ?? {};
    const operation = item[method === 'HEAD' ? 'get' : method.toLowerCase()];
    return operation && { ...operation, method: method === 'HEAD' ? 'GET' : method, path: template };
  }
}

/** OpenAPI 3.0's `nullable` as JSON Schema, and fields that are not named refused. */
function strictly<T>(value: T): T {
  if (Array.isArray(value)) return value.map(strictly) as T;
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref, ...rest } = value as Schema & { $ref?: string };
  const schema: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, strictly(item)]),
  );
  if ($ref !== undefined) schema['$ref'] = $ref.replace(/^#/, 'api#');
  if (schema['type'] === 'object' && schema['properties'] !== undefined && schema['additionalProperties'] === undefined)
    schema['additionalProperties'] = false;
  return (nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema) as T;
}
