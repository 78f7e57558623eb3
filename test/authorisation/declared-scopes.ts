import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConstDirectiveNode, Kind, parse } from 'graphql';
import type { Scope } from '../../src/domain/caller.ts';

/** What the SDL says that it takes, read from its text and from nothing that enforces it. Nothing is said of what is not there. */
export type DeclaredScopes = {
  readonly ofType: ReadonlyMap<string, readonly Scope[]>;
  /** By `Type.field`. */
  readonly ofField: ReadonlyMap<string, readonly Scope[]>;
};

export const readDeclaredScopes = (): DeclaredScopes => {
  const ofType = new Map<string, readonly Scope[]>();
  const ofField = new Map<string, readonly Scope[]>();
  const root = join(import.meta.dirname, '../../schema');
  for (const file of globSync('*.graphql', { cwd: root }))
    for (const definition of parse(readFileSync(join(root, file), 'utf8')).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
        continue;
      const type = definition.name.value;
      put(ofType, type, definition.directives);
      for (const { name, directives } of definition.fields ?? [])
        put(ofField, `${type}.${name.value}`, directives);
    }
  return { ofType, ofField };
};

/** What a caller needs for the field, its type's scopes among them. */
export const scopesFor = ({ ofType, ofField }: DeclaredScopes, type: string, field: string) => [
  ...(ofType.get(type) ?? []),
  ...(ofField.get(`${type}.${field}`) ?? []),
];

/** Whether a caller with these scopes has all that is needed. */
export const areHeld = (needed: readonly Scope[], held: readonly Scope[]): boolean =>
  held.includes('admin') || needed.every((scope) => held.includes(scope));

const put = (
  scopes: Map<string, readonly Scope[]>,
  key: string,
  directives: readonly ConstDirectiveNode[] = [],
): void => {
  for (const { name, arguments: given = [] } of directives)
    for (const { value } of name.value === 'requires' ? given : [])
      if (value.kind === Kind.ENUM)
        scopes.set(key, [...(scopes.get(key) ?? []), value.value.toLowerCase() as Scope]);
};
