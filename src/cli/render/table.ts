import { pad, widthOf } from './text.ts';

/** Rows as lines under a heading: the first column to the left and cut where there is no room, all others, which are numbers, to the right. */
export const table = (
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  columns: number,
): readonly string[] => {
  const all = [heading, ...rows.map((row) => row.map(String))];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
  const [first = 0, ...others] = widths;
  const room = Math.max(leastRoom, columns - others.reduce((sum, width) => sum + width + 2, 0));
  return all.map(([name = '', ...numbers]) =>
    [pad(name, Math.min(first, room)), ...numbers.map((number, at) => number.padStart(others[at] ?? 0))].join(
      '  ',
    ),
  );
};

/** On a page that is too narrow lines become longer, and no name disappears. */
const leastRoom = 6;
