import type { Colors } from '../output.js';
import { oneLine, pad, widthOf } from './text.js';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Shrinks when the terminal is narrow; the others keep their width. */
  readonly flexible?: boolean;
  /** Left out where the others would become illegible, the highest first. */
  readonly spare?: number;
  readonly align?: 'left' | 'right';
  readonly paint?: (text: string, row: Row, colors: Colors) => string;
}

const GAP = 2;
const LEAST = 6;
/** Narrower than this, a flexible column says little. */
const LEGIBLE = 12;

/** Widths that fit `columns` together: flexible columns give way first, the widest of them first, then all others. */
export function fitWidths(natural: readonly number[], flexible: readonly boolean[], columns: number): number[] {
  const widths = [...natural];
  const excess = () => widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1) - columns;
  for (const eligible of [flexible, flexible.map((f) => !f)]) {
    while (excess() > 0) {
      let widest = -1;
      widths.forEach((w, i) => {
        if (eligible[i] && w > LEAST && (widest < 0 || w > (widths[widest] ?? 0))) widest = i;
      });
      if (widest < 0) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}

/**
 * Lines of a table; every cell is made safe and put on one line. `columns` null = as wide as it needs to be, with all
 * that there is.
 */
export function table<Row>(
  rows: readonly Row[],
  all: readonly Column<Row>[],
  columns: number | null,
  colors: Colors,
): string[] {
  let shape = all;
  let fitted = fittedTo(rows, shape, columns);
  while (fitted.isIllegible) {
    const first = Math.max(...shape.map(({ spare = -1 }) => spare));
    if (first < 0) break;
    shape = shape.filter(({ spare }) => spare !== first);
    fitted = fittedTo(rows, shape, columns);
  }
  const { cells, widths } = fitted;
  const gap = ' '.repeat(GAP);
  const head = shape.map((c, i) => pad(c.title, widths[i] ?? 0, c.align)).join(gap);
  const body = rows.map((row, r) =>
    shape
      .map((column, i) => {
        const text = pad(cells[r]?.[i] ?? '', widths[i] ?? 0, column.align);
        return column.paint ? column.paint(text, row, colors) : text;
      })
      .join(gap)
      .trimEnd(),
  );
  return [colors.dim(head.trimEnd()), ...body];
}

function fittedTo<Row>(rows: readonly Row[], shape: readonly Column<Row>[], columns: number | null) {
  const cells = rows.map((row) => shape.map((column) => oneLine(column.cell(row))));
  const natural = shape.map((column, i) =>
    Math.max(widthOf(column.title), ...cells.map((line) => widthOf(line[i] ?? ''))),
  );
  if (columns === null) return { cells, widths: natural, isIllegible: false };
  const flexible = shape.map((c) => c.flexible === true);
  const widths = fitWidths(natural, flexible, columns);
  const isIllegible = widths.some((width, i) => width < Math.min(natural[i] ?? 0, flexible[i] ? LEGIBLE : Infinity));
  return { cells, widths, isIllegible };
}
