import type { IncomingMessage } from 'node:http';
import { createInFlight } from './in-flight.ts';

/** Bodies that do not say how long they are. Only once one is read is it known that it is too long, and until then what has come is kept. */
export type UnmeasuredBodies = {
  /** Whether the body may be read: it says its length, or the caller has few others under way. It counts until it has ended. */
  admit(request: IncomingMessage, caller: string): boolean;
};

export const createUnmeasuredBodies = (): UnmeasuredBodies => {
  const underWay = createInFlight({ most: mostUnmeasuredBodies, of: (caller) => caller });
  return {
    admit: (request, caller) => {
      if (request.headers['transfer-encoding'] === undefined) return true;
      if (underWay.overrunOf(caller) !== null) return false;
      underWay.enter(caller);
      request.once('close', () => underWay.leave(caller));
      return true;
    },
  };
};

/** Of one caller. Clients know how long their bodies are; proxies that pass them on piece by piece may not tell. */
export const mostUnmeasuredBodies = 16;
