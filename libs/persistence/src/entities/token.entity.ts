import type { TokenKind } from '#conductor';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may speak to the API; only a hash of each token is kept. */
@Entity('tokens')
export class TokenEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly kind!: TokenKind;
  @Column('text') readonly name!: string;
  @Column('text') readonly hash!: string;
  @Column('text') readonly created_at!: string;
  @Column('text', { nullable: true }) readonly last_used_at!: string | null;
  @Column('text', { nullable: true }) readonly revoked_at!: string | null;
}
