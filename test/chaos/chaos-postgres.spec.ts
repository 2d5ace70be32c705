import { describe } from 'vitest';
import { troubleWithDatabase } from './database.js';
import { hurting } from './quick.js';

const trouble = troubleWithDatabase('postgres');

describe.skipIf(trouble !== null)(`two heads that are one${trouble === null ? '' : ` (${trouble})`}`, () => {
  hurting({ shape: 'pair', database: 'postgres', together: 3 }, [
    ['database-kill', 'tool_call_completed'],
    ['peer-kill', 'verification_passed'],
  ]);
});
