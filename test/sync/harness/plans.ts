import type { GatewayProcess } from './gateway-process.ts';
import type { BackendId } from './world.ts';

type Asked = Pick<GatewayProcess, 'ask'>;

export type Planned = { readonly id: string; readonly digest: string | null; readonly state: string };

/** The run of a plan, once it has ended. */
export type EndedRun = {
  readonly id: string;
  readonly state: string;
  readonly outcomes: { readonly nodes: readonly RunOutcome[] };
};

export type RunOutcome = {
  readonly outcome: string | null;
  readonly code: string | null;
  readonly change: { readonly account: { readonly backend: BackendId; readonly nativeId: string } };
};

/** Asks for a mutation that takes one input, and answers the codes of what stood against it. */
export const mutate = async ({ ask }: Asked, field: string, input: object): Promise<readonly string[]> => {
  const answer = await ask<Readonly<Record<string, Payload>>>(
    `mutation ($input: ${inputTypeOf(field)}!) { ${field}(input: $input) { errors { code } } }`,
    { input },
  );
  return answer[field]?.errors.map(({ code }) => code) ?? [];
};

type Payload = { readonly errors: readonly { readonly code: string }[] };

/** Has something planned, and answers once that has ended. Throws where no plan came of it, or one that cannot be applied. */
export const planBy = async (
  { ask }: Asked,
  field: 'planRoleSync' | 'planOffboarding' | 'undoRun',
  input: object,
): Promise<Planned> => {
  const answer = await ask<Readonly<Record<string, { readonly plan: Planned | null }>>>(
    `mutation ($input: ${inputTypeOf(field)}!) { ${field}(input: $input) { plan { ${planFields} } errors { message } } }`,
    { input },
  );
  let plan = answer[field]?.plan ?? null;
  while (plan?.state === 'PLANNING') {
    await pause();
    const again = await ask<{ readonly plan: Planned }>(
      `query ($id: ID!) { plan(id: $id) { ${planFields} } }`,
      { id: plan.id },
    );
    plan = again.plan;
  }
  if (plan?.state !== 'READY' && plan?.state !== 'EMPTY')
    throw new Error(`${field}: ${JSON.stringify(plan ?? answer)}`);
  return plan;
};

const planFields = 'id digest state failure { message } guards { name verdict detail }';

const inputTypeOf = (field: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;

/** Waits until the run of a plan has ended. */
export const runOfPlan = async ({ ask }: Asked, planId: string): Promise<EndedRun> => {
  for (;;) {
    const { plan } = await ask<{ readonly plan: { readonly run: EndedRun | null } }>(
      'query ($id: ID!) { plan(id: $id) { run { id state outcomes(first: 100) { nodes { outcome code change { account { backend nativeId } } } } } } }',
      { id: planId },
    );
    if (plan.run !== null && plan.run.state !== 'RUNNING') return plan.run;
    await pause();
  }
};

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
