/** The bearer token of an Authorization header (RFC 6750, section 2.1); `null` where there is none, or a longer one than anybody has. */
export const bearerTokenOf = (authorization: string | undefined): string | null => {
  if (authorization === undefined || authorization.length > longest) return null;
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1] ?? null;
};

const longest = 8192;
