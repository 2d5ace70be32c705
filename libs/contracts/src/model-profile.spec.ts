import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  ABILITIES,
  blankProfile,
  probeDue,
  withFinding,
  type ModelFinding,
  type ModelProfile,
} from './model-profile.js';

const KEY = { endpoint: 'gpu:11434', model: 'q' };
const finding = (at: string, more: Partial<ModelFinding> = {}): ModelFinding => ({
  ...{ ...KEY, fingerprint: 'v1', at, by: 'practice', shown: {}, refused: [], taken: [], unknown: [], gaveWay: false },
  ...more,
});
const T = (seconds: number): string => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();
const told = (...findings: readonly ModelFinding[]): ModelProfile =>
  findings.reduce<ModelProfile | null>(withFinding, null) as ModelProfile;

describe('a profile', () => {
  it('holds what was shown last, whether asked or seen at work, and in whichever order it was told', () => {
    const probe = finding(T(1), { by: 'probe', shown: { tools: 'text', schema: 'schema' } });
    const seen = finding(T(2), { shown: { tools: 'native' } });
    for (const order of [
      [probe, seen],
      [seen, probe],
    ])
      expect(told(...order)).toMatchObject({ tools: 'native', schema: 'schema', probedAt: T(1) });
  });

  it('is the same however often a finding is told', () => {
    const ability = fc.constantFrom(...ABILITIES);
    const some = fc
      .array(
        fc.record({
          second: fc.nat(20),
          by: fc.constantFrom('probe' as const, 'practice' as const),
          ability,
          value: fc.constantFrom(true, false, null),
          gaveWay: fc.boolean(),
          open: fc.array(ability, { maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 6 },
      )
      .map((all) =>
        all.map(({ second, by, ability: one, value, gaveWay, open }) =>
          finding(T(second), {
            by,
            gaveWay,
            shown: { [one]: value },
            unknown: by === 'probe' ? open.map((name) => ({ ability: name, because: 'x' })) : [],
          }),
        ),
      );
    fc.assert(
      fc.property(some, (findings) => {
        const once = told(...findings);
        expect(withFinding(once, findings.at(-1) as ModelFinding)).toEqual(once);
        for (const one of findings) {
          const { probedAt, since } = withFinding(once, one);
          expect([probedAt, since]).toEqual([once.probedAt, once.since]);
        }
      }),
    );
  });

  it('is of one model and server: another one begins anew, and what an old one showed is not believed of the new', () => {
    const old = finding(T(1), { by: 'probe', shown: { tools: 'text' } });
    const other = finding(T(2), { fingerprint: 'v2', shown: { usage: true } });
    const late = finding(T(1), { shown: { schema: 'none' } });
    expect(told(old, other)).toMatchObject({ fingerprint: 'v2', tools: null, usage: true, probedAt: null });
    expect(told(old, other, late)).toEqual(told(old, other));
  });

  it('adds up what was refused, and takes back what was taken', () => {
    const first = finding(T(1), { refused: ['seed', 'tools'] });
    const second = finding(T(2), { refused: ['think'], taken: ['tools'] });
    expect(told(first, second).refused).toEqual(['seed', 'think']);
  });

  it('knows what a probe left open until that is seen', () => {
    const unknown = [
      { ability: 'schema' as const, because: 'busy' },
      { ability: 'tools' as const, because: 'busy' },
    ];
    const probe = finding(T(1), { by: 'probe', unknown });
    expect(told(probe, finding(T(2), { shown: { tools: 'native' } })).unknown).toEqual([unknown[0]]);
  });

  it("is wanted until somebody has made a whole probe, whatever that one's clock says", () => {
    const wanted = { ...blankProfile(KEY, 'v1'), wantedAt: T(100), probedAt: T(90) };
    const probe = finding(T(5), { by: 'probe', shown: { tools: 'native' } });
    expect(withFinding(wanted, { ...probe, gaveWay: true }).wantedAt).toBe(T(100));
    expect(withFinding(wanted, probe)).toMatchObject({ wantedAt: null, probedAt: T(90), tools: 'native' });
    expect(withFinding({ ...wanted, fingerprint: '' }, finding(T(101), { shown: { usage: true } })).wantedAt).toBe(
      T(100),
    );
  });
});

describe('a probe', () => {
  const probed = (failures: number, gaveWay = false): ModelProfile =>
    told(
      ...Array.from({ length: failures }, (_, n) =>
        finding(T(n), { by: 'probe', gaveWay, unknown: [{ ability: 'tools', because: 'x' }] }),
      ),
      ...(failures === 0 ? [finding(T(0), { by: 'probe' })] : []),
    );
  const due = (profile: ModelProfile | null, seconds: number, fingerprint = 'v1') =>
    probeDue(profile, fingerprint, Date.parse(T(seconds)));
  const day = 86_400;

  it('is due for a model that is new or another, and for one that was not asked for a week', () => {
    expect(due(null, 0)).toBe('all');
    expect(due(probed(0), 0, 'v2')).toBe('all');
    expect(due(told(finding(T(0))), 0)).toBe('all');
    expect(due(probed(0), 7 * day - 1)).toBeNull();
    expect(due(probed(0), 7 * day)).toBe('all');
    expect(due(probed(0), -8 * day)).toBe('all');
  });

  it('that left something open is repeated later and later, but not so when it only gave way', () => {
    const first = (profile: ModelProfile): number => {
      for (let at = 1; ; at++)
        if (due(profile, Date.parse(profile.probedAt ?? '') / 1000 - Date.parse(T(0)) / 1000 + at)) return at;
    };
    expect([1, 2, 3].map((n) => first(probed(n)))).toEqual([120, 240, 480]);
    expect([1, 3].map((n) => first(probed(n, true)))).toEqual([60, 60]);
    expect(due(probed(40), day + 60)).toBe('open');
  });
});
