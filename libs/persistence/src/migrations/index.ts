import { CreateLedger1795000000000 } from './1795000000000-create-ledger.js';
import { CreateMemoryIndex1795000000001 } from './1795000000001-create-memory-index.js';
import { CreateWebhooks1795000000002 } from './1795000000002-create-webhooks.js';
import { AddSensitive1795000000003 } from './1795000000003-add-sensitive.js';
import { KeepModelRecords1795000000004 } from './1795000000004-keep-model-records.js';
import { AddApprovals1795000000010 } from './1795000000010-add-approvals.js';
import { CreateTokens1795000000011 } from './1795000000011-create-tokens.js';
import { CreateTreeStores1795000000012 } from './1795000000012-create-tree-stores.js';
import { AddTipGeneration1795000000013 } from './1795000000013-add-tip-generation.js';
import { AddLandingGeneration1795000000014 } from './1795000000014-add-landing-generation.js';
import { IndexTasksOfWorkspace1795000000015 } from './1795000000015-index-tasks-of-workspace.js';
import { RememberDoubtedDemands1795000000016 } from './1795000000016-remember-doubted-demands.js';
import { KeepStandIns1795000000017 } from './1795000000017-keep-stand-ins.js';

/** Every migration, oldest first. One that was released is never edited. */
export const MIGRATIONS = [
  CreateLedger1795000000000,
  CreateMemoryIndex1795000000001,
  CreateWebhooks1795000000002,
  AddSensitive1795000000003,
  KeepModelRecords1795000000004,
  AddApprovals1795000000010,
  CreateTokens1795000000011,
  CreateTreeStores1795000000012,
  AddTipGeneration1795000000013,
  AddLandingGeneration1795000000014,
  IndexTasksOfWorkspace1795000000015,
  RememberDoubtedDemands1795000000016,
  KeepStandIns1795000000017,
];
