import type { CfengineState, User } from './state.ts';
import type { CfengineSwitches } from './switches.ts';

/** One hub: its tables, and how it behaves where the manual is silent. */
export type Hub = { readonly state: CfengineState; readonly switches: CfengineSwitches };

/** Whom `/api/user/:username` means: nobody, one user, or both of a name. */
export const usersNamed = ({ state, switches }: Hub, name: string): readonly User[] => {
  const users = [state.internal.get(name), state.external.get(name)].filter((user) => user !== undefined);
  if (users.length < 2 || switches.sharedName === 'both') return users;
  return users.filter(({ external }) => external === (switches.sharedName === 'external'));
};
