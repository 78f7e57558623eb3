import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderListedPlan, renderPlan } from '../../../src/cli/render/plan.ts';
import { widthOf } from '../../../src/cli/render/text.ts';
import type { PlanState } from '../../../src/domain/plan.ts';
import { change, held, page, plan } from './sample.ts';

const reviewed = plan({
  state: 'BLOCKED',
  mode: 'REPLACE',
  reason: 'Quarterly review',
  changes: {
    nodes: [
      change('etl', 'Ada Lovelace', {
        grants: [held('Operator')],
        revokes: [held('Viewer')],
        resent: [held('Auditor')],
        displaced: [{ name: 'viewer' }],
        reason: 'holds operator on iot',
      }),
      change('iot', 'Grace Hopper', {
        grants: [held('Administrator'), held('Org Operator', 'Oslo')],
        escalation: ['BROADER', 'ADMINISTRATOR'],
      }),
      change('etl', 'Björn Dvořák', { revokes: [held('Admin')] }),
      change('etl', 'Ada Lovelace', { kind: 'STATUS', status: { before: 'ACTIVE', after: 'DISABLED' } }),
      change('vpn', 'Wei Xu', { kind: 'STATUS', status: { before: 'ACTIVE', after: 'DISABLED' } }),
      change('hub', 'Uma Ito', { kind: 'DELETE', before: [held('admin'), held('dev')] }),
    ],
  },
  notExpressible: [{ backend: 'vpn', role: 'builder', accounts: 3 }],
  excluded: {
    nodes: [
      ...Array.from({ length: 12 }, (_, number) => ({
        account: { backend: 'hub', nativeId: `user${number}`, name: `user${number}` },
        user: null,
        code: 'LINK_NOT_CONFIRMED',
        message: 'Changes reach LINKED accounts only, and this is SUGGESTED.',
      })),
      {
        account: { backend: 'iot', nativeId: 'a1', name: 'Owner' },
        user: null,
        code: 'PROTECTED',
        message: 'The account a1 is the owner.',
      },
      {
        account: { backend: 'iot', nativeId: 'a2', name: 'Robot' },
        user: null,
        code: 'PROTECTED',
        message: 'The account a2 is protected by the configuration.',
      },
    ],
  },
  guards: [
    {
      name: 'MAX_REVOKED',
      backend: 'etl',
      verdict: 'PASS',
      detail: '2 of 40 assignments go, at most 8 may.',
      accounts: [{ backend: 'etl', nativeId: 'adalovelace', name: 'Ada Lovelace' }],
    },
    {
      name: 'ADMINISTRATORS',
      backend: 'iot',
      verdict: 'BLOCK',
      detail: '1 account becomes an administrator, and none ceases to be one, which takes an approval.',
      accounts: [{ backend: 'iot', nativeId: 'gracehopper', name: 'Grace Hopper' }],
    },
  ],
  summary: [
    { backend: 'etl', accounts: 40, unchanged: 38, changes: 2, grants: 1, revokes: 2, gaining: 1, losing: 2 },
    { backend: 'iot', accounts: 41, unchanged: 40, changes: 1, grants: 2, revokes: 0, gaining: 1, losing: 0 },
  ],
  forecast: {
    calls: 9,
    minimumSeconds: 1.2,
    backends: [
      { backend: 'etl', calls: 6, minimumSeconds: 1.2 },
      { backend: 'iot', calls: 3, minimumSeconds: 0.2 },
    ],
  },
});

describe('a plan on the terminal (G44)', () => {
  it('tells who gains and who loses, by system, and what stands in the way', () => {
    expect(renderPlan(reviewed, page).join('\n')).toBe(`\
Plan WyJQbGFuIiwiMDE5YWMxMzMtODg4OC03MDAwLTgwMDAtMDAwMDAwMDAwMDAxIl0
  role sync, REPLACE, by ops, 3 min ago, expires in 24 h
  "Quarterly review"
  digest dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd

etl:
  Ada Lovelace [adalovelace]
    + Operator
    - Viewer
    (viewer goes: an exclusive group lets only one be held)
    - sign-in (ACTIVE -> DISABLED)
  Björn Dvořák [björndvořák]
    - Admin

iot:
  Grace Hopper [gracehopper]
    + Administrator
    + Org Operator in Oslo
    ! a native role gives more than the role that it spells
    ! becomes an administrator here

vpn:
  Wei Xu [weixu]
    - sign-in (ACTIVE -> DISABLED)

hub:
  Uma Ito [umaito]
    - the account itself
    - admin
    - dev

Not expressible:
  vpn has no native role for builder (3 accounts)

Left alone though meant (14):
  LINK_NOT_CONFIRMED (12)
    Changes reach LINKED accounts only, and this is SUGGESTED.
      hub user0
      hub user1
      hub user2
      hub user3
      hub user4
      hub user5
      hub user6
      hub user7
      hub user8
      hub user9
      and 2 more
  PROTECTED (2)
    The account a1 is the owner.
      iot Owner [a1]
    The account a2 is protected by the configuration.
      iot Robot [a2]

Guards:
  PASS   MAX_REVOKED on etl: 2 of 40 assignments go, at most 8 may.
  BLOCK  ADMINISTRATORS on iot: 1 account becomes an administrator, and none
         ceases to be one, which takes an approval.
           Grace Hopper [gracehopper]

backend  looked at  unchanged  changes  grants  revokes  gain  lose  calls
etl             40         38        2       1        2     1     2      6
iot             41         40        1       2        0     1     0      3
Takes 9 calls and 1 s at the least.

BLOCKED. Somebody else than its author may let it pass:
  npm run -s rolecall -- approve WyJQbGFuIiwiMDE5YWMxMzMtODg4OC03MDAwLTgwMDAtMDAwMDAwMDAwMDAxIl0 --reason "..."`);
  });

  it('with --verbose tells also what is sent again only to keep it, and why', () => {
    const lines = renderPlan(reviewed, { ...page, verbose: true });
    expect(lines.slice(5, 13)).toEqual([
      'etl:',
      '  Ada Lovelace [adalovelace]',
      '    + Operator',
      '    - Viewer',
      '    (viewer goes: an exclusive group lets only one be held)',
      '    = Auditor (sent again only to keep it)',
      '    user Ada Lovelace WyJVc2VyIiwiMSJd',
      '    holds operator on iot',
    ]);
    expect(renderPlan(reviewed, page).join('\n')).not.toContain('Auditor');
  });

  it.each<[PlanState, Parameters<typeof plan>[0], readonly string[]]>([
    [
      'PLANNING',
      { digest: null },
      ['What it rests on is being read. See how far it is:', '  npm run -s rolecall -- plan show ID'],
    ],
    [
      'FAILED',
      { digest: null, failure: { code: 'UPSTREAM_TIMEOUT', message: 'hub did not answer in time.' } },
      ['No plan came of it: UPSTREAM_TIMEOUT: hub did not answer in time.'],
    ],
    ['EMPTY', {}, ['Nothing is to be changed.']],
    ['READY', {}, ['READY. To apply it:', '  npm run -s rolecall -- apply ID']],
    ['REFUSED', {}, ['REFUSED. Nobody can let it pass.']],
    ['EXPIRED', {}, ['EXPIRED. It was not applied in time: plan again.']],
    [
      'APPROVED',
      {
        approval: {
          by: 'boss',
          reason: 'agreed with security',
          at: '2026-11-26T11:59:00.000Z',
          expiresAt: '2026-11-26T15:59:00.000Z',
        },
      },
      [
        'APPROVED by boss until 2026-11-26 15:59:00 UTC: "agreed with security". To apply',
        'it:',
        '  npm run -s rolecall -- apply ID',
      ],
    ],
    ['APPLIED', { run: { id: 'WyJSdW4iXQ', state: 'DONE' } }, ['APPLIED. Its run is DONE:', '  WyJSdW4iXQ']],
  ])('that is %s says so last, and what comes next', (state, more, last) => {
    const { id } = plan({});
    expect(renderPlan(plan({ state, ...more }), page).slice(-last.length)).toEqual(
      last.map((line) => line.replace('ID', id)),
    );
  });

  it('names an account that is to be, one that is renamed and one that is invited', () => {
    const lines = renderPlan(
      plan({
        changes: {
          nodes: [
            change('vpn', 'new@example.com', {
              account: { backend: 'vpn', nativeId: null, name: 'new@example.com' },
              kind: 'CREATE',
              fields: ['email'],
              grants: [held('User')],
            }),
            change('hub', 'Uma', { kind: 'UPDATE', fields: ['displayName', 'email'] }),
            change('vpn', 'Wei', { kind: 'REINVITE' }),
            change('hub', 'Rosa', { kind: 'STATUS', status: { before: 'DISABLED', after: 'ACTIVE' } }),
          ],
        },
      }),
      page,
    );
    expect(lines.slice(4, -3)).toEqual([
      'vpn:',
      '  new@example.com',
      '    + the account itself (email)',
      '    + User',
      '  Wei [wei]',
      '    ~ invited again',
      '',
      'hub:',
      '  Uma [uma]',
      '    ~ displayName, email',
      '  Rosa [rosa]',
      '    + sign-in (DISABLED -> ACTIVE)',
    ]);
  });

  it('S12: keeps to 80 columns and to lines of its own, whatever backends call things', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anything, anything, anything, (name, role, sentence) => {
        const account = { backend: 'etl', nativeId: 'a', name };
        const lines = renderPlan(
          plan({
            reason: sentence.replaceAll(/\S{60}/gu, '$& '),
            changes: {
              nodes: [change('etl', 'A', { account, grants: [held(role.slice(0, 60), name.slice(0, 9))] })],
            },
            excluded: { nodes: [{ account, user: null, code: 'PROTECTED', message: 'Protected.' }] },
          }),
          page,
        );
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        // A command that is there to be copied stays in one piece.
        for (const line of lines.slice(0, -1)) expect(widthOf(line)).toBeLessThanOrEqual(80);
        expect(lines.at(-1)).toMatch(/^ {2}npm run -s rolecall -- apply \S+$/);
      }),
      { numRuns: 300 },
    );
  });

  it('cuts the id of a backend where the sums need the room, and nothing else', () => {
    const backend = 'the-production-tenant-of-the-whole-group-in-northern-europe-2026';
    const sums = {
      accounts: 100_000,
      unchanged: 1,
      changes: 2,
      grants: 3,
      revokes: 4,
      gaining: 5,
      losing: 6,
    };
    const lines = renderPlan(plan({ summary: [{ backend, ...sums }] }), page);
    expect(lines).toContain(
      'the-producti…     100000          1        2       3        4     5     6      0',
    );
    expect(renderPlan(plan({ summary: [{ backend, ...sums }] }), { ...page, columns: 60 })).toContain(
      'the-p…     100000          1        2       3        4     5     6      0',
    );
  });
});

describe('a plan in a list', () => {
  it('has its state, what it came from, what it comes to and its id', () => {
    expect(renderListedPlan(reviewed, page)).toEqual([
      'BLOCKED   role sync            2026-11-26 11:57:00 UTC by ops',
      '  "Quarterly review"',
      '  etl +1 -2, iot +2 -0',
      `  ${reviewed.id}`,
    ]);
  });
});
