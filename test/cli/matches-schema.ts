import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLOutputType, isListType, isNonNullType, isObjectType } from 'graphql';

const folder = join(import.meta.dirname, '../../schema');
const schema = buildSchema(
  globSync('*.graphql', { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n'),
);

/** Paths of what a value holds and the schema's type does not, or holds otherwise. */
export const strangersTo = (typeName: string, value: unknown): readonly string[] => {
  const type = schema.getType(typeName);
  return isObjectType(type) ? strangers(type, value, typeName) : [`${typeName} is no type`];
};

const strangers = (type: GraphQLOutputType, value: unknown, path: string): readonly string[] => {
  if (isNonNullType(type)) return value === null ? [`${path} is null`] : strangers(type.ofType, value, path);
  if (value === null) return [];
  if (isListType(type))
    return Array.isArray(value)
      ? value.flatMap((one, at) => strangers(type.ofType, one, `${path}[${at}]`))
      : [`${path} is no list`];
  if (!isObjectType(type)) return typeof value === 'object' ? [`${path} is an object`] : [];
  if (typeof value !== 'object') return [`${path} is no object`];
  const fields = type.getFields();
  return Object.entries(value ?? {}).flatMap(([name, one]) => {
    const field = fields[name];
    return field === undefined ? [`${path}.${name}`] : strangers(field.type, one, `${path}.${name}`);
  });
};
