import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/caller.ts';
import type { Authenticate } from '../callers/authenticate.ts';
import { refuse, refuseForNow } from '../http/refusal.ts';
import type { Admission, Admitted } from '../limits/admission.ts';
import { createUnmeasuredBodies, mostUnmeasuredBodies } from '../limits/unmeasured-bodies.ts';
import { type AnswerForm, answerFormFor } from './answer-form.ts';
import { isJsonType } from './json.ts';

/** What a request has to pass before its body is read. */
export type Door = {
  /** Lets a request in, or answers what is wrong with it: nobody whom Rolecall knows, one too many, or in no form that is read or answered. */
  enter(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
  /** Of a request that was let in. */
  visitOf(request: FastifyRequest): Visit;
};

/** Who was let in. */
export type Visit = { readonly caller: Caller; readonly form: AnswerForm; readonly entry: Admitted };

export const createDoor = (deps: {
  readonly authenticate: Authenticate;
  readonly admission: Admission;
}): Door => {
  const { authenticate, admission } = deps;
  const unmeasuredBodies = createUnmeasuredBodies();
  const admitted = new WeakMap<FastifyRequest, Visit>();
  const visitOf = (request: FastifyRequest): Visit => {
    const found = admitted.get(request);
    if (found === undefined) throw new Error('expected a request that was let in');
    return found;
  };

  const enter = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = await callerOf(request, authenticate);
    if (caller === null)
      return refuse(
        reply.header('www-authenticate', 'Bearer'),
        401,
        'UNAUTHENTICATED',
        'expected the bearer token of a known caller',
      );
    const entry = admission.admit(caller.name);
    if (entry.kind === 'REFUSED') return refuseForNow(reply, entry.retryAfterSeconds, entry.message);
    // Who calls may have been found out only after they had gone.
    if (reply.raw.closed) entry.leave();
    else reply.raw.once('close', entry.leave);
    const { headers } = request;
    if (request.method === 'POST' && !isJsonType(headers['content-type']))
      return refuse(reply, 415, 'BAD_INPUT', 'expected Content-Type: application/json');
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      return refuse(reply, 415, 'BAD_INPUT', 'expected a body without Content-Encoding');
    if (!unmeasuredBodies.admit(request.raw, caller.name))
      return refuseForNow(
        reply,
        1,
        `expected at most ${mostUnmeasuredBodies} bodies without Content-Length of one caller under way at a time`,
      );
    const form = answerFormFor(headers.accept);
    if (form === null)
      return refuse(
        reply,
        406,
        'BAD_INPUT',
        'expected to be asked for application/json or application/graphql-response+json',
      );
    admitted.set(request, { caller, form, entry });
    return undefined;
  };

  return { enter, visitOf };
};

/** Of two Authorization headers a proxy before us may have read the other one. */
const callerOf = async ({ raw }: FastifyRequest, authenticate: Authenticate): Promise<Caller | null> => {
  const [authorization, ...others] = raw.headersDistinct.authorization ?? [];
  return others.length === 0 ? authenticate(authorization) : null;
};
