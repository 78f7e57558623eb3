import { isBearerToken } from '../../domain/bearer-token.ts';

/** The bearer token of an Authorization header; `null` where it holds anything but exactly one. */
export const bearerTokenOf = (authorization: string | undefined): string | null => {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  return token !== undefined && isBearerToken(token) ? token : null;
};
