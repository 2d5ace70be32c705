import type { Duplex, Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { joinRequestShape, WORKER_PROTOCOL, type JoinAnswer } from '#contracts';
import { RequestRefused } from '../errors/problem-error.js';
import { Revocations } from '../edge/revocations.js';
import { Fleet, HandOut } from '../ports.js';

/** How a worker joins: what it needs is told to it, and where Redis is out of its reach its bytes are carried. */
@ApiExcludeController()
@Controller('internal/worker')
export class WorkerJoinController {
  constructor(
    private readonly handOut: HandOut,
    private readonly fleet: Fleet,
    private readonly revocations: Revocations,
  ) {}

  @Post('join')
  @HttpCode(200)
  async join(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<JoinAnswer> {
    const { version, protocol } = joinRequestShape(body, '');
    const settings = await this.handOut.settings();
    if (protocol !== WORKER_PROTOCOL)
      throw new RequestRefused(
        409,
        'version_mismatch',
        `The worker is Loom ${version} (protocol ${protocol}), this API is Loom ${settings.version} (protocol ` +
          `${WORKER_PROTOCOL}): install Loom ${settings.version} on the worker's machine.`,
      );
    void reply.header('cache-control', 'no-store');
    return settings;
  }

  /** For the health check of a machine that joined: whether its workers are heard of. */
  @Get('seen/:host')
  async seen(@Param('host') host: string): Promise<readonly { id: string; active: number; concurrency: number }[]> {
    const own = (await this.fleet.workers()).filter((worker) => worker.host === host);
    if (own.length === 0)
      throw new RequestRefused(404, 'unknown_worker', 'No worker of this machine was heard of lately.');
    return own.map(({ id, active, concurrency }) => ({ id, active, concurrency }));
  }

  /** Bytes of the body go to Redis, bytes of Redis are the answer, until one of the three is gone. */
  @Post('redis')
  carryRedis(@Body() body: Readable | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (body === undefined || typeof body.pipe !== 'function')
      throw new RequestRefused(415, 'unsupported_media_type', 'Send the bytes as application/octet-stream.');
    const unwatch = this.revocations.watch(request, () => reply.raw.destroy());
    reply.raw.once('close', unwatch);
    carry(body, this.handOut.connectRedis(), reply);
  }
}

function carry(body: Readable, redis: Duplex, reply: FastifyReply): void {
  const { raw } = reply.hijack();
  raw.writeHead(200, { 'content-type': 'application/octet-stream', connection: 'close' });
  raw.flushHeaders();
  raw.socket?.setNoDelay(true).setKeepAlive(true, 10_000);
  const end = (): void => {
    redis.destroy();
    raw.destroy();
    body.destroy();
  };
  for (const side of [body, redis, raw]) {
    side.on('error', end);
    side.on('close', end);
  }
  body.on('end', end);
  body.pipe(redis);
  redis.pipe(raw);
}
