import type { RoleMap } from '../domain/role-map.ts';
import { isLoopback, travelsInClear } from './loopback.ts';
import { suggest } from './nearest.ts';
import type { Outline } from './outline.ts';
import type { ConfigProblem } from './problems.ts';
import { readSecret, type SecretSources } from './secret-reference.ts';

/**
 * What one value alone does not show: references that lead nowhere, names given twice, doors left open. Looks at what is of the right shape,
 * whatever else is not.
 */
export const findInconsistencies = (
  outline: Outline,
  options: SecretSources & { readonly defaultRoleMap: (kind: string) => RoleMap },
): readonly ConfigProblem[] => [
  ...namesGivenTwice(outline, options),
  ...unknownBackends(outline),
  ...unknownRoles(outline, options.defaultRoleMap),
  ...plainHttp(outline),
  ...keysInClear(outline),
  ...nobodyCalls(outline),
  ...openHost(outline),
  ...nothingTrusted(outline),
];

const namesGivenTwice = (
  { backends = [], roles = [], auth, exclusive = [] }: Outline,
  sources: SecretSources,
): readonly ConfigProblem[] => {
  const tokens = auth?.tokens ?? [];
  const secrets = tokens.map((token) => token?.token && readSecret(token.token, sources));
  return [
    ...repeated(backends.map((backend) => backend?.id)).map(([at, id]) => ({
      path: ['backends', at, 'id'],
      message: `another backend is called ${id} already`,
    })),
    ...repeated(roles.map((role) => role?.name)).map(([at, name]) => ({
      path: ['roles', at, 'name'],
      message: `another role is called ${name} already`,
    })),
    ...repeated(tokens.map((token) => token?.name)).map(([at, name]) => ({
      path: ['auth', 'tokens', at, 'name'],
      message: `another caller is called ${name} already`,
    })),
    ...repeated(secrets).map(([at]) => ({
      path: ['auth', 'tokens', at, 'token'],
      message: 'another caller has the same token',
    })),
    ...exclusive.flatMap((group = [], at) =>
      repeated(group).map(([place, role]) => ({
        path: ['exclusive', at, place],
        message: `${role} cannot exclude itself`,
      })),
    ),
  ];
};

const unknownBackends = ({ backends = [], auth, roles = [] }: Outline): readonly ConfigProblem[] => {
  const known = backends.map((backend) => backend?.id);
  const complain = (id: string | undefined, path: readonly (string | number)[]): readonly ConfigProblem[] =>
    id === undefined || !isWhole(known) || known.includes(id)
      ? []
      : [{ path, message: `no backend is called ${id}; ${suggest(id, known)}` }];
  return [
    ...(auth?.tokens ?? []).flatMap((token, at) => [
      ...(token?.backends ?? []).flatMap((id, place) =>
        complain(id, ['auth', 'tokens', at, 'backends', place]),
      ),
      ...(token?.accounts ?? []).flatMap((account, place) =>
        complain(account?.backend, ['auth', 'tokens', at, 'accounts', place, 'backend']),
      ),
    ]),
    ...roles.flatMap((role, at) =>
      Object.entries(role?.map ?? {}).flatMap(([id, spellings]) =>
        spellings === undefined ? [] : complain(id, ['roles', at, 'map', id]),
      ),
    ),
  ];
};

const unknownRoles = (
  { backends = [], roles = [], exclusive = [] }: Outline,
  defaultRoleMap: (kind: string) => RoleMap,
): readonly ConfigProblem[] => {
  const known = [
    ...roles.map((role) => role?.name),
    ...backends.flatMap((backend) =>
      backend?.kind === undefined
        ? [undefined]
        : Object.keys({ ...defaultRoleMap(backend.kind), ...backend.roleMap }),
    ),
  ];
  return exclusive.flatMap((group = [], at) =>
    group.flatMap((role, place) =>
      role === undefined || !isWhole(known) || known.includes(role)
        ? []
        : [
            {
              path: ['exclusive', at, place],
              message: `no role is called ${role}; ${suggest(role, known)}`,
            },
          ],
    ),
  );
};

const plainHttp = ({ backends = [] }: Outline): readonly ConfigProblem[] =>
  backends.flatMap((backend, at) => {
    const { baseUrl, auth = {}, allowPlainHttp } = backend ?? {};
    const places = [
      [baseUrl, ['baseUrl']],
      ['entra' in auth ? auth.entra?.authority : undefined, ['auth', 'entra', 'authority']],
    ] as const;
    return places
      .filter(([url]) => url !== undefined && URL.parse(url)?.protocol === 'http:' && allowPlainHttp !== true)
      .map(([, path]) => ({
        path: ['backends', at, ...path],
        message: 'expected https; set allowPlainHttp: true on this backend to send its credentials in clear',
      }));
  });

/** Whoever changes the keys on their way lets anybody in. */
const keysInClear = ({ auth }: Outline): readonly ConfigProblem[] =>
  auth?.jwt?.jwksUri !== undefined && travelsInClear(auth.jwt.jwksUri)
    ? [{ path: ['auth', 'jwt', 'jwksUri'], message: 'expected https; http only on loopback' }]
    : [];

const nobodyCalls = ({ auth }: Outline): readonly ConfigProblem[] =>
  auth === undefined || 'jwt' in auth || (auth.tokens ?? []).length > 0
    ? []
    : [{ path: ['auth'], message: 'expected tokens, jwt, or both: without any nobody could call' }];

/** Without auth anyone who reaches the port would hold every backend's administrator rights. */
const openHost = (outline: Outline): readonly ConfigProblem[] => {
  const host = outline.server?.host;
  return 'auth' in outline || host === undefined || isLoopback(host)
    ? []
    : [
        {
          path: ['server', 'host'],
          message: `listening on ${host} requires auth; without it only loopback (127.0.0.1, ::1, localhost)`,
        },
      ];
};

const nothingTrusted = ({ documents }: Outline): readonly ConfigProblem[] =>
  documents === undefined ||
  (documents.mode ?? 'off') === 'off' ||
  (documents.manifests === undefined && 'manifests' in documents) ||
  (documents.manifests ?? []).length > 0
    ? []
    : [{ path: ['documents', 'mode'], message: 'expected manifests of trusted documents beside it' }];

/** The values that stand earlier in the list too, with their places. */
const repeated = (values: readonly (string | undefined)[]): readonly (readonly [number, string])[] =>
  values.flatMap((value, at) =>
    value !== undefined && values.indexOf(value) < at ? [[at, value] as const] : [],
  );

/** Whether all are known: where some are not, a name that is missing may be one of them. */
const isWhole = (names: readonly (string | undefined)[]): names is readonly string[] =>
  names.length > 0 && !names.includes(undefined);
