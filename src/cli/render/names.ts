import type { Held, Subject } from '../documents/change.ts';
import { clean } from './text.ts';

/** `Ada Lovelace [ada]`: the name that people know, and the id that nobody can choose to look like another's. */
export const accountLabel = ({ name, nativeId }: Omit<Subject, 'backend'>): string => {
  const shown = clean(name ?? '');
  const id = nativeId === null ? null : clean(nativeId);
  if (id === null) return shown === '' ? '(nobody yet)' : shown;
  return shown === '' || shown === id ? id : `${shown} [${id}]`;
};

/** `Operator in Oslo`: a native role as the backend shows it. */
export const heldLabel = ({ nativeRole, organization }: Held): string => {
  const role = clean(nativeRole.name ?? '') || clean(nativeRole.nativeId);
  if (organization === null) return role;
  return `${role} in ${clean(organization.displayName ?? '') || clean(organization.nativeId)}`;
};
