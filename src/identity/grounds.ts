import type { LinkDecision } from '../domain/link.ts';
import type { LinkedAccount, LinkReader } from '../store/store.ts';
import { askInChunks } from './chunks.ts';
import { createKeyCounts } from './common-keys.ts';
import { comparedValue, fieldOf, type KeyRule, keyRules, type Trust } from './correlation/link-rules.ts';

/** All that `explainLinks` asks for, as far as it may be seen: nothing is here of accounts on other backends. */
export type Grounds = {
  /** The accounts of the users that were asked for. */
  readonly members: readonly LinkedAccount[];
  /** Those of users one of whose accounts resembles one of them; empty where nobody asks for candidates. */
  readonly others: readonly LinkedAccount[];
  readonly decisions: readonly LinkDecision[];
  readonly trust: Trust;
};

/** Collects what explains the links of some users, for whoever may see accounts of these backends. */
export const collectGrounds = async (
  links: LinkReader,
  visible: {
    readonly userIds: readonly string[];
    readonly backends: readonly string[];
    readonly withCandidates: boolean;
  },
  verifiedBackends: ReadonlySet<string>,
): Promise<Grounds> => {
  const backends = new Set(visible.backends);
  const isVisible = ({ isPresent, ref }: LinkedAccount): boolean => isPresent && backends.has(ref.backend);
  const membersOf = async (userIds: Iterable<string>): Promise<readonly LinkedAccount[]> =>
    (await askInChunks([...new Set(userIds)], links.membersOf)).filter(isVisible);

  const members = await membersOf(visible.userIds);
  const counts = createKeyCounts(links, verifiedBackends);
  const proving = visible.backends.filter((backend) => verifiedBackends.has(backend));
  const resembling = new Set<string>();
  for (const rule of keyRules) {
    // What anybody may claim tells nothing of what is proven, and there may be any number of it.
    const among = rule === 'VERIFIED_EMAIL' ? proving : visible.backends;
    const values = valuesOf(rule, members, {
      verifiedBackends,
      // What one of them bears alone speaks for none of the others.
      leastBearers: visible.withCandidates ? 1 : 2,
    });
    await counts.read(rule, values);
    if (!visible.withCandidates) continue;
    const telling = values.filter((value) => !counts.tooCommon(rule, value));
    const bearers = await askInChunks(telling, (chunk) => links.bearers(fieldOf[rule], chunk, among));
    for (const { userId } of bearers) if (userId !== null) resembling.add(userId);
  }
  for (const id of visible.userIds) resembling.delete(id);
  const others = await membersOf(resembling);
  const decisions = await askInChunks(
    members.map(({ key }) => key),
    links.decisionsOn,
  );
  return { members, others, decisions, trust: { verifiedBackends, tooCommon: counts.tooCommon } };
};

const valuesOf = (
  rule: KeyRule,
  accounts: readonly LinkedAccount[],
  {
    verifiedBackends,
    leastBearers,
  }: { readonly verifiedBackends: ReadonlySet<string>; readonly leastBearers: number },
): readonly string[] => {
  const values = accounts.map((account) => comparedValue(rule, account, verifiedBackends));
  return [...Map.groupBy(values, (value) => value)].flatMap(([value, bearers]) =>
    value === null || bearers.length < leastBearers ? [] : [value],
  );
};
