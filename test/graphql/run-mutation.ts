import { expect } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';

/** A gateway with the seeds of the emulators and nobody besides. */
export const startSeeded = (options: Parameters<typeof startGateway>[0] = {}): Promise<Gateway> =>
  startGateway({ people: 0, ...options });

/** Runs the mutation `field` and answers with its payload: `selection`, and `errors` whole. A top-level error fails the test. */
export const runMutation = async (
  gateway: Gateway,
  field: string,
  selection: string,
  input: object,
  { caller, fragments = '' }: { readonly caller?: string | undefined; readonly fragments?: string } = {},
) => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await gateway.query(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} errors { code message path backend retryable } } } ${fragments}`,
    { input },
    caller,
  );
  expect(errors).toBeUndefined();
  return data[field];
};

/** Fits a payload with this one error. */
export const refusal = (error: object) =>
  expect.objectContaining({ errors: [expect.objectContaining(error)] });
