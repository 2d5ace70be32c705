import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TokenStore, type TokenRecord } from '#conductor';
import { NothingDto } from '../dto/task-command.dto.js';
import { DoneDto } from '../dto/task-views.dto.js';
import { MakeTokenDto, TokenDto, TokenMadeDto } from '../dto/token.dto.js';
import { Revocations } from '../edge/revocations.js';
import { makeToken } from '../edge/tokens.js';
import { RequestRefused } from '../errors/problem-error.js';
import { ApiProblems } from '../openapi/decorators.js';

const ID = /^[0-9a-f]{12}$/;

@ApiTags('tokens')
@ApiBearerAuth()
@Controller('tokens')
export class TokensController {
  constructor(
    private readonly tokens: TokenStore,
    private readonly revocations: Revocations,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Make a token',
    description:
      'Of a user or a worker. Only the [server] token of the configuration may make, list and revoke tokens.',
  })
  @ApiCreatedResponse({ type: TokenMadeDto })
  @ApiProblems(413, 415)
  async makeToken(@Body() { name, kind = 'user' }: MakeTokenDto): Promise<TokenMadeDto> {
    const { text, record } = makeToken(kind, name, Date.now());
    await this.tokens.add(record);
    return { ...toView(record), token: text };
  }

  @Get()
  @ApiOperation({ summary: 'List tokens, newest first', description: 'The revoked ones too; never their text.' })
  @ApiOkResponse({ type: [TokenDto] })
  @ApiProblems()
  async listTokens(): Promise<TokenDto[]> {
    return (await this.tokens.list()).map(toView);
  }

  @Delete(':tokenId')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Revoke a token',
    description: 'It is refused from now on, by every API process; what it has open ends.',
  })
  @ApiBody({ type: NothingDto, required: false })
  @ApiOkResponse({ type: DoneDto })
  @ApiProblems(404, 413, 415)
  async revokeToken(@Param('tokenId') tokenId: string, @Body() _body: NothingDto): Promise<DoneDto> {
    const known = ID.test(tokenId) && (await this.tokens.revoke(tokenId, new Date().toISOString()));
    if (!known) throw new RequestRefused(404, 'unknown_token', 'There is no token with this id.');
    this.revocations.revoked(tokenId);
    return { status: 'ok', message: 'The token is revoked.' };
  }
}

const toView = (token: TokenRecord): TokenDto => ({
  id: token.id,
  kind: token.kind,
  name: token.name,
  created_at: token.createdAt,
  last_used_at: token.lastUsedAt,
  revoked_at: token.revokedAt,
});
