import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';

/** Any JSON object as it is on the wire. */
export type JsonObject = { readonly [member: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the answer says; `undefined` where it is no JSON. */
export const jsonOf = ({ json, text }: EmulatorAnswer): unknown => {
  if (json !== undefined) return JSON.parse(JSON.stringify(json)) as unknown;
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
};

/** The answer saying something else. One that is no JSON, or a refusal, stays as it is. */
export const alterJson = (answer: EmulatorAnswer, alter: (value: unknown) => unknown): EmulatorAnswer => {
  const told = answer.status < 300 ? jsonOf(answer) : undefined;
  if (told === undefined) return answer;
  const value = alter(told);
  return value === told ? answer : { ...answer, text: undefined, json: value };
};

/** The same for every object in it, from the innermost out. */
export const alterObjects = (
  answer: EmulatorAnswer,
  alter: (value: JsonObject) => JsonObject,
): EmulatorAnswer =>
  alterJson(answer, (told) =>
    JSON.parse(JSON.stringify(told), (_member, value: unknown) => (isObject(value) ? alter(value) : value)),
  );

/** The same for the list of records that it is, or that an envelope without an id of its own holds. An answer without one stays as it is. */
export const alterRecords = (
  answer: EmulatorAnswer,
  alter: (records: readonly JsonObject[]) => readonly JsonObject[],
): EmulatorAnswer =>
  alterJson(answer, (told) => {
    if (isRecords(told)) return alter(told);
    if (!isObject(told) || idMember(told) !== undefined) return told;
    for (const [member, value] of Object.entries(told))
      if (isRecords(value)) return { ...told, [member]: alter(value) };
    return told;
  });

/** A page on which the first record comes twice. */
export const repeatFirst = (answer: EmulatorAnswer): EmulatorAnswer =>
  alterRecords(answer, (records) => [...records, ...records.slice(0, 1)]);

/** A page on which the first record stands in the last one's place, too. */
export const replaceLastByFirst = (answer: EmulatorAnswer): EmulatorAnswer =>
  alterRecords(answer, (records) =>
    records.length < 2 ? records : [...records.slice(0, -1), ...records.slice(0, 1)],
  );

/** How a record spells the name of its id. */
export const idMember = (record: JsonObject): string | undefined =>
  Object.keys(record).find((member) => member.toLowerCase() === 'id');

const isRecords = (value: unknown): value is readonly JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && 'id' in one);
