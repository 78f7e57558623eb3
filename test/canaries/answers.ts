import { speak } from '../server/wire.ts';
import { type Answer, ask, toText } from './ask.ts';
import type { StoryBackend } from './backends.ts';
import { callers } from './callers.ts';
import type { Told } from './examples.ts';
import { type Field, fields, isAble, recovery } from './fields.ts';
import type { Output } from './find.ts';
import { slips } from './slips.ts';
import type { StartedBackend } from './started-backends.ts';

/** What a root field said of a backend. */
export type FieldAnswer = Answer & { readonly backend: StoryBackend; readonly field: Field };

/** Every field on a healthy backend, one after the other, by a caller who may do everything. */
export const askHealthy = async (
  url: string,
  { backend }: StartedBackend,
): Promise<readonly FieldAnswer[]> => {
  const answers: FieldAnswer[] = [];
  for (const field of fields) answers.push(await askField(url, backend, field));
  return answers;
};

/** Every field on a healthy backend, by callers who may not do it or not see it. */
export const askForbidden = (url: string, { backend }: StartedBackend): Promise<readonly FieldAnswer[]> =>
  Promise.all(
    fields.flatMap((field) => [
      askField(url, backend, field, 'helpdesk'),
      ...(backend.id === 'vpn-healthy' ? [] : [askField(url, backend, field, 'elsewhere')]),
    ]),
  );

/**
 * Every field on a faulty backend that can do it. A mutation meets the fault where it writes, since it would not get that far otherwise.
 * In between the backend is healthy, so that Rolecall does not turn its back on it; not where the fault takes time, and not where it is of
 * whoever gives out tokens, since one token would do for all the rest.
 */
export const askFaulty = async (
  url: string,
  { backend, faulty }: StartedBackend,
): Promise<{ readonly answers: readonly FieldAnswer[]; readonly spoilt: number }> => {
  const fault = backend.fault?.toFault({
    own: backend.credential.secret,
    other: backend.otherSecret.secret,
  });
  if (fault === undefined) throw new Error(`${backend.id} has no fault`);
  const able = fields
    .filter((field) => isAble(field, backend))
    .map((field) => ({ ...field, document: field.brief }));
  const isAllAtOnce = backend.fault?.isSlow || backend.kind === 'dir';
  let spoilt = 0;

  const askSpoilt = async (
    some: readonly Field[],
    methods: readonly string[],
  ): Promise<readonly FieldAnswer[]> => {
    for (const method of methods) faulty.faults.add(fault, { method });
    faulty.forget();
    const answers = await Promise.all(some.map((field) => askField(url, backend, field)));
    spoilt += faulty.requests.filter(({ method }) => methods.includes(method)).length;
    faulty.faults.clear();
    return answers;
  };

  const answers: FieldAnswer[] = [];
  const { mutation = [], query = [] } = Object.groupBy(able, ({ operation }) => operation);
  for (const some of isAllAtOnce ? [mutation] : mutation.map((field) => [field]))
    answers.push(...(await askSpoilt(some, ['POST', 'PUT', 'PATCH', 'DELETE'])));
  for (const some of isAllAtOnce ? [query] : query.map((field) => [field])) {
    answers.push(...(await askSpoilt(some, ['GET', 'POST'])));
    answers.push(await askField(url, backend, recovery));
  }
  return { answers, spoilt };
};

const askField = async (
  url: string,
  backend: StoryBackend,
  field: Field,
  caller: keyof typeof callers | 'its own' = 'its own',
): Promise<FieldAnswer> => {
  const place = `${field.name} on ${backend.id} by ${caller}`;
  const told: Told = async (document, variables) => {
    const token = backend.token.secret;
    const { body } = await ask(url, `before ${place}`, { token, document, variables });
    return leavesOf(body);
  };
  const answer = await ask(url, place, {
    token: (caller === 'its own' ? backend : callers[caller]).token.secret,
    document: field.document,
    variables: await field.example.variables(backend, told),
  });
  return { ...answer, backend, field };
};

/** Every value of an answer by its name, however deep it is. */
const leavesOf = (value: unknown): Readonly<Record<string, unknown>> => Object.fromEntries(entriesOf(value));

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'object' ? entriesOf(one) : [[name, one] as const],
      );

/** What every slip is answered. */
export const sendSlips = (url: string): Promise<readonly Output[]> =>
  Promise.all(
    slips.map(async ({ secret, request }) => {
      const answers = await speak(url, [request]);
      const text = answers.map(({ text: body, ...head }) => toText(head, body)).join('\n');
      return { place: `answer to a ${secret.name}`, text };
    }),
  );

/** What the health of the server is. */
export const askHealth = (url: string): Promise<readonly Output[]> =>
  Promise.all(
    ['live', 'ready'].map(async (which) => {
      const response = await fetch(new URL(`/health/${which}`, url));
      return { place: `/health/${which}`, text: toText(response, await response.text()) };
    }),
  );
