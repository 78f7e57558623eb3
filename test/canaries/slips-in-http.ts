import { anything, authorization, inHeader, inUrl, type Slip, slip } from './slip.ts';

const credentials: readonly Slip[] = [
  slip('a Basic credential', anything, (secret) => ({
    headers: { authorization: `Basic ${Buffer.from(`ops:${secret}`).toString('base64')}` },
  })),
  slip('a credential of a scheme that there is not', inHeader, (secret) => ({
    headers: { authorization: `Token ${secret}` },
  })),
  slip('a credential without a scheme', inHeader, (secret) => ({ headers: { authorization: secret } })),
  slip('an unknown bearer token', '+/~-', (secret) => ({ headers: { authorization: `Bearer ${secret}` } })),
  slip('a bearer token of characters that none has', inHeader, (secret) => ({
    headers: { authorization: `Bearer ${secret}` },
  })),
  slip('a known bearer token with more behind it', '+/~-', (secret) => ({
    headers: { authorization: `${authorization} ${secret}` },
  })),
];

const headerNames = [
  'cookie',
  'x-api-key',
  'apikey',
  'proxy-authorization',
  'referer',
  'origin',
  'host',
  'user-agent',
  'idempotency-key',
  'x-request-id',
  'x-forwarded-for',
  'x-forwarded-host',
  'traceparent',
  'tracestate',
  'baggage',
  'accept',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'expect',
  'upgrade',
  'range',
  'if-none-match',
  'apollo-require-preflight',
  'x-http-method-override',
];

const headers: readonly Slip[] = headerNames.map((name) =>
  slip(`the header ${name}`, inHeader, (secret) => ({ headers: { [name]: secret } })),
);

const targets: readonly Slip[] = [
  slip('the query string', inUrl, (secret) => ({ target: `/graphql?access_token=${secret}` })),
  slip('the query string of a GET', inUrl, (secret) => ({
    method: 'GET',
    target: `/graphql?query={caller{name}}&token=${secret}`,
    body: '',
  })),
  slip('a path', inUrl, (secret) => ({ target: `/${secret}` })),
  slip('a path below GraphQL', inUrl, (secret) => ({ target: `/graphql/${secret}` })),
  slip('a path that is none', '+&=', (secret) => ({ target: `/%${secret}%` })),
  slip('a path of /health', inUrl, (secret) => ({
    method: 'GET',
    target: `/health/live?token=${secret}`,
    body: '',
  })),
  slip('a path beside /health', inUrl, (secret) => ({
    method: 'GET',
    target: `/health/${secret}`,
    body: '',
  })),
  slip('the user of an absolute URL', '+=', (secret) => ({
    target: `http://ops:${secret}@localhost/graphql`,
  })),
  slip('a method', '', (secret) => ({ method: secret })),
  slip('OPTIONS', inUrl, (secret) => ({ method: 'OPTIONS', target: `/graphql?token=${secret}`, body: '' })),
  slip('TRACE', inHeader, (secret) => ({ method: 'TRACE', headers: { cookie: secret }, body: '' })),
  slip('CONNECT', '', (secret) => ({ method: 'CONNECT', target: `${secret}:443`, body: '' })),
];

const bytes: readonly Slip[] = [
  slip('bytes that are no request', anything, (secret) => `${secret}\r\n\r\n`),
  slip('a header that is none', anything, (secret) => `POST /graphql HTTP/1.1\r\n${secret}\r\n\r\n`),
  slip(
    'headers that are too large',
    inHeader,
    (secret) => `POST /graphql HTTP/1.1\r\nhost: a\r\ncookie: ${secret.repeat(2000)}\r\n\r\n`,
  ),
  slip('a version of HTTP', '', (secret) => `POST /graphql ${secret}\r\n\r\n`),
];

/** Secrets in what carries a request. */
export const slipsInHttp: readonly Slip[] = [...credentials, ...headers, ...targets, ...bytes];
