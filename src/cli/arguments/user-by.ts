import type { UserBy } from '../documents/plan.ts';

/** Who is meant: an account as `backend:native id`, an address, or a user's id as the schema gives it. */
export const userBy = (text: string): UserBy => {
  const [, backend, nativeId] = /^([\w.-]+):(.+)$/su.exec(text) ?? [];
  if (backend !== undefined && nativeId !== undefined) return { account: { backend, nativeId } };
  return text.includes('@') ? { email: text } : { id: text };
};
