import { type GatewayWithin, startGatewayWithin } from '../gateway-within.ts';
import { type Planned, planBy, runOfPlan } from '../plans.ts';
import { prepare } from '../prepare.ts';
import { watchWorld } from '../watch.ts';
import { backendIds, startWorld } from '../world.ts';

/** What came of one plan that several callers applied at once. */
export type AppliersResult = { readonly race: number; readonly faults: readonly string[] };

/** Lets four callers apply one plan at the same moment, again and again: it is done once, and all are told of the same run. */
export const raceToApply = async (races: number): Promise<readonly AppliersResult[]> => {
  await using world = await startWorld();
  const watch = watchWorld(world);
  await using gateway = await startGatewayWithin(world, { store: 'memory:' });
  await gateway.readAll();
  const {
    crew: [user = ''],
  } = await prepare(gateway, world);
  const results: AppliersResult[] = [];
  for (let race = 0; race < races; race += 1) {
    const backend = backendIds[race % backendIds.length] ?? 'iot';
    const role = Math.floor(race / backendIds.length) % 2 === 0 ? 'south' : 'north';
    const plan = await planBy(gateway, 'planRoleSync', {
      from: { desired: [{ user: { id: user }, roles: [role] }] },
      to: [backend],
      mode: 'REPLACE',
    });
    watch.begin({});
    const told = await Promise.all([1, 2, 3, 4].map(() => apply(gateway, plan)));
    await runOfPlan(gateway, plan.id);
    const runs = new Set(told.map(({ run }) => run));
    const effective = watch.writes.filter(({ changed }) => changed.length > 0).length;
    results.push({
      race,
      faults: [
        ...told.flatMap(({ errors }) => errors.map(({ code }) => `somebody was told ${code}`)),
        ...(runs.size === 1 ? [] : [`there are ${runs.size} runs`]),
        ...(watch.writes.length === 1 && effective === 1
          ? []
          : [`${backend} got ${watch.writes.length} writes, of which ${effective} had an effect`]),
      ],
    });
  }
  return results;
};

const apply = async ({ ask }: GatewayWithin, { id, digest }: Planned) => {
  const { applyPlan } = await ask<{
    readonly applyPlan: {
      readonly run: { readonly id: string } | null;
      readonly errors: readonly { readonly code: string }[];
    };
  }>('mutation ($input: ApplyPlanInput!) { applyPlan(input: $input) { run { id } errors { code } } }', {
    input: { id, digest },
  });
  return { run: applyPlan.run?.id ?? null, errors: applyPlan.errors };
};
