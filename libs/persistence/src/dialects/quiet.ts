import type { Logger } from 'typeorm';

const nothing = (): void => undefined;

/** TypeORM would write to stdout, which belongs to the answers of commands; what it has to say is in its errors. */
export const QUIET: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
