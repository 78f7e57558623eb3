import type { Refusal } from '../documents/document.ts';
import { clean } from '../render/text.ts';
import { GatewayError } from './gateway-error.ts';

/** What a mutation answered, where it did what was asked. Throws each of its errors as a sentence. */
export const accepted = <Payload extends { readonly errors: readonly Refusal[] }>(
  payload: Payload | null,
): Payload => {
  if (payload === null) throw new GatewayError('The gateway answered nothing.', { code: 'INTERNAL' });
  const [first] = payload.errors;
  if (first === undefined) return payload;
  throw new GatewayError(payload.errors.map(refusalSentence).join('\n'), { code: first.code });
};

/** What must be there once nothing was refused. */
export const present = <Value>(value: Value | null, what: string): Value => {
  if (value === null)
    throw new GatewayError(`There is no ${what}, or none that you may see.`, { code: 'NOT_FOUND' });
  return value;
};

export const refusalSentence = ({ code, message, retryAfter }: Refusal): string =>
  `${code}: ${clean(message)}${retryAfter === null ? '' : ` (worth another try in ${retryAfter} s)`}`;
