import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { otherGroupChanged, placesIn } from './one-group.js';

const BEFORE = 'staging:\n  timeout: 30\n  retries: 2\nproduction:\n  timeout: 30\n  retries: 5\n';
const BOTH = BEFORE.replaceAll('timeout: 30', 'timeout: 60');
const ONE = BEFORE.replace('timeout: 30\n  retries: 5', 'timeout: 60\n  retries: 5');
const found = (asked: string, text: string, before = BEFORE): string | null =>
  otherGroupChanged('deploy.yaml', text, before, asked);

describe('a setting of a section that is named', () => {
  it.each([
    'Set the timeout of production to 60 in deploy.yaml.',
    'Set the timeout of production to 60 in deploy.yaml. Staging stays at 30.',
    'Set production.timeout to 60 in deploy.yaml. Leave staging.timeout at 30.',
    'Set production.timeout to 60 in deploy.yaml. Do not change staging.',
  ])('changes alone: %s', (asked) => {
    expect(found(asked, BOTH)).toBe('staging.timeout was 30 and is 60, and only production.timeout was to change');
    expect(found(asked, ONE)).toBeNull();
  });

  it.each([
    'Set the timeout to 60 in deploy.yaml.',
    'Set the timeout of production to 60 in deploy.yaml. Do the same for staging.',
    'Set the timeout of production to 60 in deploy.yaml, and that of staging too.',
    'Set production.timeout to 60 and staging.timeout to 60 in deploy.yaml.',
    'Set both timeouts of production to 60 in deploy.yaml.',
    'Set the timeout of production to 60 in deploy.yaml and bring staging in line with it.',
    'Set the timeout of production to 60 in other.yaml.',
  ])('may not change alone: %s', (asked) => {
    expect(found(asked, BOTH)).toBeNull();
  });

  it('is shared where one section takes it from another', () => {
    const before = `x: &all\n  timeout: 30\nproduction:\n  <<: *all\n`;
    expect(found('Set the timeout of production to 60 in deploy.yaml.', before.replace('30', '60'), before)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['set a.b to 1 in deploy.yaml. ', 'stays at ', ' '])
      assertLinear((text: string) => placesIn(text, 'deploy.yaml'), unit, 2000);
  });
});
