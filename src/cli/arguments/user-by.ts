import { InvalidArgumentError } from 'commander';
import type { UserBy } from '../documents/plan.ts';
import { partsOfId } from '../gateway/node-id.ts';

/** Who is meant: an account as `backend:native id`, an address, or a user's id as the schema gives it. Throws where it can be none of them. */
export const userBy = (text: string): UserBy => {
  const by = userNamed(text);
  if (by === null) throw new InvalidArgumentError(`Expected ${userHelp}.`);
  return by;
};

/** The same for an option that may be given several times. */
export const usersBy = (text: string, before: readonly UserBy[] = []): readonly UserBy[] => [
  ...before,
  userBy(text),
];

/** The same; `null` where it can be none of them. */
export const userNamed = (text: string): UserBy | null => {
  const [, backend, nativeId] = /^([\w.-]+):(.+)$/su.exec(text) ?? [];
  if (backend !== undefined && nativeId !== undefined) return { account: { backend, nativeId } };
  if (text.includes('@')) return { email: text };
  return partsOfId(text)?.type === 'User' ? { id: text } : null;
};

/** What names a user, for help and refusals. */
export const userHelp = 'an address, the id of a user, or backend:native id';
