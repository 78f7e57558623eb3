import type { RoleMap } from '../domain/role-map.ts';
import type { Config } from './config.ts';
import { roleMapOf } from './role-maps.ts';

/** Something wrong in the configuration, at a path such as `["backends", 0, "auth"]`. */
export type ConfigProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/** What only the whole shows: references that lead nowhere, names given twice, groups that cannot be kept. */
export const findInconsistencies = (
  config: Config,
  defaultRoleMap: (kind: string) => RoleMap,
): readonly ConfigProblem[] => [
  ...duplicates(config.backends.map(({ id }) => id)).map((at) => ({
    path: ['backends', at, 'id'],
    message: `another backend is called ${config.backends[at]?.id} already`,
  })),
  ...duplicates(config.roles.map(({ name }) => name)).map((at) => ({
    path: ['roles', at, 'name'],
    message: `another role is called ${config.roles[at]?.name} already`,
  })),
  ...duplicates((config.auth?.tokens ?? []).map(({ name }) => name)).map((at) => ({
    path: ['auth', 'tokens', at, 'name'],
    message: `another caller is called ${config.auth?.tokens[at]?.name} already`,
  })),
  ...duplicates((config.auth?.tokens ?? []).map(({ token }) => token.reveal())).map((at) => ({
    path: ['auth', 'tokens', at, 'token'],
    message: 'another caller has the same token',
  })),
  ...unknownBackends(config),
  ...plainHttp(config),
  ...openHost(config),
  ...exclusiveGroups(config, defaultRoleMap),
];

const unknownBackends = (config: Config): readonly ConfigProblem[] => {
  const known = config.backends.map(({ id }) => id);
  const complain = (id: string, path: readonly (string | number)[]): readonly ConfigProblem[] =>
    known.includes(id)
      ? []
      : [{ path, message: `no backend is called ${id}; there are ${known.join(', ')}` }];
  return [
    ...(config.auth?.tokens ?? []).flatMap(({ backends = [] }, token) =>
      backends.flatMap((id, at) => complain(id, ['auth', 'tokens', token, 'backends', at])),
    ),
    ...config.roles.flatMap(({ map }, role) =>
      Object.keys(map).flatMap((id) => complain(id, ['roles', role, 'map', id])),
    ),
  ];
};

const plainHttp = (config: Config): readonly ConfigProblem[] =>
  config.backends.flatMap((backend, at) => {
    const urls: [string, (string | number)[]][] = [[backend.baseUrl, ['baseUrl']]];
    if ('entra' in backend.auth) urls.push([backend.auth.entra.authority, ['auth', 'entra', 'authority']]);
    return urls
      .filter(([url]) => url.startsWith('http:') && !backend.allowPlainHttp)
      .map(([, path]) => ({
        path: ['backends', at, ...path],
        message: 'expected https; set allowPlainHttp: true on this backend to send its credentials in clear',
      }));
  });

/** Without auth anyone who reaches the port would hold every backend's administrator rights. */
const openHost = (config: Config): readonly ConfigProblem[] =>
  config.auth !== undefined || isLoopback(config.server.host)
    ? []
    : [
        {
          path: ['server', 'host'],
          message: `listening on ${config.server.host} requires auth; without it only loopback (127.0.0.1, ::1, localhost)`,
        },
      ];

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const exclusiveGroups = (
  config: Config,
  defaultRoleMap: (kind: string) => RoleMap,
): readonly ConfigProblem[] => {
  const maps = config.backends.map((backend) => ({
    id: backend.id,
    map: roleMapOf(config, backend.id, defaultRoleMap(backend.kind)),
  }));
  const known = new Set([
    ...config.roles.map(({ name }) => name),
    ...maps.flatMap(({ map }) => Object.keys(map)),
  ]);
  return config.exclusive.flatMap((group, at) => [
    ...group.flatMap((role, place) =>
      known.has(role)
        ? []
        : [
            {
              path: ['exclusive', at, place],
              message: `no role is called ${role}; there are ${[...known].join(', ')}`,
            },
          ],
    ),
    ...maps.flatMap(({ id, map }) =>
      group.flatMap((outer) =>
        group
          .filter((inner) => inner !== outer && isContained(map[inner], map[outer]))
          .map((inner) => ({
            path: ['exclusive', at],
            message: `${inner} and ${outer} cannot exclude each other on ${id}: whoever holds ${outer} there holds ${inner}`,
          })),
      ),
    ),
  ]);
};

const isContained = (inner: RoleMap[string] = [], outer: RoleMap[string] = []): boolean =>
  inner.length > 0 &&
  inner.every((spelling) =>
    outer.some(({ native, scope }) => native === spelling.native && scope === spelling.scope),
  );

const duplicates = (values: readonly string[]): readonly number[] =>
  values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []));
