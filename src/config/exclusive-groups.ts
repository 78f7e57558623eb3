import { fits, type RoleMap, spellingsOf } from '../domain/role-map.ts';
import type { Config } from './config.ts';
import type { ConfigProblem } from './problems.ts';
import { roleMapOf } from './role-maps.ts';

/** Groups that cannot be kept: on some backend, whoever holds one of the roles holds another of them. */
export const findUnkeepable = (
  config: Config,
  defaultRoleMap: (kind: string) => RoleMap,
): readonly ConfigProblem[] =>
  config.backends.flatMap((backend) => {
    const map = roleMapOf(config, backend.id, defaultRoleMap(backend.kind));
    return config.exclusive.flatMap((group, at) =>
      pairsOf(group).flatMap(([one, other]) => {
        const [inner, outer] = isContained(map, one, other) ? [one, other] : [other, one];
        return isContained(map, inner, outer)
          ? [
              {
                path: ['exclusive', at],
                message: `${inner} and ${outer} cannot exclude each other on ${backend.id}: whoever holds ${outer} there holds ${inner}`,
              },
            ]
          : [];
      }),
    );
  });

const pairsOf = (group: readonly string[]): readonly (readonly [string, string])[] =>
  group.flatMap((one, at) =>
    group.slice(at + 1).flatMap((other) => (one === other ? [] : [[one, other] as const])),
  );

/** Whether there is a place, the whole application or an organization, where holding `outer` is holding `inner`. */
const isContained = (map: RoleMap, inner: string, outer: string): boolean =>
  [null, 'any organization'].some((place) => {
    const nativesOf = (role: string) =>
      spellingsOf(map, role)
        .filter((spelling) => fits(spelling, place))
        .map(({ native }) => native);
    const needed = nativesOf(inner);
    const given = nativesOf(outer);
    return needed.length > 0 && needed.every((native) => given.includes(native));
  });
