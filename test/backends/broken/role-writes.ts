import { BackendError } from '../../../src/domain/errors.ts';
import { cfengine } from '../cfengine/fixture.ts';
import { guestbook } from '../guestbook/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changing } from './breakage.ts';

/** Wrong about the roles that it writes. */
export const roleWriteBreakages: readonly Breakage[] = [
  {
    name: 'replaces all roles by those that are granted',
    on: cfengine,
    noticedBy: ['P42: a grant and a revocation change that assignment and nothing else'],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: (change, options) => write({ ...change, after: change.grants }, options),
    })),
  },
  {
    name: 'says that it writes roles in fewer calls than it takes',
    on: cfengine,
    noticedBy: ['G17: takes as many calls as it says'],
    breakBackend: changing('roleWriter', () => ({ callsPerWrite: 1 })),
  },
  {
    name: 'grants and does not revoke',
    on: guestbook,
    noticedBy: [
      'P42: a grant and a revocation in one change both happen, and nothing else does',
      'a delta keeps what someone else granted meanwhile',
    ],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: (change, options) => write({ ...change, revokes: [] }, options),
    })),
  },
  {
    name: 'takes a role that is held already away again',
    on: guestbook,
    noticedBy: ['what is held already is granted without harm'],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: (change, options) => {
        const isHeld = change.account.assignments.some(
          ({ nativeRoleId }) => nativeRoleId === change.grants[0]?.nativeRoleId,
        );
        return write(isHeld ? { ...change, grants: [], revokes: change.grants } : change, options);
      },
    })),
  },
  {
    name: 'writes roles whole where it could write what changes',
    on: guestbook,
    noticedBy: ['a delta keeps what someone else granted meanwhile'],
    breakBackend: changing('roleWriter', ({ write }, backend) => ({
      write: async (change, options) => {
        const [now] = await backend.getAccounts([change.account.ref.id]);
        const held = now === null || now === undefined || now instanceof Error ? [] : now.assignments;
        const kept = new Set(change.after.map(({ nativeRoleId }) => nativeRoleId));
        await write(
          { ...change, revokes: held.filter(({ nativeRoleId }) => !kept.has(nativeRoleId)) },
          options,
        );
      },
    })),
  },
  {
    name: 'says that it wrote what it refused to write',
    on: iotCentral,
    noticedBy: [
      'no role is left where none may be, and none beyond the most',
      'a role that there is not is refused, and nothing is written',
    ],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: async (change, options) => {
        await write(change, options).catch(() => undefined);
      },
    })),
  },
  {
    name: 'takes a role in one organization for the same role in another',
    on: iotCentral,
    noticedBy: ['a role in one organization is another one than the same role in another organization'],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: (change, options) => {
        const after = new Map(change.after.map((one) => [one.nativeRoleId, one]));
        return write({ ...change, after: [...after.values()] }, options);
      },
    })),
  },
  {
    name: 'grants everywhere what was to be granted in one organization',
    on: guestbook,
    noticedBy: ['a grant within an organization is refused where there are none'],
    breakBackend: changing('roleWriter', ({ write }) => ({
      write: (change, options) =>
        write({ ...change, grants: change.grants.map((one) => ({ ...one, organizationId: null })) }, options),
    })),
  },
  {
    name: 'sends a write again whose answer was lost',
    on: guestbook,
    noticedBy: [
      'P23: a role write that fails is told, and is sent once',
      'P23: a write whose answer is lost is sent once, and is settled by reading or told to be open',
    ],
    breakHttp: (http) => ({
      ...http,
      send: (call, options) =>
        http.send(call, options).catch((error: unknown) => {
          if (call.method === 'GET') throw error;
          return http.send(call, options);
        }),
    }),
  },
  {
    name: 'takes a lost answer for a refusal',
    on: guestbook,
    noticedBy: [
      'P23: a write whose answer is lost is sent once, and is settled by reading or told to be open',
    ],
    breakBackend: changing('roleWriter', ({ write }, { id: backend }) => ({
      write: (change, options) =>
        write(change, options).catch(() => {
          throw new BackendError('UPSTREAM_REJECTED', 'refused', { backend });
        }),
    })),
  },
];
