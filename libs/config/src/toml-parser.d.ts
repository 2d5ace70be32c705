/** The parsing half of `toml`, which alone knows where each key stands. Its version is pinned exactly. */
declare module 'toml/lib/parser.js' {
  interface TomlValueNode {
    readonly type: string;
    readonly value: unknown;
    readonly offset: number;
  }
  interface TomlNode {
    readonly type: string;
    readonly offset: number;
    readonly key?: string | readonly string[];
    readonly value: unknown;
  }
  const parser: { parse(text: string): readonly TomlNode[] };
  export default parser;
  export type { TomlNode, TomlValueNode };
}
