/** What is made up anew in each run, and so is the same in two of them whatever it says. */
export type Masks = {
  /** All texts that were there before, and so are not made up. */
  readonly known: ReadonlySet<string>;
  readonly madeUp: RegExp | undefined;
  /** Members that are left out. */
  readonly omitted: readonly string[];
  /** The emulator's own address. */
  readonly url: string;
};

/** A value in a form in which that of two runs can be compared: maps and sets as sorted lists, secrets by what they hide, errors by their code. */
export const toPlain = (value: unknown, masks: Masks): unknown => {
  const plain = (one: unknown): unknown => toPlain(one, masks);
  if (typeof value === 'string') return mask(value, masks);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map) return sorted([...value].map(plain));
  if (value instanceof Set) return sorted([...value].map(plain));
  if (value instanceof Error) return { error: 'code' in value ? value.code : value.name };
  if (Array.isArray(value)) return value.map(plain);
  if ('reveal' in value && typeof value.reveal === 'function') return { secret: plain(value.reveal()) };
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, one]) =>
      one === undefined || masks.omitted.includes(member) ? [] : [[member, plain(one)]],
    ),
  );
};

/** Every text in it, keys of maps among them. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const parts = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
  return parts.flatMap(textsIn);
};

const sorted = (values: readonly unknown[]): readonly unknown[] =>
  values.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

const mask = (text: string, { known, madeUp, url }: Masks): string => {
  // Before all else: two changes within one millisecond bear the same time.
  if (time.test(text) && Math.abs(Date.parse(text) - Date.now()) < anHourMs) return '<now>';
  if (known.has(text)) return text;
  if (madeUp?.test(text) || uuid.test(text)) return '<made up>';
  return text.replaceAll(url, '<url>');
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;
const anHourMs = 3_600_000;
