import type { Backend } from '../../../src/backends/backend.ts';
import type { WriteCapability } from '../../../src/sync/writable.ts';
import { type Check, check, having, type Need, required } from './check.ts';
import type { StartOptions, Subject } from './fixture.ts';

/** Where a subject has what there is to try a part on. */
const sampleNames = {
  roleWriter: 'editable',
  accountWriter: 'accounts',
  organizations: 'organizations',
  apiTokens: 'apiTokens',
  groups: 'groups',
  roleDefinitions: 'roleDefinitions',
  devices: 'devices',
} as const satisfies Readonly<Record<WriteCapability, keyof Subject>>;

export type PartOf<Name extends WriteCapability> = NonNullable<Backend[Name]>;
export type SamplesOf<Name extends WriteCapability> = NonNullable<Subject[(typeof sampleNames)[Name]]>;

/** A part of an adapter, and what there is to try it on. Throws where one of the two is missing. */
export const partOf = <Name extends WriteCapability>(
  subject: Subject,
  name: Name,
): readonly [part: PartOf<Name>, samples: SamplesOf<Name>] => {
  const samples = subject[sampleNames[name]];
  return [required(subject.backend[name], name), required(samples, `sample for ${name}`)];
};

/** Makes checks of one part, which are skipped where it, or the verb, is not there. */
export const checkOf =
  <Name extends WriteCapability>(name: Name) =>
  (
    title: string,
    prove: (part: PartOf<Name>, samples: SamplesOf<Name>, subject: Subject) => Promise<void>,
    options: Partial<StartOptions> & {
      readonly verb?: keyof PartOf<Name> & string;
      /** What else there must be. */
      readonly needs?: Need;
    } = {},
  ): Check => {
    const { verb, needs = () => null, ...start } = options;
    return check(title, (subject) => prove(...partOf(subject, name), subject), {
      needs: (subject) => having(name, verb)(subject) ?? needs(subject),
      ...start,
    });
  };
