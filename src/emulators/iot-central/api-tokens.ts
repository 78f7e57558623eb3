import { randomBytes } from 'node:crypto';
import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { answerPage, noContent, ok, refuse } from './answers.ts';
import type { Application } from './application.ts';
import { apiTokenBody, readBody } from './bodies.ts';
import { refuseCaller } from './callers.ts';
import { refuseAssignments } from './roles.ts';
import type { ApiToken } from './state.ts';

/** Administrators only. There is no update: a token is made, read without its secret, and revoked. */
export const apiTokenRoutes = (application: Application): Routes => {
  const refuseOthers = (request: EmulatorRequest) =>
    refuseCaller(application, request, 'apiTokens', [undefined]);
  return {
    'GET /api/apiTokens': (request) =>
      refuseOthers(request) ??
      answerPage(
        request,
        application.apiTokens
          .list()
          .map(({ position, value }) => ({ position, value: withoutSecret(value) })),
        application.switches,
      ),

    'GET /api/apiTokens/:tokenId': (request) => {
      const token = application.apiTokens.get(request.params.tokenId ?? '');
      return refuseOthers(request) ?? (token === null ? notFound() : ok(withoutSecret(token)));
    },

    'PUT /api/apiTokens/:tokenId': (request) => refuseOthers(request) ?? putToken(application, request),

    'DELETE /api/apiTokens/:tokenId': (request) => {
      const { tokenId = '' } = request.params;
      const refusal =
        refuseOthers(request) ?? (application.apiTokens.records.has(tokenId) ? null : notFound());
      if (refusal !== null) return refusal;
      application.apiTokens.remove(tokenId);
      return noContent;
    },
  };
};

const notFound = (): EmulatorAnswer => refuse(404, 'API token not found.');

const withoutSecret = ({ token, ...rest }: ApiToken) => rest;

const putToken = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { apiTokens, switches } = application;
  const { tokenId: id = '' } = request.params;
  if (switches.putOnExistingToken === 'refused' && apiTokens.records.has(id)) {
    return refuse(switches.duplicateStatus, `An API token with id "${id}" already exists.`);
  }
  const body = readBody(request, apiTokenBody);
  if ('refusal' in body) return body.refusal;
  const refusal = refuseAssignments(application, body.value.roles);
  if (refusal !== null) return refusal;

  const expiry = new Date(body.value.expiry ?? Date.now() + yearMs);
  const token = {
    id,
    roles: body.value.roles,
    expiry: expiry.toISOString(),
    token: createSecret(id, expiry),
  };
  apiTokens.put(id, token);
  return ok(token);
};

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** `skn` is the token's id and `se` its expiry, in milliseconds of the epoch. */
const createSecret = (id: string, expiry: Date): string => {
  const signature = encodeURIComponent(randomBytes(32).toString('base64'));
  return `SharedAccessSignature sr=${applicationId}&sig=${signature}&skn=${encodeURIComponent(id)}&se=${expiry.getTime()}`;
};

const applicationId = '8a061700-5f0e-4c1b-9d3a-b6f4c4c0d71c';
