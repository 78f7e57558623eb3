import type { Fault } from '../../../src/emulators/faults.ts';
import { isWrite } from '../../backends/contract/is-write.ts';
import { accountsOn, type BackendId, backendIds, type World } from './world.ts';

/** A request that may change something, as an emulator got it. */
export type Write = {
  readonly backend: BackendId;
  readonly method: string;
  readonly target: string;
  /** Milliseconds since the epoch, on arrival. */
  readonly at: number;
  /** Which account it names; `null` where it is one that is to be. */
  readonly account: string | null;
  /** What was told of it on arrival, before it had any effect. */
  readonly wasIntended: boolean;
  /** Ids of the accounts that it changed: none where it changed nothing. */
  changed: readonly string[];
};

/** Sees every request that reaches the world, at the moment it arrives. */
export type Watch = {
  readonly writes: readonly Write[];
  /** How many requests that only read there were. */
  readonly reads: number;
  /** Begins anew, with someone who is told of every request before it has any effect, and may let something befall it. */
  begin(told: Told): void;
};

export type Told = {
  /** Whether the intent of such a write is durable by now. */
  readonly isIntended?: (backend: BackendId, account: string | null) => boolean;
  /** `number` counts from 0. */
  readonly onWrite?: (number: number, write: Write) => Fault | null;
  readonly onRead?: (number: number) => Fault | null;
};

export const watchWorld = (world: World): Watch => {
  const writes: Write[] = [];
  let reads = 0;
  let told: Told = {};

  for (const backend of backendIds) {
    const { faults } = world[backend];
    const take = faults.take;
    // The emulator asks for a fault when a request has come whole, and answers before anything else runs.
    faults.take = (method, target) => {
      const fault = take(method, target);
      if (!isWrite({ method })) {
        reads += 1;
        return told.onRead?.(reads - 1) ?? fault;
      }
      const before = accountsOn(world, backend);
      const account = [...before.keys()].find((id) => target.includes(id)) ?? null;
      const write: Write = {
        backend,
        method,
        target,
        at: Date.now(),
        account,
        wasIntended: told.isIntended?.(backend, account) ?? true,
        changed: [],
      };
      writes.push(write);
      queueMicrotask(() => {
        const after = accountsOn(world, backend);
        write.changed = [...new Set([...before.keys(), ...after.keys()])].filter(
          (id) => before.get(id) !== after.get(id),
        );
      });
      return told.onWrite?.(writes.length - 1, write) ?? fault;
    };
  }
  return {
    writes,
    get reads() {
      return reads;
    },
    begin: (next) => {
      told = next;
      writes.length = 0;
      reads = 0;
    },
  };
};
