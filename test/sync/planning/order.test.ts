import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Step } from '../../../src/domain/change.ts';
import { forecastOf } from '../../../src/sync/planning/forecast.ts';
import { inOrder } from '../../../src/sync/planning/order.ts';
import { configuredBackends } from './worlds.ts';

const edge = { nativeRoleId: 'x', organizationId: null, name: null };
const roles = (grants: number, revokes: number): Step => ({
  kind: 'ROLES',
  before: [],
  after: [],
  grants: Array.from({ length: grants }, () => edge),
  revokes: Array.from({ length: revokes }, () => edge),
  resent: [],
  displaced: [],
});
const steps: Readonly<Record<string, Step>> = {
  grant: roles(1, 0),
  enable: { kind: 'STATUS', before: 'DISABLED', after: 'ACTIVE' },
  both: roles(1, 1),
  revoke: roles(0, 1),
  disable: { kind: 'STATUS', before: 'ACTIVE', after: 'DISABLED' },
  delete: { kind: 'DELETE', before: [] },
};
const names = Object.keys(steps);

const change = (backend: string, id: string, step: string): Change => ({
  account: { backend, id, name: null },
  userId: null,
  step: steps[step] ?? roles(0, 0),
  fingerprint: null,
  sources: [],
  escalations: [],
  losses: 0,
  reason: step,
});

describe('the order of a plan', () => {
  it('is what gives, what gives and takes, what takes, what bars, what deletes (G25)', () => {
    const backwards = names.toReversed().map((step) => change('hub', 'ada', step));
    expect(inOrder(backwards).map(({ reason }) => reason)).toEqual(names);
  });

  it('does not hang on the order in which users were looked at (500 plans)', () => {
    const some = fc.uniqueArray(
      fc.record({
        backend: fc.constantFrom('iot', 'hub'),
        id: fc.string({ maxLength: 3 }),
        step: fc.constantFrom(...names),
      }),
      { selector: ({ backend, id, step }) => JSON.stringify([backend, id, step]) },
    );
    fc.assert(
      fc.property(some, (described) => {
        const changes = described.map(({ backend, id, step }) => change(backend, id, step));
        expect(inOrder(changes.toReversed())).toEqual(inOrder(changes));
        const ranks = inOrder(changes).map(({ reason }) => names.indexOf(reason));
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the forecast of a plan', () => {
  const { hub, vpn } = configuredBackends('writes: true, requestsPerSecond: 2');

  it('counts reading, writing and reading again, and where origins take calls of their own, those too', () => {
    expect(
      forecastOf(
        [change('hub', 'a', 'grant'), change('vpn', 'a', 'grant'), change('vpn', 'b', 'disable')],
        [hub, vpn],
      ),
    ).toEqual({
      calls: 17,
      minimumSeconds: 6,
      backends: [
        { backend: 'hub', calls: 5, minimumSeconds: 2.5 },
        { backend: 'vpn', calls: 12, minimumSeconds: 6 },
      ],
    });
  });

  it('counts the reading of what is followed, where that is', () => {
    const source = { account: { backend: 'vpn', id: 'ada' }, fingerprint: '' };
    const { backends } = forecastOf([{ ...change('hub', 'a', 'grant'), sources: [source] }], [hub, vpn]);
    expect(backends.map(({ backend, calls }) => [backend, calls])).toEqual([
      ['hub', 5],
      ['vpn', 3],
    ]);
  });

  it('of nothing is nothing', () => {
    expect(forecastOf([], [hub, vpn])).toEqual({ calls: 0, minimumSeconds: 0, backends: [] });
  });
});
