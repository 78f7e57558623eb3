import * as v from 'valibot';
import { userIdPattern } from '../../src/backends/iot-central/wire.ts';
import { isSegment } from '../../src/http/path.ts';

// The users of the four `wire.ts` once more, by the other library, for as long as it is compared.

const id = v.pipe(v.string(), v.minLength(1));
const text = v.nullish(v.string());

const iotCentralUser = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.regex(userIdPattern)),
    type: id,
    roles: v.pipe(v.array(v.object({ role: id, organization: v.nullish(id) })), v.minLength(1)),
    email: text,
    tenantId: text,
    objectId: text,
  }),
  v.check(({ type, email }) => type !== 'email' || typeof email === 'string'),
);

export const iotCentralPage = v.object({ value: v.array(iotCentralUser), nextLink: text });

const cfengineUser = v.object({
  id,
  name: text,
  email: text,
  roles: v.array(v.string()),
  external: v.boolean(),
  time_zone: text,
  two_factor_enabled: v.nullish(v.boolean()),
});

const wholeNumber = v.pipe(v.number(), v.safeInteger());

export const cfenginePage = v.object({
  meta: v.object({ page: wholeNumber, total: v.pipe(wholeNumber, v.minValue(0)) }),
  data: v.array(cfengineUser),
});

const uuid = v.pipe(v.string(), v.uuid());
const timestamp = v.nullish(v.pipe(v.string(), v.isoTimestamp()));

const cipherscaleUser = v.object({
  id: uuid,
  createdAt: timestamp,
  updatedAt: timestamp,
  lastConnection: timestamp,
  email: text,
  status: v.string(),
  firstName: text,
  lastName: text,
  image: text,
  isOwner: v.boolean(),
  maxDevices: v.nullish(v.number()),
  roles: v.array(
    v.object({
      id: uuid,
      name: v.string(),
      description: text,
      deleteable: v.nullish(v.boolean()),
      type: v.string(),
    }),
  ),
  groups: v.array(v.object({ id: uuid, name: text })),
  devices: v.array(
    v.object({
      id,
      name: text,
      active: v.nullish(v.boolean()),
      lastConnection: timestamp,
      status: text,
      hardwareId: text,
      appVersion: text,
    }),
  ),
});

export const cipherscalePage = v.object({
  data: v.array(cipherscaleUser),
  total: v.nullish(v.pipe(wholeNumber, v.minValue(0))),
  hasNext: v.nullish(v.boolean()),
});

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fold = (key: string): string => key.toLowerCase().replaceAll('_', '');

const membersByKey = (object: JsonObject): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(object).map(([key, value]) => [fold(key), value]));

/** Does the same work as `spelled` of CData Sync's `wire.ts`. */
const spelled = <Entries extends v.ObjectEntries>(
  keysByName: { readonly [Name in keyof Entries]: readonly string[] },
  entries: Entries,
) =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue }) => {
      const { value } = dataset;
      if (!isObject(value)) return value;
      const members = membersByKey(value);
      if (members.size < Object.keys(value).length) addIssue({ message: 'expected each key once' });
      return Object.fromEntries(
        Object.entries<readonly string[]>(keysByName).flatMap(([name, keys]) => {
          const told = keys.flatMap((key) => (members.has(key) ? [members.get(key)] : []));
          return told.length === 0 ? [] : [[name, told.find((member) => member !== null) ?? null]];
        }),
      );
    }),
    v.object(entries),
  );

const flag = v.pipe(
  v.unknown(),
  v.transform((value) => {
    const word = typeof value === 'string' ? value.toLowerCase() : value;
    if (word === 'true' || word === 1) return true;
    return word === 'false' || word === 0 ? false : word;
  }),
  v.boolean(),
);

const isGenerated = (role: string): boolean =>
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)$/i.test(role);

const role = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' ? { [isGenerated(value) ? 'id' : 'name']: value } : value,
  ),
  spelled({ id: ['id'], name: ['name'] }, { id: v.nullish(id), name: v.nullish(id) }),
  v.check((value) => typeof value.id === 'string' || typeof value.name === 'string'),
  v.transform((value) => ({ id: value.id ?? null, name: value.name ?? null })),
);

const roles = v.pipe(
  v.unknown(),
  v.transform((value) => {
    if (typeof value !== 'string' || value.includes(',')) return value;
    return value === '' ? [] : [value];
  }),
  v.array(role),
);

const cdataSyncUser = spelled(
  {
    id: ['id', 'userid'],
    user: ['user', 'username', 'name'],
    email_address: ['emailaddress', 'email'],
    is_active: ['isactive', 'active'],
    roles: ['roles'],
    federation_id: ['federationid'],
    created_at: ['createdat'],
    updated_at: ['updatedat'],
  },
  {
    id: v.pipe(v.string(), v.check(isSegment)),
    user: id,
    email_address: text,
    is_active: v.nullish(flag),
    roles: v.pipe(
      v.nullish(roles),
      v.transform((held) => held ?? []),
    ),
    federation_id: text,
    created_at: text,
    updated_at: text,
  },
);

const listIn = (answer: unknown): { readonly value: readonly unknown[]; readonly next?: unknown } | null => {
  if (Array.isArray(answer)) return { value: answer };
  if (!isObject(answer)) return null;
  const members = membersByKey(answer);
  const [value, ...others] = ['value', 'users', 'data', 'items', 'results']
    .map((key) => members.get(key))
    .filter((member) => Array.isArray(member));
  if (value === undefined || others.length > 0) return null;
  return { value, next: members.get('@odata.nextlink') ?? members.get('next') };
};

export const cdataSyncPage = v.pipe(
  v.unknown(),
  v.transform((answer) => listIn(answer) ?? {}),
  v.object({ value: v.array(cdataSyncUser), next: text }),
);
