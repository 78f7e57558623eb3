import { BackendError } from '../../../src/domain/errors.ts';
import { cfengine } from '../cfengine/fixture.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changing } from './breakage.ts';

/** Wrong about organizations, API tokens, groups, role definitions or devices. */
export const recordBreakages: readonly Breakage[] = [
  {
    name: 'takes an organization that there is for the new one',
    on: iotCentral,
    noticedBy: ['organizations: creates one, and never overwrites'],
    breakBackend: changing('organizations', ({ create, update }) => ({
      create: (organization, options) =>
        create(organization, options).catch(() => update(organization.id, organization, options)),
    })),
  },
  {
    name: 'moves an organization under the root when it is renamed',
    on: iotCentral,
    noticedBy: ['organizations: a change keeps what it does not name'],
    breakBackend: changing('organizations', ({ update }) => ({
      update: (id, changes, options) => update(id, { parentId: null, ...changes }, options),
    })),
  },
  {
    name: 'keeps the secret of an API token with it',
    on: iotCentral,
    noticedBy: ['apiTokens: creates one, shows its secret this once, and never overwrites'],
    breakBackend: changing('apiTokens', ({ create }) => ({
      create: async (token, options) => {
        const created = await create(token, options);
        return { ...created, token: { ...created.token, text: created.secret.reveal() } };
      },
    })),
  },
  {
    name: 'creates a group without its roles',
    on: cipherscale,
    noticedBy: ['groups: creates one with its roles, and answers with it as it reads'],
    breakBackend: changing('groups', ({ create }) => ({
      create: (group, options) => create({ ...group, nativeRoleIds: [] }, options),
    })),
  },
  {
    name: 'clears of a group what a change does not name',
    on: cipherscale,
    noticedBy: ['groups: a change keeps what it does not name'],
    breakBackend: changing('groups', ({ update }) => ({
      update: (group, changes, options) => update(group, { description: null, ...changes }, options),
    })),
  },
  {
    name: 'takes out of a group whoever is in it already',
    on: cipherscale,
    noticedBy: ['groups: an account joins and leaves, and nobody else moves'],
    breakBackend: changing('groups', ({ addAccount, removeAccount }, backend) => ({
      addAccount: async (groupId, accountId, options) => {
        const [account] = await backend.getAccounts([accountId]);
        const isIn =
          account !== null &&
          account !== undefined &&
          !(account instanceof Error) &&
          account.groups.some(({ id }) => id === groupId);
        await (isIn ? removeAccount : addAccount)(groupId, accountId, options);
      },
    })),
  },
  {
    name: 'forgets the permissions of a new role definition',
    on: cfengine,
    noticedBy: ['roleDefinitions: creates one with all that was given, and never overwrites'],
    breakBackend: changing('roleDefinitions', ({ create }) => ({
      create: ({ permissions: _, ...role }, options) => create(role, options),
    })),
  },
  {
    name: 'clears of a role definition what a change does not name',
    on: cfengine,
    noticedBy: ['roleDefinitions: a change keeps what it does not name'],
    breakBackend: changing('roleDefinitions', ({ update }) => ({
      update: (id, changes, options) => update(id, { permissions: [], ...changes }, options),
    })),
  },
  {
    name: 'says that it deleted the role definition that it left',
    on: cfengine,
    noticedBy: ['roleDefinitions: gives null for what there is not, and deletes one and no other'],
    breakBackend: changing('roleDefinitions', () => ({ delete: async () => undefined })),
  },
  {
    name: 'takes a device that there is for the new one',
    on: iotCentral,
    noticedBy: ['devices: creates a device and a group as asked, and never overwrites'],
    breakBackend: changing('devices', ({ create, get }, { id: backend }) => ({
      create: async (device, options) => {
        const there = await get(device.id, options);
        if (there === null) return create(device, options);
        if (there.backend === backend) return there;
        throw new BackendError('INTERNAL', 'of another backend', { backend });
      },
    })),
  },
  {
    name: 'makes up a device that there is not',
    on: iotCentral,
    noticedBy: ['devices: gives the one that was asked for, and null for what there is not'],
    breakBackend: changing('devices', ({ get }) => ({
      get: async (id, options) => (await get(id, options)) ?? get('CheckoutThermostat', options),
    })),
  },
];
