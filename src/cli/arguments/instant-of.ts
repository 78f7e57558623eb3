import { InvalidArgumentError } from 'commander';

/** Reads an option's argument: an instant, or how long ago. Gives it as the schema's DateTime. */
export const instantOf = (text: string, _before?: unknown, now: number = Date.now()): string => {
  const [, number, unit = ''] = /^(\d{1,6})(min|h|d)$/.exec(text) ?? [];
  if (number !== undefined) return new Date(now - Number(number) * (unitMs[unit] ?? 0)).toISOString();
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new InvalidArgumentError('Expected an instant such as 2026-11-22T08:00:00Z, or 30min, 24h or 7d.');
  return new Date(at).toISOString();
};

const unitMs: Readonly<Record<string, number>> = { min: 60_000, h: 3_600_000, d: 86_400_000 };
