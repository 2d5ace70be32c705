import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { TOKEN_KINDS, type TokenKind } from '#conductor';
import { ApiNullable } from '../openapi/decorators.js';
import { IsText, May, Trimmed } from '../validation/rules.js';

const when = { type: String, format: 'date-time' } as const;

export class MakeTokenDto {
  @ApiProperty({ type: String, minLength: 1, maxLength: 200, pattern: '\\S', description: 'For whom or what it is.' })
  @Trimmed()
  @IsText(1, 200)
  name!: string;

  @ApiPropertyOptional({ nullable: true, enum: TOKEN_KINDS, default: 'user' })
  @May()
  @IsIn(TOKEN_KINDS)
  kind?: TokenKind;
}

export class TokenDto {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ enum: TOKEN_KINDS }) kind!: TokenKind;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty(when) created_at!: string;
  @ApiNullable({ ...when, description: 'To the minute.' }) last_used_at!: string | null;
  @ApiNullable(when) revoked_at!: string | null;
}

export class TokenMadeDto extends TokenDto {
  @ApiProperty({ type: String, description: 'Shown this once: only its hash is kept.' }) token!: string;
}
