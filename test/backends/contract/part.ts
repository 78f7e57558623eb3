import type { Backend } from '../../../src/backends/backend.ts';
import type { WriteCapability } from '../../../src/sync/writable.ts';
import { required } from '../required.ts';
import type { Subject } from './fixture.ts';

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
