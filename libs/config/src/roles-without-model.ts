import type { Role } from '#domain';
import type { ModelConfig } from './loom-config.js';

/** Those of the roles that no model plays. Pure. */
export const rolesWithoutModel = (models: readonly Pick<ModelConfig, 'roles'>[], roles: readonly Role[]): Role[] =>
  roles.filter((role) => !models.some((model) => model.roles.includes(role)));
