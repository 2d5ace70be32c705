import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL62',
  title: 'the description orders a file by a guessed name',
  at: 'planner',
  goal: 'Add a function that formats a price in euros to the money module and use it in the receipt.',
  before: {
    'src/money.ts': 'export const cents = (euros: number): number => Math.round(euros * 100);\n',
    'src/receipt.ts':
      "import { cents } from './money.js';\n\nexport const line = (item: string, euros: number): string => `${item}: ${cents(euros)} ct`;\n",
  },
  plan: [
    {
      id: 'format',
      description: 'Create src/utils/formatPrice.ts that exports formatPrice.',
      expected_outputs: ['src/utils/formatPrice.ts'],
    },
    {
      id: 'use',
      description: 'Use formatPrice in the receipt.',
      expected_outputs: ['src/receipt.ts'],
      depends_on: ['format'],
    },
  ],
  executor: [
    bySubtask({
      format: attempt(
        call('read_file', { path: 'src/money.ts' }),
        call('write_file', {
          path: 'src/money.ts',
          content:
            'export const cents = (euros: number): number => Math.round(euros * 100);\n\nexport const formatPrice = (euros: number): string => `${euros.toFixed(2)} €`;\n',
        }),
        finish('src/money.ts exports formatPrice.'),
      ),
      use: attempt(
        call('read_file', { path: 'src/receipt.ts' }),
        call('write_file', {
          path: 'src/receipt.ts',
          content:
            "import { formatPrice } from './money.js';\n\nexport const line = (item: string, euros: number): string => `${item}: ${formatPrice(euros)}`;\n",
        }),
        finish('The receipt uses formatPrice.'),
      ),
    }),
  ],
  after: {
    'src/money.ts':
      'export const cents = (euros: number): number => Math.round(euros * 100);\n\nexport const formatPrice = (euros: number): string => `${euros.toFixed(2)} €`;\n',
    'src/receipt.ts':
      "import { formatPrice } from './money.js';\n\nexport const line = (item: string, euros: number): string => `${item}: ${formatPrice(euros)}`;\n",
  },
  mostRequests: 60,
});
