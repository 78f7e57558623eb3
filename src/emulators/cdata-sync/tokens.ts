import { randomUUID } from 'node:crypto';
import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { parseObject } from './bodies.ts';
import { callerOf } from './callers.ts';
import type { Server } from './server.ts';
import { findUser, usersPath } from './users.ts';

/** The path sits where the id of a user goes. */
export const tokenRoutes = (server: Server): Routes => ({
  [`POST ${usersPath}/generate-token`]: (request) => generateToken(server, request),
});

/** The body is documented nowhere: it may name a user, else the caller is meant. A user has one token at most. */
const generateToken = (server: Server, request: EmulatorRequest): EmulatorAnswer => {
  const { state, answers } = server;
  const body = request.body === '' ? {} : parseObject(request.body);
  if (body === null) return answers.refusal(400, 'The request body is not a JSON object.');
  const named = body.user_id ?? body.id;
  const user = named === undefined ? callerOf(state, request.headers) : findUser(server, String(named));
  if (user === null) return answers.refusal(400, 'User not found.');
  for (const [token, owner] of state.tokens) if (owner === user.id) state.tokens.delete(token);
  const token = randomUUID();
  state.tokens.set(token, user.id);
  return answers.token(token);
};
