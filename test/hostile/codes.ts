import type { GraphQLAnswer } from '../gateway.ts';

/** Those of errors, and those in payloads of mutations. */
export const codesOf = ({ data, errors = [] }: GraphQLAnswer): readonly string[] => [
  ...errors.map(({ extensions }) => extensions.code),
  ...Object.values(data ?? {}).flatMap((one) =>
    ((one as { errors?: readonly { code: string }[] } | null)?.errors ?? []).map(({ code }) => code),
  ),
];
