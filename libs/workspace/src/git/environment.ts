/** Where git is looked for. */
export const GIT_PATH = '/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin';

/** Nothing of the user's environment reaches git, and no file in a workspace can make it run code or alter bytes. */
export const ENVIRONMENT = {
  PATH: GIT_PATH,
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_CEILING_DIRECTORIES: '/',
  GIT_AUTHOR_NAME: 'Loom',
  GIT_AUTHOR_EMAIL: 'loom@localhost',
  GIT_COMMITTER_NAME: 'Loom',
  GIT_COMMITTER_EMAIL: 'loom@localhost',
} as const;
