/* Other spellings of a path, for where nothing is under the one that was given. Pure. */

/** The path whose blanks and letters were written as an address writes them; null where none was. */
export function decoded(parts: readonly string[]): string | null {
  const path = parts.join('/');
  if (!/%[0-9a-f]{2}/i.test(path)) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Names that folders inside a workspace have, whatever that one is called. */
const COMMON =
  /^(?:apps?|src|libs?|tests?|docs?|web|www|public|server|client|backend|frontend|site|main|code|packages?|build|bin|config|data|scripts?|api|core|workspace|project)$/i;

/** The path inside the workspace, where it begins with that one's own name; null where that may be a folder in it. */
export function withoutOwnFolder(parts: readonly string[], name: string | null, asked: string): string | null {
  const [first, ...rest] = parts;
  if (name === null || first !== name || rest.length === 0 || COMMON.test(name)) return null;
  return asked.includes(name) ? null : rest.join('/');
}
