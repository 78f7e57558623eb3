import type { GuardLimits } from '../domain/guard-limits.ts';
import type { PlanLifetimes } from '../domain/plan.ts';
import type { Config } from './config.ts';

/** The brakes on changes, as configured. */
export const guardLimitsOf = ({ guards }: Config): GuardLimits => ({
  maxRevokedPercent: guards.maxRevokedPercent,
  maxRevoked: guards.maxRevoked,
  smallBackend: guards.smallBackend,
  smallMaxRevoked: guards.smallMaxRevoked,
  windowMs: guards.windowHours * hourMs,
  approveAdministrators: guards.approveAdministrators,
  fourEyes: guards.fourEyes,
});

/** How many accounts of a backend may vanish from one reading to the next: of a small one as many as may lose a role. */
export const shrinkGuardOf = ({ guards }: Config) => ({
  maxVanishedPercent: guards.maxVanishedPercent,
  smallBackend: guards.smallBackend,
  smallMaxVanished: guards.smallMaxRevoked,
});

/** How long plans and approvals count, in milliseconds. */
export const planLifetimesOf = ({ guards }: Config): PlanLifetimes => ({
  planMs: guards.planHours * hourMs,
  approvalMs: guards.approvalHours * hourMs,
});

const hourMs = 3_600_000;
