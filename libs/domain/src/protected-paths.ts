import picomatch from 'picomatch';

/**
 * Whether a task's globs protect a path of the workspace. A glob without a slash means the name at any depth, a folder
 * all that is in it, and a name that reads like a glob ("[id]") itself as well.
 */
export function protectedBy(globs: readonly string[]): (path: string) => boolean {
  const plain = globs.map((glob) => glob.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')).filter((glob) => glob !== '');
  if (plain.length === 0) return () => false;
  const deep = plain.map((glob) => (glob.includes('/') ? glob : `**/${glob}`));
  const matches = picomatch(deep, { dot: true, nonegate: true, nocase: process.platform !== 'linux' });
  const literal = new Set(plain);
  return (path) => {
    const parts = path.split('/');
    return parts.some((name, at) => {
      const above = parts.slice(0, at + 1).join('/');
      return literal.has(name) || literal.has(above) || matches(above);
    });
  };
}
