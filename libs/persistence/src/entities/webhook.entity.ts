import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A terminal event on its way to the task's callback_url; one row an event. */
@Entity('webhooks')
@Index('webhooks_due', ['next_at', 'id'], { where: `state = 'pending'` })
export class WebhookEntity {
  /** `<task>.<sequence>`: the same in every try, so that the receiver can tell a repeat. */
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly task_id!: string;
  @Column('integer') readonly sequence!: number;
  @Column('text') readonly url!: string;
  @Column('text') readonly state!: 'pending' | 'delivered' | 'given_up';
  /** Tries whose end is known. */
  @Column('integer') readonly tries!: number;
  /** Milliseconds since the epoch; while claimed, the end of the claim. */
  @Column('bigint') readonly next_at!: number;
  @Column('text', { nullable: true }) readonly claim!: string | null;
  @Column('text') readonly created_at!: string;
}
