import { expect, it } from 'vitest';
import type { PlanView } from '#contracts';
import { waitingFor } from './waiting-for.js';

type Step = PlanView['subtasks'][number];
const step = (id: string, dependsOn: string[], status: Step['status'] = 'pending'): Step => ({
  ...{ id, dependsOn, status, description: id, summary: null, error: null },
});

it('a step is waited for by those behind it that have not ended', () => {
  const subtasks = [
    step('links', ['move']),
    step('folders', [], 'verifying'),
    step('move', ['folders']),
    step('old', ['folders'], 'completed'),
    step('beside', []),
  ];
  expect(waitingFor('folders', { subtasks })).toEqual(['links', 'move']);
  expect(waitingFor('links', { subtasks })).toEqual([]);
});
