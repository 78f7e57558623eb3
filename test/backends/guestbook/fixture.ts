import { createHttpClient } from '../../../src/http/client.ts';
import { answering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import type { Fixture } from '../contract/fixture.ts';
import { politeTo, segmentOf } from '../polite.ts';
import { createGuestbookBackend } from './adapter.ts';
import { guestbookToken, startGuestbook } from './emulator.ts';

const editable = {
  id: 'guest-3',
  spare: { nativeRoleId: 'roof', organizationId: null },
  missing: { nativeRoleId: 'cellar', organizationId: null },
};

export const guestbook: Fixture = {
  openApi: null,
  start: async ({ people, wrap = (http) => http, pageSize: _, ...limits }) => {
    const emulator = await startGuestbook({ guests: people + 4 });
    const credentials = async () => ({ authorization: `Bearer ${guestbookToken}` });
    const http = createHttpClient(politeTo('desk', emulator.url, credentials, limits));
    const { guests } = emulator.state;
    const replace = (id: string, passes: readonly string[]): void => {
      const guest = guests.get(id);
      if (guest !== undefined) guests.set(id, { ...guest, passes });
    };
    return {
      backend: createGuestbookBackend({ id: 'desk', http: wrap(http) }),
      emulator,
      secret: guestbookToken,
      state: () => emulator.state,
      truth: () =>
        [...guests.values()].map(({ id, email, passes }) => ({
          id,
          email,
          assignments: withoutOrganization(...passes),
        })),
      editable,
      missingId: 'guest-of-nobody',
      grantBehind: () => replace(editable.id, ['door', 'desk', editable.spare.nativeRoleId]),
      besidesRoles: () => ({ ...guests.get(editable.id), passes: undefined }),
      listTarget: /^\/guests\?/,
      totalMember: 'total',
      endlessPage: (number) => ({
        status: 200,
        json: {
          guests: [{ id: `endless-${number}`, name: 'Endless', email: null, passes: [] }],
          total: 1_000_000,
        },
      }),
      idAskedFor: ({ target }) => segmentOf(target, 1, 2),
      spoil: (id) =>
        emulator.faults.add(answering({ status: 200, json: { id, passes: 7 } }), {
          target: new RegExp(`^/guests/${id}$`),
        }),
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};
