import type { Page } from '../../../src/backends/backend.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { cfengine } from '../cfengine/fixture.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changing } from './breakage.ts';

/** Wrong about organizations, API tokens, groups, role definitions or devices. */
export const recordBreakages: readonly Breakage[] = [
  ...(['organizations', 'apiTokens', 'groups'] as const).flatMap((member): readonly Breakage[] => {
    const on = member === 'groups' ? cipherscale : iotCentral;
    return [
      {
        name: `drops the last of the ${member}`,
        on,
        noticedBy: [`${member}: the list is complete, each once`],
        breakBackend: changing(member, ({ list }) => ({
          list: (options) => withoutLast<never>(list(options)),
        })),
      },
      {
        name: `takes a list of ${member} that failed for one that ended`,
        on,
        noticedBy: [`P27: ${member}: ends in an error, not in a shorter list, when a later page fails`],
        breakBackend: changing(member, ({ list }) => ({
          list: (options) => withoutErrors<never>(list(options)),
        })),
      },
      {
        name: `reorders a batch of ${member}`,
        on,
        noticedBy: [`${member}: answers one for one, in the order asked, with null where there is none`],
        breakBackend: changing(member, ({ get }) => ({
          get: async (ids, options) => (await get(ids, options)).toReversed() as never,
        })),
      },
      {
        name: `says that it deleted of the ${member} what it left`,
        on,
        noticedBy: [`${member}: deletes one and no other`],
        breakBackend: changing(member, () => ({ delete: async () => undefined })),
      },
    ];
  }),

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

async function* withoutLast<T>(pages: AsyncIterable<Page<unknown>>): AsyncGenerator<Page<T>> {
  for await (const page of pages)
    yield {
      ...page,
      entries: (page.next === null ? page.entries.slice(0, -1) : page.entries) as readonly T[],
    };
}

async function* withoutErrors<T>(pages: AsyncIterable<Page<unknown>>): AsyncGenerator<Page<T>> {
  try {
    for await (const page of pages) yield page as Page<T>;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
  }
}
