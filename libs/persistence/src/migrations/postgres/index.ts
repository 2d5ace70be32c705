import { CreateTreeStores1795000000012 } from '../1795000000012-create-tree-stores.js';
import { AddTipGeneration1795000000013 } from '../1795000000013-add-tip-generation.js';
import { AddLandingGeneration1795000000014 } from '../1795000000014-add-landing-generation.js';
import { IndexTasksOfWorkspace1795000000015 } from '../1795000000015-index-tasks-of-workspace.js';
import { RememberDoubtedDemands1795000000016 } from '../1795000000016-remember-doubted-demands.js';
import { KeepStandIns1795000000017 } from '../1795000000017-keep-stand-ins.js';
import { CreateTables1795000000011 } from './1795000000011-create-tables.js';

/** Every migration of a Postgres database, oldest first. One that was released is never edited. */
export const POSTGRES_MIGRATIONS = [
  CreateTables1795000000011,
  CreateTreeStores1795000000012,
  AddTipGeneration1795000000013,
  AddLandingGeneration1795000000014,
  IndexTasksOfWorkspace1795000000015,
  RememberDoubtedDemands1795000000016,
  KeepStandIns1795000000017,
];
