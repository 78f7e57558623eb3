import { appendAudit } from '../../audit/audit.ts';
import { type Plan, type PlanInput, type Planned, reasonOfPlan } from '../../domain/plan.ts';
import type { Actor } from '../actor.ts';
import { callersOwn } from '../callers-own.ts';
import { createKnownAdministrators } from '../known-administrators.ts';
import { decisionOn } from './decision-event.ts';
import type { PlanningDeps } from './deps.ts';
import type { Drafted } from './draft.ts';
import { forecastOf } from './forecast.ts';
import { type GuardedBackend, judgePlan } from './guard.ts';
import { fingerprintOfConfiguration, fingerprintOfNativeRoles, nativeRolesOf } from './inputs.ts';
import type { PlanKind } from './plan-kind.ts';
import type { Readings } from './readings.ts';
import { countRemaining } from './remaining-administrators.ts';

type Circumstances = PlanningDeps & { readonly actor: Actor; readonly readings: Readings };

/** Lets the guards judge what was decided, and keeps the plan, with its digest, once all of it is kept. */
export const concludePlan = async (
  plan: Plan,
  kind: PlanKind,
  drafted: Drafted,
  circumstances: Circumstances,
): Promise<Plan> => {
  const { actor, store, index, backends, limits, now, log } = circumstances;
  const { outcome: _outcome, ...head } = plan;
  const configured = kind.restsOn.flatMap((id) => backends.get(id) ?? []);
  const guarded = await guardedBackends(kind, drafted, circumstances);
  const planned: Omit<Planned, 'digest'> = {
    mode: kind.mode,
    summary: drafted.summary,
    guards: judgePlan(drafted.effects, guarded, {
      limits,
      allowEscalation: kind.allowEscalation,
      caller: await callersOwn(actor.caller, index.accounts),
    }),
    forecast: forecastOf(drafted.changes, configured),
    notExpressible: drafted.notExpressible,
    changes: drafted.changes.length,
    excluded: drafted.excluded,
    inputs: [
      ...configured.map((one) => ({
        kind: 'CONFIGURATION' as const,
        backend: one.backend.id,
        fingerprint: fingerprintOfConfiguration(one, limits),
      })),
      ...(await inputsOfNativeRoles(drafted, circumstances.readings)),
    ],
  };
  const digest = drafted.digest.end(head, planned);
  const concluded: Plan = { ...head, outcome: { state: 'PLANNED', digest, ...planned } };
  await store.write(async (writer) => {
    await writer.plans.save(concluded);
    await appendAudit(writer, [
      decisionOn(concluded, actor, {
        at: now(),
        action: kind.action,
        digest,
        reason: reasonOfPlan(plan),
        after: {
          summary: planned.summary,
          guards: planned.guards.map(({ name, backend, verdict }) => ({ name, backend, verdict })),
        },
      }),
    ]);
  });
  log.info(
    { plan: plan.id, origin: plan.origin, changes: planned.changes, excluded: planned.excluded },
    'a plan was made',
  );
  return concluded;
};

const guardedBackends = async (
  { written }: PlanKind,
  { effects }: Drafted,
  { store, index, backends, limits, readings, now }: Circumstances,
): Promise<readonly GuardedBackend[]> => {
  const effectsByBackend = Map.groupBy(effects, ({ account }) => account.backend);
  const guarded: GuardedBackend[] = [];
  for (const backend of written) {
    const configured = backends.get(backend);
    const here = effectsByBackend.get(backend) ?? [];
    if (configured === undefined || here.length === 0) continue;
    // First, since it may take a reading of the whole backend.
    const remaining = await countRemaining(configured, await readings.roleTable(backend), here, {
      administrators: createKnownAdministrators(index.accounts),
      readings,
    });
    guarded.push({
      backend,
      minAdmins: configured.minAdmins,
      remaining,
      population: await store.accounts.countAssignments(backend),
      inWindow: await store.runs.lossesSince(backend, now() - limits.windowMs),
    });
  }
  return guarded;
};

const inputsOfNativeRoles = async (
  { changes }: Drafted,
  readings: Readings,
): Promise<readonly PlanInput[]> => {
  const inputs: PlanInput[] = [];
  for (const [backend, some] of Map.groupBy(changes, ({ account }) => account.backend)) {
    const ids = new Set(some.flatMap(nativeRolesOf));
    if (ids.size === 0) continue;
    const fingerprint = fingerprintOfNativeRoles(await readings.roleTable(backend), ids);
    inputs.push({ kind: 'NATIVE_ROLES', backend, fingerprint });
  }
  return inputs;
};
