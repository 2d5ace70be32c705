import { expect, it } from 'vitest';
import type { SubtaskStatus } from '#domain';
import { waitingFor } from './waiting-for.js';

const step = (id: string, dependsOn: string[], status: SubtaskStatus = 'pending') => ({ id, dependsOn, status });

it('a step is waited for by those behind it that have not ended', () => {
  const steps = [
    step('links', ['move']),
    step('folders', [], 'verifying'),
    step('move', ['folders']),
    step('old', ['folders'], 'completed'),
    step('beside', []),
  ];
  expect(waitingFor('folders', steps).map(({ id }) => id)).toEqual(['links', 'move']);
  expect(waitingFor('links', steps)).toEqual([]);
});
