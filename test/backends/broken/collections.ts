import type { ListOptions, Lookup, Page } from '../../../src/backends/backend.ts';
import type { ApiToken } from '../../../src/domain/api-token.ts';
import type { CallOptions } from '../../../src/domain/call-options.ts';
import type { Group } from '../../../src/domain/group.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import { cipherscale } from '../cipherscale/fixture.ts';
import type { Fixture } from '../contract/fixture.ts';
import { iotCentral } from '../iot-central/fixture.ts';
import { type Breakage, changing } from './breakage.ts';
import { withoutErrors, withoutLast } from './pages.ts';

type Reads<T> = {
  list(options?: ListOptions): AsyncIterable<Page<T>>;
  get(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<T>[]>;
};

type Change<T> = (part: Reads<T>) => Partial<Reads<T> & { delete(): Promise<void> }>;

/** Wrong about any sort of record that can be listed, read by id and deleted. */
const breakagesOf = <T>(
  part: 'organizations' | 'apiTokens' | 'groups',
  on: Fixture,
  breakBy: (change: Change<T>) => NonNullable<Breakage['breakBackend']>,
): readonly Breakage[] => [
  {
    name: `drops the last of the ${part}`,
    on,
    noticedBy: [`${part}: the list is complete, each once`],
    breakBackend: breakBy(({ list }) => ({ list: (options) => withoutLast(list(options)) })),
  },
  {
    name: `takes a list of ${part} that failed for one that ended`,
    on,
    noticedBy: [`P27: ${part}: ends in an error, not in a shorter list, when a later page fails`],
    breakBackend: breakBy(({ list }) => ({ list: (options) => withoutErrors(list(options)) })),
  },
  {
    name: `reorders a batch of ${part}`,
    on,
    noticedBy: [`${part}: answers one for one, in the order asked, with null where there is none`],
    breakBackend: breakBy(({ get }) => ({
      get: async (ids, options) => (await get(ids, options)).toReversed(),
    })),
  },
  {
    name: `says that it deleted of the ${part} what it left`,
    on,
    noticedBy: [`${part}: deletes one and no other`],
    breakBackend: breakBy(() => ({ delete: async () => undefined })),
  },
];

export const collectionBreakages: readonly Breakage[] = [
  ...breakagesOf<Organization>('organizations', iotCentral, (change) => changing('organizations', change)),
  ...breakagesOf<ApiToken>('apiTokens', iotCentral, (change) => changing('apiTokens', change)),
  ...breakagesOf<Group>('groups', cipherscale, (change) => changing('groups', change)),
];
