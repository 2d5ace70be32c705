import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Record<string, unknown>;
interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

/** The published description, held against what the server really answers. */
export class PublishedApi {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: OpenAPIObject) {
    formats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: strictly(document.components) });
  }

  /** `GET /tasks/{taskId}`, every one. */
  operations(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** What is wrong with an answer by the description; null for what is as described, or is no described address. */
  faultOf(method: string, url: string, status: number, type: string, body: unknown): string | null {
    const path = url.split('?', 1)[0] ?? '';
    const template = Object.keys(this.document.paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .find((one) => new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
    const operation = template && this.operation(template, method);
    if (!template || !operation) return null;
    const name = `${method} ${template} ${status}`;
    const response = operation.responses[String(status)];
    if (response === undefined) return `${name} is not described`;
    const media = type.split(';', 1)[0] ?? '';
    const schema = response.content?.[media]?.schema;
    if (schema === undefined) return `${name} is not described as ${media}`;
    if (!/json/.test(media)) return null;
    const validate = this.validators.get(name) ?? this.ajv.compile(strictly(schema));
    this.validators.set(name, validate);
    return validate(body) ? null : `${name}: ${this.ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`;
  }

  private operation(template: string, method: string): Operation | undefined {
    const item = this.document.paths[template] as unknown as Record<string, Operation>;
    return item[method.toLowerCase()];
  }
}

/** OpenAPI 3.0's `nullable` as JSON Schema, and fields that are not named refused. */
function strictly<T>(value: T): T {
  if (Array.isArray(value)) return value.map(strictly) as T;
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref, ...rest } = value as Schema & { $ref?: string };
  const schema: Schema = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, strictly(item)]));
  if ($ref !== undefined) schema['$ref'] = $ref.replace(/^#/, 'api#');
  if (schema['type'] === 'object' && schema['properties'] !== undefined && schema['additionalProperties'] === undefined)
    schema['additionalProperties'] = false;
  return (nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema) as T;
}
