import { RolecallError } from '../domain/errors.ts';

/** The types that `node` finds: some backend's, and Rolecall's own. */
export type NodeType = BackendNodeType | OwnNodeType;

type OwnNodeType = 'User' | 'Plan' | 'Run';

type BackendNodeType =
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

export type GlobalId =
  | { [Type in BackendNodeType]: GlobalIdOn<Type> }[BackendNodeType]
  | { [Type in OwnNodeType]: { readonly type: Type; readonly id: string } }[OwnNodeType];

type GlobalIdOn<Type> = { readonly type: Type; readonly backend: string; readonly id: string };

/** `mark` tells apart two objects that the backend gives one id: an external account and its internal namesake. */
export const toGlobalId = (globalId: GlobalId, mark?: string): string => {
  const place = 'backend' in globalId ? [globalId.backend] : [];
  return Buffer.from(
    JSON.stringify([globalId.type, ...place, globalId.id, ...(mark === undefined ? [] : [mark])]),
  ).toString('base64url');
};

/** `null` for what no object bears: such an id finds nothing, like that of an object that is gone. */
export const parseGlobalId = (globalId: string): GlobalId | null => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(globalId, 'base64url').toString('utf8'));
    if (!Array.isArray(parts)) return null;
    const [type, ...place] = parts as unknown[];
    const [backend, id] = isOwnNodeType(type) ? ['', ...place] : place;
    if (typeof backend !== 'string' || typeof id !== 'string') return null;
    if (isOwnNodeType(type)) return { type, id };
    return isBackendNodeType(type) ? { type, backend, id } : null;
  } catch {
    return null;
  }
};

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
    `expected the global id of ${withArticle(type)}, got ${parsed === null ? 'something else' : `one of ${withArticle(parsed.type)}`}`,
    { path },
  );
};

const isOf = <Type extends NodeType>(
  type: Type,
  parsed: GlobalId,
): parsed is Extract<GlobalId, { readonly type: Type }> => parsed.type === type;

const withArticle = (type: NodeType): string => `${/^[AO]/.test(type) ? 'an' : 'a'} ${type}`;
