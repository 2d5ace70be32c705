import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { May } from '../validation/rules.js';

export class TidyDto {
  @ApiPropertyOptional({ nullable: true, type: Boolean, description: 'Only say what would be freed.' })
  @May()
  @IsBoolean()
  dry_run?: boolean;
}

export class StoreDto {
  @ApiProperty({ type: String, nullable: true, description: "The user's folder." }) workspace!: string | null;
  @ApiProperty({ type: 'integer', description: 'On the disk, before.' }) bytes!: number;
  @ApiProperty({ type: 'integer' }) loose_objects!: number;
  @ApiProperty({ type: 'integer', description: 'Names of expired work.' }) expired!: number;
  @ApiProperty({ type: 'integer' }) freed_bytes!: number;
  @ApiProperty({ type: Boolean }) packed!: boolean;

  @ApiProperty({
    enum: ['busy', 'no_space', 'failed'],
    nullable: true,
    type: String,
    description: 'Why less was done than could be.',
  })
  held!: 'busy' | 'no_space' | 'failed' | null;
}
