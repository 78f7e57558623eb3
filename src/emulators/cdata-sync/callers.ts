import type { IncomingHttpHeaders } from 'node:http';
import type { CdataSyncState, User } from './state.ts';

/** The token of `APIUser`, who is an admin. */
export const cdataSyncToken = 'cdata-sync-admin-token';

/** Whom the credential speaks for; `null` where it is missing, unknown, or of a disabled or deleted user. */
export const callerOf = (state: CdataSyncState, headers: IncomingHttpHeaders): User | null => {
  const owner = state.tokens.get(tokenOf(headers) ?? '');
  const user = state.users.get(owner ?? '');
  return user?.is_active ? user : null;
};

/** The header, or Basic with the token as password and any user name. v2 knows no token in the query. */
const tokenOf = (headers: IncomingHttpHeaders): string | null => {
  const token = headers['x-cdata-authtoken'];
  if (typeof token === 'string') return token;
  const encoded = /^basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return password.join(':');
};
