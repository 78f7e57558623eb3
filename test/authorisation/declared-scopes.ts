import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConstDirectiveNode, Kind, parse } from 'graphql';
import type { Scope } from '../../src/domain/caller.ts';

/** What the SDL says that it takes, read from its text and from nothing that enforces it. */
export type DeclaredScopes = {
  readonly ofType: ReadonlyMap<string, Scope>;
  /** By `Type.field`. */
  readonly ofField: ReadonlyMap<string, Scope>;
};

export const readDeclaredScopes = (): DeclaredScopes => {
  const ofType = new Map<string, Scope>();
  const ofField = new Map<string, Scope>();
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

/** Whether a caller with these scopes may have the field. */
export const isGranted = (
  { ofType, ofField }: DeclaredScopes,
  scopes: readonly Scope[],
  type: string,
  field: string,
): boolean =>
  [ofType.get(type), ofField.get(`${type}.${field}`)].every(
    (needed) => needed === undefined || scopes.includes(needed) || scopes.includes('admin'),
  );

const put = (
  scopes: Map<string, Scope>,
  key: string,
  directives: readonly ConstDirectiveNode[] = [],
): void => {
  for (const { name, arguments: given = [] } of directives)
    for (const { value } of name.value === 'requires' ? given : [])
      if (value.kind === Kind.ENUM) scopes.set(key, value.value.toLowerCase() as Scope);
};
