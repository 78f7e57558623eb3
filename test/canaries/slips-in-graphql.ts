import { anything, type Slip, slip } from './slip.ts';

const inVariables: Readonly<
  Record<string, readonly [document: string, variables: (secret: string) => object]>
> = {
  'a variable that is to be an Int': [
    'query ($v: Int!) { accounts(first: $v, filter: { backend: "hub-healthy" }) { totalCount } }',
    (secret) => ({ v: secret }),
  ],
  'a variable that is to be a Boolean': [
    'query ($v: Boolean!) { caller { name @include(if: $v) } }',
    (secret) => ({ v: secret }),
  ],
  'a variable that is to be an ID': [
    'query ($v: ID!) { backend(id: $v) { id } }',
    (secret) => ({ v: { token: secret } }),
  ],
  'a variable that is to be an ID and is a list': [
    'query ($v: ID!) { backend(id: $v) { id } }',
    (secret) => ({ v: [secret] }),
  ],
  'a variable that is to be a list of objects': [
    'query ($v: [AccountRefInput!]!) { accountsByIds(refs: $v) { id } }',
    (secret) => ({ v: [secret, { backend: secret }, { [secret]: secret }] }),
  ],
  'a variable that is to be an input': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({ v: secret }),
  ],
  'a variable that is to be a String': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({ v: { account: { backend: 'hub-healthy', nativeId: 'x' }, password: [secret] } }),
  ],
  'a variable that is to be a String and is an object': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({ v: { account: { backend: 'hub-healthy', nativeId: 'x' }, password: { value: secret } } }),
  ],
  'a variable that is to be a word of an enum': [
    'mutation ($v: SetAccountStatusInput!) { setAccountStatus(input: $v) { errors { message } } }',
    (secret) => ({ v: { account: { backend: 'hub-healthy', nativeId: 'x' }, status: secret } }),
  ],
  'a variable that is to be an enum': [
    'mutation ($v: NewAccountStatus!) { setAccountStatus(input: { account: { backend: "hub-healthy", nativeId: "x" }, status: $v }) { errors { message } } }',
    (secret) => ({ v: secret }),
  ],
  'a variable that is to be a time': [
    'mutation ($v: CreateApiTokenInput!) { createApiToken(input: $v) { errors { message } } }',
    (secret) => ({ v: { backend: 'iot-healthy', nativeId: 'x', expiresAt: secret } }),
  ],
  'a member of an input that there is not': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({
      v: { account: { backend: 'hub-healthy', nativeId: 'x', token: secret }, idempotencyKey: secret },
    }),
  ],
  'the name of a member of an input': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({ v: { account: { backend: 'hub-healthy', nativeId: 'x' }, [secret]: 'password' } }),
  ],
  'a password for an account of IoT Central': [
    'mutation ($v: CreateAccountInput!) { createAccount(input: $v) { errors { message } } }',
    (secret) => ({
      v: { backend: 'iot-healthy', account: { nativeId: 'x', email: 'x@y.example', password: secret } },
    }),
  ],
  'a password for an account of CipherScale': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({ v: { account: { backend: 'vpn-healthy', nativeId: 'x' }, password: secret } }),
  ],
  'a password that is too long': [
    'mutation ($v: CreateAccountInput!) { createAccount(input: $v) { errors { message } } }',
    (secret) => ({
      v: {
        backend: 'hub-healthy',
        account: { userName: 'x', password: secret.repeat(3), nativeRoles: ['linux_team'] },
      },
    }),
  ],
  'a password for an account that there is not': [
    'mutation ($v: UpdateAccountInput!) { updateAccount(input: $v) { errors { message } } }',
    (secret) => ({ v: { account: { backend: 'etl-healthy', nativeId: 'x' }, password: secret } }),
  ],
  'a cursor': [
    'query ($v: String!) { accounts(first: 1, after: $v, filter: { backend: "hub-healthy" }) { totalCount } }',
    (secret) => ({ v: secret }),
  ],
  'a global id': [
    'query ($v: ID!) { node(id: $v) { id } organization(id: $v) { id } }',
    (secret) => ({ v: secret }),
  ],
};

const variables: readonly Slip[] = Object.entries(inVariables).map(([place, [query, variablesOf]]) =>
  slip(place, anything, (secret) => ({ body: JSON.stringify({ query, variables: variablesOf(secret) }) })),
);

/** `SECRET` is the secret, within a string or as a part of a word. */
const inDocuments: Readonly<Record<string, string>> = {
  'a literal in place of an Int':
    '{ accounts(first: "SECRET", filter: { backend: "hub-healthy" }) { totalCount } }',
  'a literal in place of an input': 'mutation { updateAccount(input: "SECRET") { errors { message } } }',
  'a literal list in place of a String': update('password: ["SECRET"]'),
  'a literal object in place of a String': update('password: { value: "SECRET" }'),
  'a literal in place of an enum': setStatus('"SECRET"'),
  'a literal in place of a time': createToken('"SECRET"'),
  'a literal of an argument that there is not': '{ caller(token: "SECRET") { name } }',
  'a literal of an input that there is not': update('passwrod: "SECRET"'),
  'a literal where a field should be': '{ caller { "SECRET" } }',
  'a literal that does not end': '{ backend(id: "SECRET',
  'a literal of a directive': '{ caller { name @include(if: "SECRET") } }',
  'a default value':
    'query ($v: Int! = "SECRET") { accounts(first: $v, filter: { backend: "x" }) { totalCount } }',
  'a comment': '# SECRET\n{ caller { nam } }',
  'a block string': '{ backend(id: """ SECRET """) { nam } }',
  'a string in single quotes': "{ backend(id: 'SECRET') { id } }",
  'a word in place of an enum': setStatus('kSECRET'),
  'a word in place of a String': update('password: kSECRET'),
  'a word in place of an Int':
    '{ accounts(first: kSECRET, filter: { backend: "hub-healthy" }) { totalCount } }',
  'a word in place of a time': createToken('kSECRET'),
  'a word before the document': 'kSECRET { caller { name } }',
  'a word after the document': '{ caller { name } } kSECRET',
};

const documents: readonly Slip[] = Object.entries(inDocuments).map(([place, template]) =>
  slip(place, template.includes('kSECRET') ? '' : '+/%<', (secret) => ({
    body: JSON.stringify({ query: template.replaceAll('SECRET', secret) }),
  })),
);

/** Secrets in documents and variables of the wrong shape. */
export const slipsInGraphQL: readonly Slip[] = [...variables, ...documents];

function update(changes: string): string {
  return `mutation { updateAccount(input: { account: { backend: "hub-healthy", nativeId: "x" }, ${changes} }) { errors { message } } }`;
}

function setStatus(status: string): string {
  return `mutation { setAccountStatus(input: { account: { backend: "hub-healthy", nativeId: "x" }, status: ${status} }) { errors { message } } }`;
}

function createToken(expiresAt: string): string {
  return `mutation { createApiToken(input: { backend: "iot-healthy", nativeId: "x", expiresAt: ${expiresAt} }) { errors { message } } }`;
}
