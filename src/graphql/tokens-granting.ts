import type { Page } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { ApiToken } from '../domain/api-token.ts';
import { rolesHeld } from '../domain/role-map.ts';

/** What a token is to grant; whatever is not given does not matter. */
export type Granted = {
  readonly grantingRole?: string | null | undefined;
  readonly grantingNativeRole?: string | null | undefined;
  readonly organization?: string | null | undefined;
};

/** The same pages with such tokens only. Nobody tells how many there are of these. */
export async function* tokensGranting(
  pages: AsyncIterable<Page<ApiToken>>,
  { roleMap }: Pick<ConfiguredBackend, 'roleMap'>,
  granted: Granted,
): AsyncGenerator<Page<ApiToken>, void, undefined> {
  const { grantingRole, grantingNativeRole, organization } = granted;
  const isAsked = ({ assignments }: ApiToken): boolean => {
    const here = assignments.filter(
      ({ organizationId }) =>
        organization == null || organizationId === null || organizationId === organization,
    );
    return (
      here.length > 0 &&
      (grantingRole == null || rolesHeld(roleMap, here).includes(grantingRole)) &&
      (grantingNativeRole == null || here.some(({ nativeRoleId }) => nativeRoleId === grantingNativeRole))
    );
  };
  const isAll = grantingRole == null && grantingNativeRole == null && organization == null;
  for await (const page of pages)
    yield isAll ? page : { ...page, entries: page.entries.filter(isAsked), total: null };
}
