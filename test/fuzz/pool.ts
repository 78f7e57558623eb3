import { toGlobalId } from '../../src/graphql/global-id.ts';
import type { BackendId, Emulators } from '../four-emulators.ts';

/** Words that mean something to this gateway, by where they belong. */
export type Pool = {
  readonly roles: readonly string[];
  readonly emails: readonly string[];
  /** By backend, what it calls its own. */
  readonly on: Readonly<Record<BackendId, NativePool>>;
  /** Told by the gateway while it runs, so that these are others in each run. */
  readonly told: Readonly<Record<'globalIds' | 'cursors' | 'digests', readonly string[]>>;
  /** Keeps what an answer tells. */
  learn(answer: unknown): void;
};

export type NativePool = {
  readonly accounts: readonly string[];
  readonly nativeRoles: readonly string[];
  readonly organizations: readonly string[];
  readonly groups: readonly string[];
  readonly others: readonly string[];
  readonly globalIds: readonly string[];
};

export const createPool = ({ iot, etl, hub, vpn }: Pick<Emulators, BackendId>): Pool => {
  const told = { globalIds: [] as string[], cursors: [] as string[], digests: [] as string[] };
  const keep = (kind: keyof typeof told, text: string): void => {
    told[kind].push(text);
    if (told[kind].length > mostTold) told[kind].shift();
  };
  const { state } = iot;
  return {
    roles: ['admin', 'operator', 'builder', 'viewer', 'nobody'],
    emails: [...vpn.state.users.values()].flatMap(({ email }) => email ?? []),
    on: {
      iot: nativePool('iot', {
        accounts: state.users,
        nativeRoles: state.roles,
        organizations: state.organizations,
        others: [...state.devices.keys(), ...state.deviceGroups.keys(), ...state.apiTokens.keys()],
      }),
      etl: nativePool('etl', { accounts: etl.state.users, nativeRoles: etl.state.roles }),
      hub: nativePool('hub', {
        accounts: new Map([...hub.state.internal, ...hub.state.external]),
        nativeRoles: hub.state.roles,
      }),
      vpn: nativePool('vpn', {
        accounts: vpn.state.users,
        nativeRoles: vpn.state.roles,
        groups: vpn.state.groups,
      }),
    },
    told,
    learn: (answer) => {
      for (const [name, text] of leavesOf(answer)) {
        if (/^(id|plan|run)$/.test(name)) keep('globalIds', text);
        if (/cursor$/i.test(name)) keep('cursors', text);
        if (name === 'digest') keep('digests', text);
      }
    },
  };
};

const mostTold = 200;

type Known = ReadonlyMap<string, unknown>;

const nativePool = (
  backend: BackendId,
  known: {
    readonly accounts: Known;
    readonly nativeRoles: Known;
    readonly organizations?: Known;
    readonly groups?: Known;
    readonly others?: readonly string[];
  },
): NativePool => {
  const accounts = [...known.accounts.keys()];
  const nativeRoles = [...known.nativeRoles.keys()];
  const organizations = [...(known.organizations?.keys() ?? [])];
  const groups = [...(known.groups?.keys() ?? [])];
  const others = known.others ?? [];
  const globalIds = [
    ...accounts.map((id) => toGlobalId({ type: 'Account', backend, id })),
    ...nativeRoles.map((id) => toGlobalId({ type: 'NativeRole', backend, id })),
    ...organizations.map((id) => toGlobalId({ type: 'Organization', backend, id })),
    ...groups.map((id) => toGlobalId({ type: 'Group', backend, id })),
    ...others.flatMap((id) =>
      (['Device', 'DeviceGroup', 'ApiToken'] as const).map((type) => toGlobalId({ type, backend, id })),
    ),
  ];
  return { accounts, nativeRoles, organizations, groups, others, globalIds };
};

const leavesOf = (value: unknown): readonly (readonly [name: string, text: string])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'string' ? [[name, one] as const] : leavesOf(one),
      );
