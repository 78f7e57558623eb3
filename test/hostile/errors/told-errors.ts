import type { Told } from './gateway.ts';

/** Errors of an answer, wherever they stand. */
export type ToldErrors = {
  /** Beside the data. */
  readonly top: readonly TopError[];
  /** Of all: those above, and those within the data, of payloads, sources, plans and outcomes. */
  readonly codes: readonly string[];
};

type TopError = {
  readonly message: string;
  readonly extensions: { readonly code: string } & Readonly<Record<string, unknown>>;
};

export const errorsOf = ({ text }: Told): ToldErrors => {
  // Its form is what the test is about.
  const { data = null, errors = [] } = JSON.parse(text) as {
    readonly data?: unknown;
    readonly errors?: readonly TopError[];
  };
  return { top: errors, codes: [...errors.map(({ extensions }) => extensions.code), ...codesWithin(data)] };
};

const codesWithin = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'code' && typeof one === 'string' ? [one] : codesWithin(one),
  );
};
