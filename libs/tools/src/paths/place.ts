import type { Stats } from 'node:fs';

/** A place inside the workspace or the scratch folder, every component checked when it was resolved. */
export interface Place {
  readonly area: 'workspace' | 'scratch';
  /** Absolute, free of symlinks. */
  readonly absolute: string;
  /** Absolute and real root of the area. */
  readonly root: string;
  /** Relative to the area's root, `/`-separated, '' for the root itself. */
  readonly relative: string;
  /** As the model writes it: relative, or `scratch://…`. */
  readonly shown: string;
  /** Null when nothing is there. */
  readonly stats: Stats | null;
  /** The path as asked for, when a symlink on the way led elsewhere. */
  readonly throughLink: string | null;
}

export type Resolved = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly error: string };
