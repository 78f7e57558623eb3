import { RolecallError } from '../domain/errors.ts';

/** The types that `node` finds. */
export type NodeType =
  | 'Account'
  | 'NativeRole'
  | 'Organization'
  | 'ApiToken'
  | 'Group'
  | 'Device'
  | 'DeviceGroup';

const nodeTypes: ReadonlySet<unknown> = new Set<NodeType>([
  'Account',
  'NativeRole',
  'Organization',
  'ApiToken',
  'Group',
  'Device',
  'DeviceGroup',
]);

const isNodeType = (type: unknown): type is NodeType => nodeTypes.has(type);

export type GlobalId = { readonly type: NodeType; readonly backend: string; readonly id: string };

/** `mark` tells apart two objects that the backend gives one id: an external account and its internal namesake. */
export const toGlobalId = ({ type, backend, id }: GlobalId, mark?: string): string =>
  Buffer.from(JSON.stringify([type, backend, id, ...(mark === undefined ? [] : [mark])])).toString(
    'base64url',
  );

/** `null` for what no object bears: such an id finds nothing, like that of an object that is gone. */
export const parseGlobalId = (globalId: string): GlobalId | null => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(globalId, 'base64url').toString('utf8'));
    if (!Array.isArray(parts)) return null;
    const [type, backend, id] = parts as unknown[];
    if (!isNodeType(type) || typeof backend !== 'string' || typeof id !== 'string') return null;
    return { type, backend, id };
  } catch {
    return null;
  }
};

/** As `parseGlobalId`, where only one type will do. Throws BAD_INPUT for an id of another. */
export const parseGlobalIdOf = (type: NodeType, globalId: string): GlobalId => {
  const parsed = parseGlobalId(globalId);
  if (parsed?.type === type) return parsed;
  throw new RolecallError(
    'BAD_INPUT',
    `expected the global id of an ${type}, got ${parsed === null ? 'something else' : `one of a ${parsed.type}`}`,
    {
      path: ['id'],
    },
  );
};
