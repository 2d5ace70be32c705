import 'reflect-metadata';
import type { LoggerService, LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TokenStore } from '#conductor';
import type { LoomConfig } from '#config';
import { answerBrokenRequest, MAX_HEADER_BYTES } from './edge/broken-request.js';
import { BODY_LIMIT, harden } from './edge/harden.js';
import { KnownParameters } from './edge/known-parameters.js';
import { RateLimit } from './edge/rate-limit.js';
import { RequestGate } from './edge/request-gate.js';
import { RouteTable } from './edge/route-table.js';
import { securityHeaders } from './edge/security-headers.js';
import type { SharedCounts } from './edge/shared-counts.js';
import { Tokens } from './edge/tokens.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { HttpModule, type HttpModuleOptions } from './http.module.js';
import { describeApi } from './openapi/document.js';
import { createValidationPipe } from './validation/validation.js';

export interface ApiOptions extends HttpModuleOptions {
  readonly config: LoomConfig;
  readonly logger?: LoggerService | LogLevel[] | false;
  /** Where several API processes serve as one. */
  readonly sharedCounts?: SharedCounts;
}

export interface Api {
  readonly app: NestFastifyApplication;
  /** Every route that was registered, as `GET /tasks/:taskId`. */
  readonly routes: RouteTable;
}

/** The HTTP side, ready to listen. Whoever calls listens, installs shutdown hooks and closes. */
export async function createApi({ config, version, imports, logger, sharedCounts }: ApiOptions): Promise<Api> {
  const routes = new RouteTable();
  const filter = new ProblemFilter(routes);
  const adapter = new FastifyAdapter({
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    clientErrorHandler: answerBrokenRequest,
    routerOptions: { maxParamLength: 512 },
    // What the router refuses (a broken escape, an endless parameter) never reaches the filter by itself.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(securityHeaders(''));
      filter.answer(error, request, reply);
    },
  });
  const known = new KnownParameters();
  const fastify = adapter.getInstance();
  const tokens = new Tokens(config.server.token, () => app.get(TokenStore, { strict: false }));
  const gate = new RequestGate(config.server.host, tokens);
  const limit = new RateLimit(fastify, config.server.rateLimitPerMinute, sharedCounts);
  harden(fastify, { gate, limit, routes, known });
  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    HttpModule.over({ imports, version }),
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      ...(logger === undefined ? {} : { logger }),
    },
  );
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(filter);
  known.learn(describeApi(app, version));
  return { app, routes };
}
