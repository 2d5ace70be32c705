declare module '*/scripts/freshness.mjs' {
  export function isFresh(root: string): boolean;
}
