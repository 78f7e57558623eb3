import { describe, expect, it } from 'vitest';
import { alone, listSchema, quoteIds, userSchema } from '../../../src/backends/cdata-sync/wire.ts';

const parse = (text: string): unknown => JSON.parse(quoteIds(text));
const ops = { id: '1', user: 'ops' };

describe('P27: a user', () => {
  it('is read whatever the case and underscores of its keys', () => {
    for (const record of [
      { id: '1', user: 'ops', email_address: 'a@b', is_active: true, federation_id: 'f' },
      { Id: '1', User: 'ops', Email_Address: 'a@b', Is_Active: true, Federation_Id: 'f' },
      { UserId: '1', User: 'ops', Email: 'a@b', Active: 'true', FederationId: 'f', LicenseState: 'ok' },
      { ID: '1', USERNAME: 'ops', EMAILADDRESS: 'a@b', ISACTIVE: 'TRUE', FEDERATIONID: 'f' },
      { user_id: '1', name: 'ops', emailAddress: 'a@b', isActive: 1, federationId: 'f' },
    ])
      expect(userSchema.parse(record)).toEqual({
        ...ops,
        email_address: 'a@b',
        is_active: true,
        roles: [],
        federation_id: 'f',
      });
  });

  it('goes by the more telling of two keys, and by the one that holds something', () => {
    expect(userSchema.parse({ ...ops, name: 'Olaf Sørensen' }).user).toBe('ops');
    expect(userSchema.parse({ ...ops, is_active: null, active: false }).is_active).toBe(false);
  });

  it.each([
    ['that is no object', 'ops'],
    ['without id', { user: 'ops' }],
    ['with an id that no path can hold', { ...ops, id: '..' }],
    ['with an empty id', { ...ops, id: '' }],
    ['with a name that is no string', { id: '1', user: 7 }],
    ['without name', { id: '1' }],
    ['with an e-mail address that is no string', { ...ops, email_address: ['a@b'] }],
    ['that is active in a word of its own', { ...ops, is_active: 'yes' }],
    ['that is active twice over', { ...ops, is_active: 2 }],
    ['with one key in two spellings', { ...ops, Is_Active: true, is_active: false }],
    ['with roles joined by commas', { ...ops, roles: 'cdata_admin,cdata_support' }],
    ['with a number for roles', { ...ops, roles: 7 }],
    ['with an object for roles', { ...ops, roles: { id: 'cdata_admin' } }],
    ['with a role of no name', { ...ops, roles: [{}] }],
    ['with an empty role', { ...ops, roles: [''] }],
    ['with null among its roles', { ...ops, roles: ['cdata_admin', null] }],
    ['with a time that is no string', { ...ops, created_at: 1_767_225_600 }],
  ])('%s is refused', (_, record) => {
    expect(userSchema.safeParse(record).success).toBe(false);
  });

  it.each([[[]], [null], [undefined], ['']])('has no roles where they are %j', (roles) => {
    expect(userSchema.parse({ ...ops, roles }).roles).toEqual([]);
  });

  it.each([
    [
      '{"id" : 1, "Id":-2.50E+1,"user_ID":0,"USERID":9}',
      '{"id" : "1", "Id":"-2.50E+1","user_ID":"0","USERID":"9"}',
    ],
    ['{"user":"\\"id\\":1","x\\"id":2,"uid":3,"id":[4],"id":"5","id":null}', null],
    ['{"id":01}', '{"id":"0"1}'],
    ['{"id":1.2.3}', '{"id":"1.2".3}'],
    ['{"id":-}', null],
  ])('of %s has only its ids quoted, and what is malformed stays so', (document, quoted) => {
    expect(quoteIds(document)).toBe(quoted ?? document);
  });

  it('has ids to the last digit', () => {
    const [one, other] = listSchema(userSchema).parse(
      parse(
        '[{"Id":9007199254740992,"user":"one"},{"user_id":9007199254740993,"user":"two","roles":[{"id":12345678901234567890}]}]',
      ),
    ).value;
    expect(one?.id).toBe('9007199254740992');
    expect(other).toMatchObject({ id: '9007199254740993', roles: [{ id: '12345678901234567890' }] });
  });

  it('takes no number for a name', () => {
    expect(userSchema.safeParse(parse('{"id":1,"user":9007199254740993}')).success).toBe(false);
  });

  it('alone may stand in a list of one', () => {
    for (const answer of [ops, [ops], { value: [ops] }])
      expect(alone(userSchema).parse(answer)).toEqual({ ...ops, roles: [] });
    for (const answer of [[], [ops, ops], { value: [] }, { value: [ops, ops] }, { value: ops }, null])
      expect(alone(userSchema).safeParse(answer).success).toBe(false);
  });
});

describe('P27: a list', () => {
  it('is an array, bare or under one of five keys in any case', () => {
    for (const answer of [
      [ops],
      ...['value', 'users', 'data', 'items', 'results', 'Users', 'VALUE'].map((key) => ({ [key]: [ops] })),
    ])
      expect(listSchema(userSchema).parse(answer).value).toHaveLength(1);
  });

  it.each([
    ['null', null],
    ['a string', 'users'],
    ['an object without a list', { count: 0 }],
    ['an error', { error: { code: '500', message: 'no' } }],
    ['a list that is null', { value: null }],
    ['a list within a list', { data: { users: [ops] } }],
    ['two lists', { value: [ops], users: [] }],
    ['a list of something else', [1, 2]],
    ['a list under __proto__', parse('{"__proto__":{"value":[]}}')],
    ['a next page that is no link', { value: [ops], next: 2 }],
  ])('is not %s', (_, answer) => {
    expect(listSchema(userSchema).safeParse(answer).success).toBe(false);
  });

  it('has a next page where it links to one', () => {
    for (const key of ['@odata.nextLink', 'next', 'Next'])
      expect(listSchema(userSchema).parse({ value: [], [key]: '/there' }).next).toBe('/there');
  });
});
