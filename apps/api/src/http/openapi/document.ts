import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemDto } from '../dto/problem.dto.js';

const ABOUT = `Loom plans a goal, runs it on your own models, verifies it, and changes your folder only with work that passed.

All times are RFC 3339 UTC. Errors are \`application/problem+json\` (RFC 9457). Fields and query parameters that are not named here are refused, and so are text with NUL or half of a surrogate pair and, anywhere in a body, the keys \`__proto__\`, \`constructor\` and \`prototype\`.
With \`[server] token\` set, every address but /health and this description asks for it as a bearer token.`;

/**
 * Puts /docs (no outside assets) and /docs-json into place; the document holds the public routes only. It is made when
 * it is first asked for, since most servers never are.
 */
export function describeApi(app: NestFastifyApplication, version: string): () => OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Loom')
    .setDescription(ABOUT)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  let made: OpenAPIObject | null = null;
  const document = (): OpenAPIObject =>
    (made ??= SwaggerModule.createDocument(app, outline, {
      extraModels: [ProblemDto],
      operationIdFactory: (_controller, method) => method,
    }));
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    customSiteTitle: 'Loom: the REST interface',
  });
  return document;
}
