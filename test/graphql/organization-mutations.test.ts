import { describe, expect, it } from 'vitest';
import { expectConformance } from '../contracts/conformance.ts';
import type { Gateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { refusal, runMutation, startSeeded } from './run-mutation.ts';

const payloads = {
  createOrganization: 'organization { nativeId displayName parent { nativeId } }',
  updateOrganization: 'organization { nativeId displayName parent { nativeId } }',
  deleteOrganization: 'deletedId',
} as const;
type Field = keyof typeof payloads;

const change = (gateway: Gateway, field: Field, input: object) =>
  runMutation(gateway, field, payloads[field], { backend: 'iot', ...input });

describe('createOrganization', () => {
  it('creates one under another or under the root', async () => {
    await using gateway = await startSeeded();
    expect(
      await change(gateway, 'createOrganization', {
        nativeId: 'tacoma',
        displayName: 'Tacoma',
        parent: 'washington',
      }),
    ).toEqual({
      organization: { nativeId: 'tacoma', displayName: 'Tacoma', parent: { nativeId: 'washington' } },
      errors: [],
    });
    expect(await change(gateway, 'createOrganization', { nativeId: 'eu', displayName: 'Europe' })).toEqual({
      organization: { nativeId: 'eu', displayName: 'Europe', parent: null },
      errors: [],
    });
    const { organizations } = gateway.iot.state;
    expect(organizations.get('tacoma')).toEqual({
      id: 'tacoma',
      displayName: 'Tacoma',
      parent: 'washington',
    });
    expect(organizations.get('eu')).toEqual({ id: 'eu', displayName: 'Europe' });
    expectConformance('iot-central', gateway.iot);
  });

  it('P43: never overwrites one that is there', async () => {
    await using gateway = await startSeeded();
    expect(
      await change(gateway, 'createOrganization', { nativeId: 'seattle', displayName: 'Other' }),
    ).toEqual(refusal({ code: 'ALREADY_EXISTS', path: ['nativeId'], backend: 'iot' }));
    expect(gateway.iot.state.organizations.get('seattle')?.displayName).toBe('Seattle');
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('refuses an id that the vendor would not take, before any call', async () => {
    await using gateway = await startSeeded();
    for (const nativeId of ['UPPER', 'a', '-a', 'x'.repeat(50)])
      expect(await change(gateway, 'createOrganization', { nativeId, displayName: 'X' })).toEqual(
        refusal({ code: 'BAD_INPUT', path: ['nativeId'] }),
      );
    expect(gateway.calls().iot).toEqual([]);
  });

  it('tells what the backend refuses', async () => {
    await using gateway = await startSeeded();
    expect(
      await change(gateway, 'createOrganization', {
        nativeId: 'lost',
        displayName: 'Lost',
        parent: 'atlantis',
      }),
    ).toEqual(refusal({ code: 'UPSTREAM_REJECTED', retryable: false }));
    expect(gateway.iot.state.organizations.has('lost')).toBe(false);
  });

  it('is settled by reading where the answer is lost', async () => {
    for (const applied of [true, false]) {
      await using gateway = await startSeeded();
      gateway.iot.faults.add({ kind: 'reset', applied }, { method: 'PUT' });
      const payload = await change(gateway, 'createOrganization', { nativeId: 'eu', displayName: 'Europe' });
      expect(payload.organization?.nativeId).toBe(applied ? 'eu' : undefined);
      expect(payload.errors.map(({ code }: { code: string }) => code)).toEqual(
        applied ? [] : ['UPSTREAM_UNAVAILABLE'],
      );
      expect(writesTo(gateway, 'iot')).toHaveLength(1);
    }
  });
});

describe('updateOrganization', () => {
  it('renames and moves; what is not given stays', async () => {
    await using gateway = await startSeeded();
    expect(
      await change(gateway, 'updateOrganization', { nativeId: 'seattle', displayName: 'Emerald City' }),
    ).toEqual({
      organization: { nativeId: 'seattle', displayName: 'Emerald City', parent: { nativeId: 'washington' } },
      errors: [],
    });
    expect(await change(gateway, 'updateOrganization', { nativeId: 'seattle', parent: 'us' })).toMatchObject({
      organization: { displayName: 'Emerald City', parent: { nativeId: 'us' } },
    });
    // The contract knows a parent as a string only; that null takes it away is what a merge patch means.
    expectConformance('iot-central', gateway.iot);
    expect(await change(gateway, 'updateOrganization', { nativeId: 'seattle', parent: null })).toMatchObject({
      organization: { displayName: 'Emerald City', parent: null },
    });
    expect(gateway.iot.state.organizations.get('seattle')).toEqual({
      id: 'seattle',
      displayName: 'Emerald City',
    });
  });

  it('is BAD_INPUT with nothing to change, and NOT_FOUND for one that is not there', async () => {
    await using gateway = await startSeeded();
    expect(await change(gateway, 'updateOrganization', { nativeId: 'seattle' })).toEqual(
      refusal({ code: 'BAD_INPUT' }),
    );
    expect(gateway.calls().iot).toEqual([]);
    expect(await change(gateway, 'updateOrganization', { nativeId: 'atlantis', displayName: 'A' })).toEqual(
      refusal({ code: 'NOT_FOUND', backend: 'iot', retryable: false }),
    );
  });
});

describe('deleteOrganization', () => {
  it('deletes one that nothing is in, and is refused for another', async () => {
    await using gateway = await startSeeded();
    await change(gateway, 'createOrganization', { nativeId: 'eu', displayName: 'Europe' });
    const { deletedId, errors } = await change(gateway, 'deleteOrganization', { nativeId: 'eu' });
    expect(errors).toEqual([]);
    expect(gateway.iot.state.organizations.has('eu')).toBe(false);
    const gone = await gateway.query('query ($id: ID!) { organization(id: $id) { nativeId } }', {
      id: deletedId,
    });
    expect(gone.data.organization).toBeNull();
    expectConformance('iot-central', gateway.iot);

    expect(await change(gateway, 'deleteOrganization', { nativeId: 'washington' })).toEqual(
      refusal({ code: 'UPSTREAM_REJECTED' }),
    );
    expect(gateway.iot.state.organizations.has('washington')).toBe(true);
    expect(await change(gateway, 'deleteOrganization', { nativeId: 'atlantis' })).toEqual(
      refusal({ code: 'NOT_FOUND' }),
    );
  });
});

describe('every change of organizations', () => {
  const inputs = [
    ['createOrganization', { nativeId: 'eu', displayName: 'Europe' }],
    ['updateOrganization', { nativeId: 'seattle', displayName: 'S' }],
    ['deleteOrganization', { nativeId: 'seattle' }],
  ] as const;

  it.each(['etl', 'hub', 'vpn'])('is UNSUPPORTED on %s, before any call', async (backend) => {
    await using gateway = await startSeeded();
    for (const [field, input] of inputs)
      expect(await change(gateway, field, { ...input, backend })).toEqual(
        refusal({ code: 'UNSUPPORTED', path: ['backend'], backend }),
      );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is WRITES_DISABLED without `writes: true`, before any call', async () => {
    await using gateway = await startSeeded({ backends: { iot: 'writes: false' } });
    for (const [field, input] of inputs)
      expect(await change(gateway, field, input)).toEqual(
        refusal({ code: 'WRITES_DISABLED', path: ['backend'], backend: 'iot' }),
      );
    expect(gateway.calls().iot).toEqual([]);
  });

  it('is seen by what comes later in the document', async () => {
    await using gateway = await startSeeded({ config: 'limits: { mutations: 10 }' });
    const { data } = await gateway.query(`mutation {
      before: updateOrganization(input: { backend: "iot", nativeId: "washington", displayName: "WA" }) {
        organization { displayName children { nativeId parent { displayName } } }
      }
      created: createOrganization(input: { backend: "iot", nativeId: "tacoma", displayName: "Tacoma", parent: "washington" }) {
        organization { parent { displayName children { nativeId } } }
      }
      renamed: updateOrganization(input: { backend: "iot", nativeId: "washington", displayName: "State of Washington" }) {
        organization { children { nativeId parent { displayName } } }
      }
    }`);
    expect(data).toEqual({
      before: {
        organization: {
          displayName: 'WA',
          children: [{ nativeId: 'seattle', parent: { displayName: 'WA' } }],
        },
      },
      created: {
        organization: {
          parent: { displayName: 'WA', children: [{ nativeId: 'seattle' }, { nativeId: 'tacoma' }] },
        },
      },
      renamed: {
        organization: {
          children: [
            { nativeId: 'seattle', parent: { displayName: 'State of Washington' } },
            { nativeId: 'tacoma', parent: { displayName: 'State of Washington' } },
          ],
        },
      },
    });
  });
});
