import { RolecallError } from '../domain/errors.ts';

/** The types that `node` finds: some backend's, and Rolecall's own. */
export type NodeType = BackendNodeType | OwnNodeType;

type OwnNodeType = 'User' | 'Plan' | 'Run';

/** Of objects that a backend keeps, and names by ids of its own. */
export type BackendNodeType =
  | 'Account'
  | 'NativeRole'
  | 'Organization'
  | 'ApiToken'
  | 'Group'
  | 'Device'
  | 'DeviceGroup';

const backendNodeTypes: ReadonlySet<unknown> = new Set<BackendNodeType>([
  'Account',
  'NativeRole',
  'Organization',
  'ApiToken',
  'Group',
  'Device',
  'DeviceGroup',
]);

const ownNodeTypes: ReadonlySet<unknown> = new Set<OwnNodeType>(['User', 'Plan', 'Run']);

const isOwnNodeType = (type: unknown): type is OwnNodeType => ownNodeTypes.has(type);

const isBackendNodeType = (type: unknown): type is BackendNodeType => backendNodeTypes.has(type);

/** What a global id stands for. `id` is the backend's own, or Rolecall's. */
export type GlobalId =
  | { [Type in BackendNodeType]: GlobalIdOn<Type> }[BackendNodeType]
  | { [Type in OwnNodeType]: { readonly type: Type; readonly id: string } }[OwnNodeType];

type GlobalIdOn<Type> = NativeRef & { readonly type: Type };

/** What a backend knows by an id of its own. */
export type NativeRef = { readonly backend: string; readonly id: string };

/** `mark` tells apart two objects that the backend gives one id: an external account and its internal namesake. */
export const toGlobalId = (globalId: GlobalId, mark?: string): string => {
  const place = 'backend' in globalId ? [globalId.backend] : [];
  return encode([globalId.type, ...place, globalId.id, ...(mark === undefined ? [] : [mark])]);
};

/** `null` for what no object bears: such an id finds nothing, like that of an object that is gone. An object has one, to the letter. */
export const parseGlobalId = (globalId: string): GlobalId | null => {
  const [type, ...place] = partsOf(globalId);
  const [backend, id, mark, ...more] = isOwnNodeType(type) ? ['', ...place] : place;
  if (backend === undefined || id === undefined || more.length > 0) return null;
  if (isOwnNodeType(type)) return mark === undefined ? { type, id } : null;
  return isBackendNodeType(type) ? { type, backend, id } : null;
};

/** Empty for what is no id: decoding alone would pass over whatever base64 has no letter for. */
const partsOf = (globalId: string): readonly string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(globalId, 'base64url').toString('utf8'));
    const isId =
      Array.isArray(parts) && parts.every((part) => typeof part === 'string') && encode(parts) === globalId;
    return isId ? parts : [];
  } catch {
    return [];
  }
};

const encode = (parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** As `parseGlobalId`, where only one type will do. Throws BAD_INPUT for an id of another; `path` is where the input names it. */
export const parseGlobalIdOf = <Type extends NodeType>(
  type: Type,
  globalId: string,
  path: readonly string[] = ['id'],
): Extract<GlobalId, { readonly type: Type }> => {
  const parsed = parseGlobalId(globalId);
  if (parsed !== null && isOf(type, parsed)) return parsed;
  throw new RolecallError(
    'BAD_INPUT',
    `expected the global id of ${nouns[type]}, got ${parsed === null ? 'something else' : `one of ${nouns[parsed.type]}`}`,
    { path },
  );
};

const isOf = <Type extends NodeType>(
  type: Type,
  parsed: GlobalId,
): parsed is Extract<GlobalId, { readonly type: Type }> => parsed.type === type;

/** In words: the names of types are for those who may read the schema. */
const nouns: Readonly<Record<NodeType, string>> = {
  Account: 'an account',
  NativeRole: 'a native role',
  Organization: 'an organization',
  ApiToken: 'an API token',
  Group: 'a group',
  Device: 'a device',
  DeviceGroup: 'a device group',
  User: 'a user',
  Plan: 'a plan',
  Run: 'a run',
};
