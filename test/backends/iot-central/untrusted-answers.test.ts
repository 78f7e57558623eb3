import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';
import { answering } from '../../faults.ts';
import { errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
beforeEach(async () => {
  application = await startApplication();
});
afterEach(() => application.close());

const answerInstead = (answer: EmulatorAnswer): void => application.emulator.faults.add(answering(answer));

const canary = 'canary-4711';
const roles = [{ role: 'r' }];
const bob = { id: 'bob', type: 'email', email: 'bob@contoso.com', roles };
const without = (key: keyof typeof bob) => ({ ...bob, [key]: undefined });

describe('P27: a list is refused whole, naming the place and never the content,', () => {
  it.each<[string, unknown, string]>([
    ['no list', { [canary]: [] }, '$.value'],
    ['a list for an object', [bob], 'expected object at $'],
    ['no id', { value: [bob, without('id')] }, '$.value[1].id'],
    ['a number for an id', { value: [{ ...bob, id: 7 }] }, '$.value[0].id'],
    ['an id of another form', { value: [{ ...bob, id: `${canary}/..` }] }, '$.value[0].id'],
    ['no type', { value: [without('type')] }, '$.value[0].type'],
    ['no roles', { value: [without('roles')] }, '$.value[0].roles'],
    ['null roles', { value: [{ ...bob, roles: null }] }, '$.value[0].roles'],
    ['an empty list of roles', { value: [{ ...bob, roles: [] }] }, '$.value[0].roles'],
    ['a string for roles', { value: [{ ...bob, roles: canary }] }, '$.value[0].roles'],
    ['a string for a role', { value: [{ ...bob, roles: [canary] }] }, '$.value[0].roles[0]'],
    [
      'an empty organization',
      { value: [{ ...bob, roles: [{ role: 'r', organization: '' }] }] },
      '.organization',
    ],
    ['an email user without an email', { value: [without('email')] }, '$.value[0].email'],
    ['a list for an email', { value: [{ ...bob, email: [canary] }] }, '$.value[0].email'],
    ['a number for a link', { value: [bob], nextLink: 7 }, '$.nextLink'],
    ['the same user twice', { value: [bob, bob] }, 'the same id twice'],
    ['a key of the prototype', JSON.parse('{"__proto__":{"value":[]}}'), '$.value'],
  ])('for %s', async (_, json, reason) => {
    answerInstead({ status: 200, json });
    const error = await errorOf(Array.fromAsync(application.backend.listAccounts()));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'Users_List' });
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain(canary);
  });

  it.each<[string, EmulatorAnswer]>([
    ['a web page', { status: 200, text: `<p>${canary}</p>`, headers: { 'content-type': 'text/html' } }],
    ['half a document', { status: 200, text: `{"value":[{"id":"${canary}"` }],
    ['nothing', { status: 200, text: '' }],
    ['a redirect', { status: 302, headers: { location: `https://${canary}.example/` } }],
  ])('for %s', async (_, answer) => {
    answerInstead(answer);
    const error = await errorOf(Array.fromAsync(application.backend.listAccounts()));
    expect(error.code).toBe('UPSTREAM_INVALID');
    expect(error.message).not.toContain(canary);
  });
});

describe('P24: a nextLink is followed within this list only:', () => {
  const version = 'api-version=2022-07-31';
  it.each([
    `https://evil.example/api/users?${version}`,
    `//evil.example/api/users?${version}`,
    `http://169.254.169.254/api/users?${version}`,
    `http://127.0.0.1:1/api/users?${version}`,
    `/api/apiTokens?${version}`,
    `/api/users/../apiTokens?${version}`,
    `/api/users/%2e%2e/apiTokens?${version}`,
    '/api/users?api-version=2099-01-01',
    '/api/users',
    'http://[',
  ])('not to %s', async (nextLink) => {
    answerInstead({ status: 200, json: { value: [bob], nextLink } });
    const error = await errorOf(Array.fromAsync(application.backend.listAccounts()));
    expect(error.code).toBe('UPSTREAM_INVALID');
    expect(application.emulator.requests).toHaveLength(1);
  });

  it.each(['good@', 'user:secret@'])('not with %s before the host', async (userinfo) => {
    const nextLink = `${application.emulator.url.replace('://', `://${userinfo}`)}/api/users?${version}`;
    answerInstead({ status: 200, json: { value: [bob], nextLink } });
    const error = await errorOf(Array.fromAsync(application.backend.listAccounts()));
    expect(error.code).toBe('UPSTREAM_INVALID');
  });

  it('not for ever', async () => {
    answerInstead({
      status: 200,
      json: { value: [bob], nextLink: `/api/users?${version}&%24skiptoken=again` },
    });
    const error = await errorOf(Array.fromAsync(application.backend.listAccounts()));
    expect(error.code).toBe('UPSTREAM_INCOMPLETE');
    expect(application.emulator.requests).toHaveLength(2);
  });
});

describe('P27: one account is refused alone', () => {
  it.each<[string, unknown]>([
    ['another user than asked', { ...bob, id: 'mallory' }],
    ['the same id in another case', { ...bob, id: 'BOB' }],
    ['no id', without('id')],
    ['a list', [bob]],
    ['null', null],
  ])('for %s', async (_, json) => {
    application.emulator.faults.add(answering({ status: 200, json }), { target: /bob/ });
    const [broken, whole] = await application.backend.getAccounts(['bob', 'auditor']);
    expect(broken).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'Users_Get' });
    expect(whole).toMatchObject({ ref: { id: 'auditor' } });
  });

  it('P9: for an error whose body holds a secret, which is not repeated', async () => {
    answerInstead({ status: 422, json: { error: { code: `${canary} <script>`, message: canary } } });
    const [account] = await application.backend.getAccounts(['bob']);
    expect(account).toMatchObject({ code: 'UPSTREAM_REJECTED', vendorCode: null });
    expect(JSON.stringify(account)).not.toContain(canary);
    expect(String(account)).not.toContain(canary);
  });
});

describe('P27: the other records are checked too:', () => {
  it('a device in two organizations', async () => {
    answerInstead({ status: 200, json: { id: 'd', organizations: ['seattle', 'us'] } });
    const error = await errorOf(application.backend.devices?.get('d') ?? Promise.resolve());
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'Devices_Get' });
  });

  it('an API token that expires on no date', async () => {
    answerInstead({ status: 200, json: { id: 't', roles, expiry: 'soon' } });
    const [token] = (await application.backend.apiTokens?.get(['t'])) ?? [];
    expect(token).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'ApiTokens_Get' });
  });
});
