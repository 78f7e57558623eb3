import { guestbook } from '../guestbook/fixture.ts';
import type { Breakage } from './breakage.ts';

/** Wrong about what the backend grants, and whether it can be asked at all. */
export const nativeRoleBreakages: readonly Breakage[] = [
  {
    name: 'lists a native role twice',
    on: guestbook,
    noticedBy: ['lists native roles, each once, that name every role held'],
    breakBackend: (backend) => ({
      ...backend,
      listNativeRoles: async (options) => {
        const { roles, complete } = await backend.listNativeRoles(options);
        return { roles: [...roles, ...roles.slice(0, 1)], complete };
      },
    }),
  },
  {
    name: 'checks nothing',
    on: guestbook,
    noticedBy: ['checks address and credentials with one call'],
    breakBackend: (backend) => ({ ...backend, check: async () => undefined }),
  },
];
