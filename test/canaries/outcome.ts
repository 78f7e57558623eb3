import type { FieldAnswer } from './answers.ts';

/** Codes of what went wrong, and `nothing` where there is no value. */
export const outcomeOf = ({ body, field }: FieldAnswer): readonly string[] => {
  // The shape of every answer to a document with one root field.
  const { data, errors = [] } = body as Body;
  const value = data?.[field.name] ?? null;
  if (value === null) return [...errors.map(({ extensions }) => extensions.code), 'nothing'];
  const payloads = [value, ...(value.results ?? [])];
  return payloads.flatMap((payload) => payload.errors ?? []).map(({ code }) => code);
};

type Body = {
  readonly data?: Readonly<Record<string, Payload | null>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
};

type Payload = {
  readonly errors?: readonly { readonly code: string }[];
  readonly results?: readonly Payload[];
};
