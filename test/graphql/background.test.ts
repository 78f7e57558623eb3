import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { createBackground } from '../../src/graphql/background.ts';
import type { Gateway } from '../gateway.ts';
import { runMutation, startSeeded } from './run-mutation.ts';

describe('the background', () => {
  it('has ended when nothing is under way any more, however that ended', async () => {
    const background = createBackground();
    const ended: string[] = [];
    const work = async (name: string, ms: number): Promise<void> => {
      await pause(ms);
      ended.push(name);
    };
    background.add(work('slow', 50));
    background.add(Promise.reject(new Error('nobody waits for it')));
    background.add(work('first', 10).then(() => background.add(work('added', 80))));
    await background.ended();
    expect(ended).toEqual(['first', 'slow', 'added']);
    await background.ended();
  });

  it('is waited for when the gateway ends: what is read after a write of which nobody knows is read', async () => {
    const gateway = await startSeeded();
    const account = { backend: 'vpn', nativeId: cipherscaleIds.users.jane };
    gateway.vpn.faults.add({ kind: 'reset', applied: true }, { method: 'POST' });
    gateway.vpn.faults.add({ kind: 'latency', ms: 200 }, { method: 'GET' });
    const { errors } = await runMutation(gateway, 'reinviteAccount', 'account { nativeId }', { account });
    expect(errors).toHaveLength(1);
    await expect.poll(() => unanswered(gateway)).toEqual(['POST', 'GET']);
    await gateway[Symbol.asyncDispose]();
    expect(unanswered(gateway)).toEqual(['POST']);
  });
});

const unanswered = ({ vpn }: Gateway) =>
  vpn.requests.filter(({ answered }) => answered === null).map(({ method }) => method);
