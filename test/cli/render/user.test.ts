import { describe, expect, it } from 'vitest';
import type { Link, User } from '../../../src/cli/documents/user.ts';
import { renderUser } from '../../../src/cli/render/user.ts';
import { page } from './sample.ts';

const link = (state: Link['state'], account: Partial<Link['account']>): Link => ({
  state,
  confidence: 1,
  evidence: [{ rule: 'VERIFIED_EMAIL', values: ['ada@example.com'] }],
  account: {
    backend: 'iot',
    nativeId: 'a1',
    kind: 'PERSON',
    userName: null,
    displayName: 'Ada Lovelace',
    email: 'ada@example.com',
    status: 'ACTIVE',
    external: false,
    protected: false,
    asOf: '2026-11-26T11:55:00.000Z',
    roles: [],
    assignments: [],
    ...account,
  },
});

const user: User = {
  id: 'WyJVc2VyIiwiMSJd',
  displayName: 'Ada Lovelace',
  email: 'ada@example.com',
  kind: 'PERSON',
  roles: [
    {
      role: { name: 'admin' },
      accounts: [
        { backend: 'iot', nativeId: 'a1' },
        { backend: 'iot', nativeId: 'a2' },
        { backend: 'vpn', nativeId: 'v1' },
      ],
    },
    { role: { name: 'viewer' }, accounts: null },
  ],
  links: [
    link('LINKED', {
      assignments: [
        {
          nativeRole: { nativeId: 'r1', name: 'Administrator' },
          organization: null,
          origin: 'DIRECT',
          group: null,
        },
        {
          nativeRole: { nativeId: 'r2', name: null },
          organization: { nativeId: 'oslo', displayName: 'Oslo' },
          origin: null,
          group: null,
        },
        {
          nativeRole: { nativeId: 'r3', name: 'User' },
          organization: null,
          origin: 'INHERITED',
          group: { nativeId: 'g1', name: 'Default Group' },
        },
      ],
    }),
    link('SUGGESTED', {
      backend: 'hub',
      nativeId: 'ada',
      displayName: null,
      userName: 'ada',
      email: null,
      status: 'DISABLED',
      external: true,
      protected: true,
      assignments: null,
    }),
    link('DISPUTED', { backend: 'etl' }),
  ],
  sources: [
    { backend: 'iot', state: 'COMPLETE', asOf: '2026-11-26T11:55:00.000Z', error: null },
    { backend: 'etl', state: 'COMPLETE', asOf: '2026-11-24T11:55:00.000Z', error: null },
    {
      backend: 'hub',
      state: 'FAILED',
      asOf: '2026-11-26T09:00:00.000Z',
      error: { code: 'UPSTREAM_REFUSED', message: 'hub refuses Rolecall’s credentials.' },
    },
    { backend: 'vpn', state: 'UNREAD', asOf: null, error: null },
  ],
};

describe('a user on the terminal', () => {
  it('is every account with what it holds, how sure it is theirs, and how young that is', () => {
    expect(renderUser(user, page)).toEqual([
      'Ada Lovelace ada@example.com',
      '  PERSON WyJVc2VyIiwiMSJd',
      '  roles: admin (iot, vpn), viewer ()',
      '',
      'iot: Ada Lovelace [a1]',
      '  LINKED by VERIFIED_EMAIL, ada@example.com, as read 5 min ago',
      '    Administrator',
      '    r2 in Oslo',
      '    User (through the group Default Group)',
      '',
      'hub: ada',
      '  SUGGESTED by VERIFIED_EMAIL, DISABLED, external, protected, as read 5 min ago',
      '  what it holds cannot be told',
      '',
      'etl: Ada Lovelace [a1]',
      '  DISPUTED by VERIFIED_EMAIL, ada@example.com, as read 5 min ago',
      '  holds nothing',
      '',
      'iot          COMPLETE read 5 min ago',
      'etl          COMPLETE read 2 d ago',
      'hub          FAILED   read 3 h ago',
      '    UPSTREAM_REFUSED: hub refuses Rolecall’s credentials.',
      'vpn          UNREAD   never read',
    ]);
  });

  it('marks what is stale or failed, or no confirmed link, and nothing else', () => {
    const marked = renderUser(user, {
      ...page,
      paint: (tone, text) => (tone === 'alarm' ? `!${text}` : text),
    }).filter((line) => line.startsWith('!'));
    expect(marked).toEqual([
      '!  SUGGESTED by VERIFIED_EMAIL, DISABLED, external, protected, as read 5 min ago',
      '!  DISPUTED by VERIFIED_EMAIL, ada@example.com, as read 5 min ago',
      '!etl          COMPLETE read 2 d ago',
      '!hub          FAILED   read 3 h ago',
      '!    UPSTREAM_REFUSED: hub refuses Rolecall’s credentials.',
      '!vpn          UNREAD   never read',
    ]);
  });
});
