import type { Cluster, Correlated } from './correlate.ts';
import { isProven } from './link-rules.ts';

/**
 * Of a cluster with that id, each account's home: the id that is its own. It keeps the one that it had, unless others have that now.
 *
 * Who had none has that of those with whom it is LINKED, or else the cluster's. But who is with others for nothing but what it claims is a
 * guest, and has none: the id shall not go with it.
 */
export const homesIn = (
  cluster: Cluster,
  {
    userId,
    isHeir,
    verifiedBackends,
  }: {
    readonly userId: string;
    /** Whether the id goes where this cluster goes, be it that another one stands for it. */
    readonly isHeir: (id: string) => boolean;
    readonly verifiedBackends: ReadonlySet<string>;
  },
): ((member: Correlated) => string | null) => {
  const keptBy = ({ account: { home } }: Correlated): string | null =>
    home !== null && isHeir(home) ? home : null;
  const kept = cluster.filter((member) => keptBy(member) !== null);
  const linked = kept.filter(({ link }) => link === 'LINKED').map(keptBy);
  const homeOfLinked = linked.includes(userId) ? userId : (linked[0] ?? userId);

  return (member) => {
    const { account, link } = member;
    const home = keptBy(member);
    if (home !== null) return home;
    if (link === 'LINKED') return homeOfLinked;
    const isVouchedFor = account.isPresent && isProven(account, verifiedBackends);
    return kept.length === 0 || isVouchedFor ? userId : null;
  };
};
