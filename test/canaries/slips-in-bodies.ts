import { anything, inUrl, type Slip, slip } from './slip.ts';

/** Secrets in bodies that are no GraphQL request, or hold more than one. */
export const slipsInBodies: readonly Slip[] = [
  slip('a body that is no JSON', anything, (secret) => ({ body: `token=${secret}` })),
  slip('a body of broken JSON', anything, (secret) => ({
    body: `{"query": "{ caller { name } }", "token": "${secret}`,
  })),
  slip('a body that is a string', anything, (secret) => ({ body: JSON.stringify(secret) })),
  slip('a batch', anything, (secret) => ({ body: JSON.stringify([{ query: secret }]) })),
  slip('a body that reaches for prototypes', anything, (secret) => ({
    body: `{"query": "{ caller { name } }", "__proto__": ${JSON.stringify(secret)}}`,
  })),
  slip('a form', inUrl, (secret) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `query={caller{name}}&token=${secret}`,
  })),
  slip('a body that is too large', anything, (secret) => ({
    body: JSON.stringify({ query: secret.repeat(20_000) }),
  })),
  slip('a member of the body that there is not', anything, (secret) => ({
    body: JSON.stringify({
      query: '{ caller { name } }',
      idempotencyKey: secret,
      token: secret,
      [secret]: secret,
    }),
  })),
  slip('extensions', anything, (secret) => ({
    body: JSON.stringify({
      query: '{ caller { name } }',
      extensions: { persistedQuery: { version: 1, sha256Hash: secret }, token: secret },
    }),
  })),
  slip('extensions that are none', anything, (secret) => ({
    body: JSON.stringify({ query: '{ caller { name } }', extensions: secret }),
  })),
  slip('the hash of a persisted query', anything, (secret) => ({
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: secret } } }),
  })),
  slip('variables that are none', anything, (secret) => ({
    body: JSON.stringify({ query: '{ caller { name } }', variables: secret }),
  })),
  slip('variables that nothing asks for', anything, (secret) => ({
    body: JSON.stringify({ query: '{ caller { name } }', variables: { token: secret, [secret]: secret } }),
  })),
  slip('the name of an operation', anything, (secret) => ({
    body: JSON.stringify({ query: '{ caller { name } }', operationName: secret }),
  })),
  slip('place of the document', anything, (secret) => ({ body: JSON.stringify({ query: secret }) })),
  slip('place of the document, as a word', '', (secret) => ({
    body: JSON.stringify({ query: `k${secret}` }),
  })),
  slip('place of the document, as a number', '', (secret) => ({
    body: JSON.stringify({ query: `0${secret}` }),
  })),
  slip('place of the document, after an equals sign', '', (secret) => ({
    body: JSON.stringify({ query: `token=${secret}` }),
  })),
];
