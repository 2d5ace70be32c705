import { OwnNetwork, SmallDisk } from '#testing';

/**
 * `alone`: one `loom serve` with its private Redis. `small`: the same with its data and the users' folders on a small
 * disk. `apart`: a shared Redis, and the workers processes of their own. `cut`: the same, where each executor sees
 * nothing but the head, over a wire that can be cut. `pair`: two `loom serve` that are one, on a shared Redis and
 * database.
 */
export const SHAPES = ['alone', 'small', 'apart', 'cut', 'pair'] as const;
export type Shape = (typeof SHAPES)[number];

/** Why worlds of this shape cannot be here; null when they can. */
export function troubleWith(shape: Shape): string | null {
  if (shape === 'cut') return OwnNetwork.trouble();
  if (shape === 'small' && process.getuid?.() !== 0) return SmallDisk.trouble;
  return null;
}
