/** `2026-11-26 05:13:20 UTC`. */
export const instant = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

/** `3 min ago`, `in 23 h`, and `just now`, which hides that two clocks differ a little. */
export const distance = (iso: string, now: number): string => {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Math.abs(seconds) < 2) return 'just now';
  const length = duration(Math.abs(seconds));
  return seconds < 0 ? `${length} ago` : `in ${length}`;
};

/** In the largest unit of which there are at least two, rounded. */
export const duration = (seconds: number): string => {
  const [size, name] = units.find(([unit, , part]) => Math.round(seconds / part) * part >= 2 * unit) ?? [
    1,
    's',
  ];
  return `${Math.round(seconds / size)} ${name}`;
};

const units = [
  [86_400, 'd', 3600],
  [3600, 'h', 60],
  [60, 'min', 1],
] as const;
