import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { startGateway } from '../gateway.ts';

describe('two mutations at once', () => {
  it('P43: that create one id create it once, on every backend that would overwrite', async () => {
    await using gateway = await startGateway({ people: 0 });
    gateway.hub.switches.putExisting = 'overwrite';
    gateway.iot.switches.putOnExistingToken = 'rotates';
    gateway.vpn.switches.duplicateEmail = 'accepted';
    for (const emulator of [gateway.iot, gateway.etl, gateway.hub, gateway.vpn])
      emulator.faults.add({ kind: 'latency', ms: 20 });
    const creations = [
      [
        'createAccount',
        'backend: "iot", account: { nativeId: "new1", email: "EMAIL@contoso.com", roles: ["operator"] }',
      ],
      [
        'createAccount',
        'backend: "etl", account: { userName: "new1", password: "Passw0rd-1", email: "EMAIL@example.com" }',
      ],
      [
        'createAccount',
        'backend: "hub", account: { userName: "new1", password: "Passw0rd-1", email: "EMAIL@example.com" }',
      ],
      [
        'createAccount',
        `backend: "vpn", account: { email: "new1@example.com", groups: ["${cipherscaleIds.groups.everyone}"] }`,
      ],
      ['createOrganization', 'backend: "iot", nativeId: "north", displayName: "EMAIL"'],
      ['createApiToken', 'backend: "iot", nativeId: "token1", roles: ["operator"]'],
      ['createNativeRole', 'backend: "hub", nativeId: "new_role", description: "EMAIL"'],
    ] as const;
    for (const [field, input] of creations) {
      const answers = await Promise.all(
        ['one', 'two'].map((email) =>
          gateway.query(
            `mutation { ${field}(input: { ${input.replace('EMAIL', email)} }) { errors { code } } }`,
          ),
        ),
      );
      const codes = answers.map(({ data }) => data[field].errors.map(({ code }: { code: string }) => code));
      expect([field, codes]).toEqual([field, [[], ['ALREADY_EXISTS']]]);
    }
  });

  it('P42: that change different things of one group, or of one native role, lose neither', async () => {
    await using gateway = await startGateway({ people: 0 });
    for (const emulator of [gateway.hub, gateway.vpn]) emulator.faults.add({ kind: 'latency', ms: 20 });
    const { contractors } = cipherscaleIds.groups;
    const group = `backend: "vpn", nativeId: "${contractors}"`;
    const role = 'backend: "hub", nativeId: "linux_team"';
    const answers = await Promise.all(
      [
        `updateGroup(input: { ${group}, name: "Partners" })`,
        `updateGroup(input: { ${group}, nativeRoles: ["${cipherscaleIds.roles.support}"] })`,
        `updateNativeRole(input: { ${role}, description: "Linux people" })`,
        `updateNativeRole(input: { ${role}, contexts: { include: "debian" } })`,
      ].map((mutation) => gateway.query(`mutation { m: ${mutation} { errors { code message } } }`)),
    );
    expect(answers.map(({ data }) => data.m.errors)).toEqual([[], [], [], []]);
    expect(gateway.vpn.state.groups.get(contractors)).toMatchObject({
      name: 'Partners',
      roles: new Set([cipherscaleIds.roles.support]),
    });
    expect(gateway.hub.state.roles.get('linux_team')).toMatchObject({
      description: 'Linux people',
      includeContext: 'debian',
    });
  });
});
