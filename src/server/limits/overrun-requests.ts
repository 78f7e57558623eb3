import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../../graphql/context.ts';
import type { Overrun } from './overruns.ts';

/** Tells of requests that took longer, or caused more calls of backends, than one may; what is beyond those limits was given up while it ran. */
export const tellOverrunRequests = (deps: {
  readonly limits: { readonly requestMs: number; readonly upstreamCalls: number };
  /** Milliseconds from any fixed time. */
  readonly now: () => number;
  readonly tell: (overrun: Overrun) => void;
}): ApolloServerPlugin<Context> => {
  const { limits, now, tell } = deps;
  const { requestMs, upstreamCalls } = limits;
  return {
    requestDidStart: async ({ contextValue: { caller, calls, signal } }) => {
      const startedAt = now();
      return {
        willSendResponse: async () => {
          const about = { caller: caller.name };
          if (now() - startedAt > requestMs)
            tell({ ...about, limit: 'requestMs', value: requestMs, isRefused: signal.aborted });
          if (calls.spent > upstreamCalls || calls.isExceeded)
            tell({ ...about, limit: 'upstreamCalls', value: upstreamCalls, isRefused: calls.isExceeded });
        },
      };
    },
  };
};
