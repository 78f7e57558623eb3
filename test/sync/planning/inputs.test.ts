import { describe, expect, it } from 'vitest';
import type { NativeRole } from '../../../src/domain/native-role.ts';
import { fingerprintOfConfiguration, fingerprintOfNativeRoles } from '../../../src/sync/planning/inputs.ts';
import { configuredBackends, defaultLimits, nativeRole, tableOf } from './worlds.ts';

describe('P37: the configuration that a plan rests on', () => {
  const fingerprint = (flow: string, more = '', limits = defaultLimits) =>
    fingerprintOfConfiguration(configuredBackends(flow, more).hub, limits);
  const before = fingerprint('writes: true');

  it('is the same for the same', () => {
    expect(fingerprint('writes: true')).toBe(before);
    expect(fingerprint('writes: true, protect: [b, a]')).toBe(fingerprint('writes: true, protect: [a, b]'));
  });

  it.each([
    ['writes', 'writes: false', ''],
    ['protected accounts', 'writes: true, protect: [a]', ''],
    ['administrators', 'writes: true, minAdmins: 3', ''],
    ['the role map', 'writes: true, roleMap: { admin: [] }', ''],
    ['a role', 'writes: true', 'roles: [{ name: guest, map: { hub: [{ native: guest }] } }]'],
    ['a relation', 'writes: true', 'roles: [{ name: operator, map: { hub: [{ native: cf_remoteagent }] } }]'],
    ['exclusive groups', 'writes: true', 'exclusive: [[admin, operator]]'],
  ])('is another one with other %s', (_what, flow, more) => {
    expect(fingerprint(flow, more)).not.toBe(before);
  });

  it('is another one for another system under the same id', () => {
    const { hub } = configuredBackends('writes: true');
    const elsewhere = { ...hub, baseUrl: 'https://staging.example' };
    expect(fingerprintOfConfiguration(elsewhere, defaultLimits)).not.toBe(before);
  });

  it('is another one with other limits of guards', () => {
    expect(fingerprint('writes: true', '', { ...defaultLimits, maxRevoked: 51 })).not.toBe(before);
    expect(fingerprint('writes: true', '', { ...defaultLimits, approveAdministrators: 'never' })).not.toBe(
      before,
    );
  });

  it('is the same whatever is configured of politeness, of names and of other backends', () => {
    expect(fingerprint('writes: true, requestsPerSecond: 1, displayName: Hub, timeoutMs: 7')).toBe(before);
    expect(fingerprint('writes: true', 'roles: [{ name: guest, map: { iot: [{ native: guest }] } }]')).toBe(
      before,
    );
  });
});

describe('P37: the native roles that a plan rests on', () => {
  const ids = new Set(['a', 'b']);
  const fingerprint = (roles: readonly NativeRole[], complete = true) =>
    fingerprintOfNativeRoles(tableOf(roles, complete), ids);
  const before = fingerprint([nativeRole('a'), nativeRole('b')]);

  it('are others where one is gone, changes its scope, or cannot be granted any more', () => {
    expect(fingerprint([nativeRole('a')])).not.toBe(before);
    expect(fingerprint([nativeRole('a'), nativeRole('b', { scope: 'ORGANIZATION' })])).not.toBe(before);
    expect(fingerprint([nativeRole('a'), nativeRole('b', { immutable: 'fixed' })])).not.toBe(before);
    expect(fingerprint([nativeRole('a'), nativeRole('b', { alias: 'OWNER' })])).not.toBe(before);
  });

  it('are the same whatever there is besides, and whatever they are called', () => {
    expect(
      fingerprint([nativeRole('c'), nativeRole('b', { name: 'Other', description: 'x' }), nativeRole('a')]),
    ).toBe(before);
  });

  it('are the same whether or not a backend lists them that does not list all', () => {
    expect(fingerprint([], false)).toBe(fingerprint([nativeRole('a')], false));
    expect(fingerprint([nativeRole('a', { immutable: 'fixed' })], false)).not.toBe(fingerprint([], false));
  });
});
