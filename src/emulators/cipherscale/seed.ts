import type { Person } from '../population.ts';
import { exampleGroups, exampleRoles, exampleUsers } from './examples.ts';
import { newcomerFor } from './people.ts';
import { admit, type CipherscaleState } from './state.ts';

/** The published examples, the odd ones, and whoever of these people is in this system. */
export const seedCipherscale = (people: readonly Person[]): CipherscaleState => {
  const state: CipherscaleState = { users: new Map(), roles: new Map(), groups: new Map(), mails: new Map() };
  for (const role of exampleRoles()) state.roles.set(role.id, role);
  for (const group of exampleGroups()) state.groups.set(group.id, group);
  const newcomers = [...exampleUsers(), ...people.flatMap((person) => newcomerFor(person) ?? [])];
  for (const newcomer of newcomers) admit(state, newcomer, joinedAt);
  return state;
};

/** Later than any account, so that who takes it for the account's date is found out. */
const joinedAt = '2025-03-01T09:00:00Z';
