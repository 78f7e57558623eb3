/** How much may be taken at once, or within a window, before somebody has to approve it. As configured under `guards`. */
export type GuardLimits = {
  /** Of the assignments of a backend. */
  readonly maxRevokedPercent: number;
  readonly maxRevoked: number;
  /** With fewer assignments than this `smallMaxRevoked` holds in place of both. */
  readonly smallBackend: number;
  readonly smallMaxRevoked: number;
  readonly windowMs: number;
  /** Whose making or unmaking of administrators takes an approval: that of plans, that of every mutation too, or nobody's. */
  readonly approveAdministrators: 'plans' | 'always' | 'never';
  /** Whether the author of a plan is barred from approving it. */
  readonly fourEyes: boolean;
};
