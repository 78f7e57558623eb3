import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { auditFilterOf } from '../../../src/cli/arguments/audit-filter.ts';
import { backends } from '../../../src/cli/arguments/backends.ts';
import { parseDesired } from '../../../src/cli/arguments/desired.ts';
import { instantOf } from '../../../src/cli/arguments/instant-of.ts';
import { userBy, usersBy } from '../../../src/cli/arguments/user-by.ts';
import { exitCodeOf } from '../../../src/cli/watching/watch-plan.ts';

describe('who is meant on the command line', () => {
  it.each([
    ['ada@example.com', { email: 'ada@example.com' }],
    ['WyJVc2VyIiwiMSJd', { id: 'WyJVc2VyIiwiMSJd' }],
    ['hub:ada', { account: { backend: 'hub', nativeId: 'ada' } }],
    ['etl:ada@example.com', { account: { backend: 'etl', nativeId: 'ada@example.com' } }],
    ['hub:a:b', { account: { backend: 'hub', nativeId: 'a:b' } }],
  ])('%s', (text, by) => {
    expect(userBy(text)).toEqual(by);
  });

  it.each(['', 'nobody', 'hub:', ':ada', Buffer.from('["Plan","1"]').toString('base64url')])(
    'is not %j',
    (text) => {
      expect(() => userBy(text)).toThrow('Expected an address, the id of a user, or backend:native id.');
    },
  );

  it('are several where the option is given again, and a native id may hold a comma', () => {
    expect(usersBy('hub:a,b', usersBy('ada@example.com'))).toEqual([
      { email: 'ada@example.com' },
      { account: { backend: 'hub', nativeId: 'a,b' } },
    ]);
  });
});

describe('an instant on the command line', () => {
  const now = Date.parse('2026-11-26T12:00:00.000Z');
  it.each([
    ['30min', '2026-11-26T11:30:00.000Z'],
    ['24h', '2026-11-25T12:00:00.000Z'],
    ['7d', '2026-11-19T12:00:00.000Z'],
    ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T08:00:00+02:00', '2026-11-22T06:00:00.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ])('%s', (text, iso) => {
    expect(instantOf(text, undefined, now)).toBe(iso);
  });

  it.each(['', 'yesterday', '7', '7 d', '-1h', '2026-13-01', '22.11.2026'])('is not %j', (text) => {
    expect(() => instantOf(text)).toThrow(InvalidArgumentError);
  });
});

describe('backends on the command line', () => {
  it('stand between commas or in options of their own, and count once', () => {
    expect(backends('vpn', backends('etl,hub,'))).toEqual(['etl', 'hub', 'vpn']);
    expect(backends('etl', backends('etl,hub'))).toEqual(['etl', 'hub']);
  });
});

describe('a list of desired roles', () => {
  const expected = [
    { user: { email: 'ada@example.com' }, roles: ['admin', 'viewer'] },
    { user: { id: 'WyJVc2VyIiwiMSJd' }, roles: [] },
  ];

  it('is YAML or JSON', () => {
    expect(
      parseDesired(
        'desired.yaml',
        '- { user: ada@example.com, roles: [admin, viewer] }\n- { user: WyJVc2VyIiwiMSJd, roles: [] }\n',
      ),
    ).toEqual(expected);
    expect(
      parseDesired(
        'desired.json',
        '[{"user":"ada@example.com","roles":["admin","viewer"]},{"user":"WyJVc2VyIiwiMSJd","roles":[]}]',
      ),
    ).toEqual(expected);
  });

  it('tells every problem with its line', () => {
    const text =
      '- user: ada@example.com\n  roles: admin\n- roles: [1]\n- { user: x@example.com, roles: [], role: y }\n- { user: nobody, roles: [] }\n';
    expect(() => parseDesired('desired.yaml', text)).toThrow(
      [
        'desired.yaml, line 2: [0].roles: expected a list, got text',
        'desired.yaml, line 3: [1].user: missing; expected text',
        'desired.yaml, line 3: [1].roles[0]: expected text, got a number',
        'desired.yaml, line 4: [2].role: Unrecognized key: "role"',
        'desired.yaml, line 5: [3].user: expected an address, the id of a user, or backend:native id, got "nobody"',
      ].join('\n'),
    );
    expect(() => parseDesired('desired.yaml', '{ user')).toThrow(/^desired\.yaml, line 1: /);
    expect(() => parseDesired('desired.yaml', '')).toThrow('desired.yaml: expected a list, got nothing');
    expect(() => parseDesired('desired.yaml', '[]')).toThrow('expected at least one entry');
  });
});

describe('an exit code (G44)', () => {
  it('tells where a plan stands', () => {
    expect(
      Object.fromEntries(
        (
          [
            'EMPTY',
            'APPLIED',
            'PLANNING',
            'FAILED',
            'EXPIRED',
            'READY',
            'APPROVED',
            'BLOCKED',
            'REFUSED',
          ] as const
        ).map((state) => [state, exitCodeOf(state)]),
      ),
    ).toEqual({
      EMPTY: 0,
      APPLIED: 0,
      PLANNING: 1,
      FAILED: 1,
      EXPIRED: 1,
      READY: 2,
      APPROVED: 2,
      BLOCKED: 3,
      REFUSED: 3,
    });
  });
});

describe('a filter of the audit trail', () => {
  it('holds what was given and nothing else of the command’s options', () => {
    const options = { caller: 'ops', json: true, first: 50, url: 'http://x' };
    expect(auditFilterOf(options)).toEqual({ caller: 'ops' });
    expect(auditFilterOf({})).toBeNull();
  });
});
