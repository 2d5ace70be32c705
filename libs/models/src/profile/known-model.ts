import {
  ABILITIES,
  blankProfile,
  withFinding,
  type ModelAbilities,
  type ModelFinding,
  type ModelKey,
  type ModelProfile,
} from '#contracts';
import type { Lesson } from './manner.js';

/**
 * What this process knows of one model on its server: what the API told, and what was found out since and is not told
 * yet.
 */
export class KnownModel {
  private adopted: ModelProfile | null = null;
  private untold: readonly ModelFinding[] = [];
  private known: ModelProfile | null = null;
  private fingerprint = '';

  constructor(readonly key: ModelKey) {}

  /** Null while nothing is known. */
  get profile(): ModelProfile | null {
    return this.known;
  }

  /** It has been seen to reason, so that the switch for it means something. */
  get thinks(): boolean {
    const thinking = this.known?.thinking ?? null;
    return thinking !== null && thinking !== 'none';
  }

  /** A person has asked for a probe, and none was made since. */
  get isWanted(): boolean {
    const isMade = this.untold.some(({ by, gaveWay }) => by === 'probe' && !gaveWay);
    return !isMade && (this.adopted?.wantedAt ?? null) !== null;
  }

  get seenAs(): string {
    return this.fingerprint;
  }

  /** The model and the server as they are now: what is known of others counts no more. */
  identify(fingerprint: string): void {
    if (fingerprint === '' || fingerprint === this.fingerprint) return;
    // What was found before anybody knew of which it was true is taken to be true of these.
    const found = this.untold.filter((finding) => finding.fingerprint === '');
    this.untold = found.map((finding) => ({ ...finding, fingerprint }));
    this.fingerprint = fingerprint;
    this.sum();
  }

  /** What a refusal teaches. */
  learn({ shown, refused }: Lesson, at: Date): void {
    this.note({ shown, refused: [refused], taken: [] }, at);
  }

  /** What was seen at work; nothing is told on that was known before. */
  see(shown: Partial<ModelAbilities>, at: Date, taken: readonly string[] = []): void {
    const news = Object.entries(shown).filter(
      ([ability, value]) => this.known?.[ability as keyof ModelAbilities] !== value,
    );
    const returned = taken.filter((part) => this.known?.refused.includes(part) === true);
    if (news.length > 0 || returned.length > 0)
      this.note({ shown: Object.fromEntries(news), refused: [], taken: returned }, at);
  }

  /** What a probe has found out. */
  found(finding: ModelFinding): void {
    this.untold = [...this.untold, finding];
    this.sum();
  }

  /** Findings the API has not heard of. */
  news(): readonly ModelFinding[] {
    return this.untold;
  }

  /** What the API knows, with `told` in it. */
  adopt(profile: ModelProfile | null, told: readonly ModelFinding[]): void {
    this.adopted = profile;
    this.untold = this.untold.filter((finding) => !told.includes(finding));
    this.sum();
  }

  private note(what: Pick<ModelFinding, 'shown' | 'refused' | 'taken'>, at: Date): void {
    const finding: ModelFinding = {
      ...{ ...this.key, fingerprint: this.fingerprint, at: at.toISOString(), by: 'practice' },
      ...{ ...what, unknown: [], gaveWay: false },
    };
    const last = this.untold.at(-1);
    // While nobody listens, one finding holds them all.
    this.untold =
      last?.by === 'practice' ? [...this.untold.slice(0, -1), joined(last, finding)] : [...this.untold, finding];
    this.sum();
  }

  private sum(): void {
    const base = this.adopted?.fingerprint === this.fingerprint ? this.adopted : null;
    const first = base ?? (this.untold.length > 0 ? blankProfile(this.key, this.fingerprint) : null);
    this.known = this.untold.reduce<ModelProfile | null>(withFinding, first);
  }
}

const joined = (first: ModelFinding, second: ModelFinding): ModelFinding => ({
  ...second,
  shown: Object.fromEntries(
    ABILITIES.flatMap((ability) => {
      const value = second.shown[ability];
      const shown = value === undefined ? first.shown[ability] : value;
      return shown === undefined ? [] : [[ability, shown]];
    }),
  ),
  refused: [...new Set([...first.refused.filter((part) => !second.taken.includes(part)), ...second.refused])],
  taken: [...new Set([...first.taken.filter((part) => !second.refused.includes(part)), ...second.taken])],
});
