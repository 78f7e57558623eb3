import { gzipSync } from 'node:zlib';
import type { EmulatorAnswer } from '../../../../src/emulators/answer.ts';
import { canary } from '../../../faults.ts';
import { alterJson, idMember, isObject, type JsonObject } from '../answers.ts';

/** The body as it is sent. */
export const textOf = (answer: EmulatorAnswer): string => answer.text ?? JSON.stringify(answer.json) ?? '';

/** The truth, compressed, as bytes of a whole response. */
export const zipped = (answer: EmulatorAnswer): Buffer => {
  const body = gzipSync(textOf(answer));
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
};

/** With an own member `__proto__`, as `JSON.parse` makes it. */
export const withPrototype = (record: JsonObject) =>
  Object.defineProperty({ ...record }, '__proto__', {
    value: { isAdmin: true, id: canary },
    enumerable: true,
    configurable: true,
    writable: true,
  });

/** Without its id. */
export const withoutId = (record: JsonObject) => {
  const { [idMember(record) ?? '']: _, ...rest } = record;
  return rest;
};

/** With something else in place of its list of roles. */
export const withRoles = (roles: unknown) => (record: JsonObject) =>
  Object.fromEntries(
    Object.entries(record).map(([member, value]) => [
      member,
      /^(roles|passes)$/i.test(member) && Array.isArray(value) ? roles : value,
    ]),
  );

/** The one record that the target names, bearing another id: alone, or as a list of one. */
export const withAnotherId = (answer: EmulatorAnswer, target: string): EmulatorAnswer => {
  const asked = decodeURIComponent(target);
  const rename = (record: unknown): unknown => {
    const member = isObject(record) ? idMember(record) : undefined;
    if (!isObject(record) || member === undefined) return record;
    return asked.includes(String(record[member]))
      ? { ...record, [member]: anotherId(record[member]) }
      : record;
  };
  return alterJson(answer, (told) => {
    const renamed = rename(told);
    if (renamed !== told || !isObject(told)) return renamed;
    const [member] = Object.keys(told).filter((key) => Array.isArray(told[key]));
    const list = told[member ?? ''];
    if (!Array.isArray(list) || list.length !== 1) return told;
    const [one] = list.map(rename);
    return one === list[0] ? told : { ...told, [member ?? '']: [one] };
  });
};

/** Of the same form. */
const anotherId = (id: unknown): string =>
  /^[0-9a-f-]{36}$/i.test(String(id)) ? '0badc0de-0000-4000-8000-000000000000' : 'another-than-asked';

/** Whether an answer says just the same as another. */
export const isSameAnswer = (one: EmulatorAnswer, other: EmulatorAnswer): boolean =>
  one.status === other.status &&
  textOf(one) === textOf(other) &&
  JSON.stringify(one.headers) === JSON.stringify(other.headers);
