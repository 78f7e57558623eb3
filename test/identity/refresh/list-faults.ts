import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';
import type { Fault } from '../../../src/emulators/faults.ts';
import type { Subject } from '../../backends/contract/fixture.ts';
import { altering, failing } from '../../faults.ts';

const listIn = (json: unknown): readonly unknown[] => {
  if (Array.isArray(json)) return json;
  const { value, data, users } = json as Record<string, readonly unknown[] | undefined>;
  return value ?? data ?? users ?? [];
};

/** The page with other entries in it, whatever the vendor's envelope. */
const withList = (answer: EmulatorAnswer, change: (entries: readonly unknown[]) => readonly unknown[]) => {
  const { json } = answer;
  const entries = change(listIn(json));
  if (Array.isArray(json)) return { ...answer, json: entries };
  const envelope = json as Record<string, unknown>;
  const name = ['value', 'data', 'users'].find((member) => Array.isArray(envelope[member])) ?? 'value';
  return { ...answer, json: { ...envelope, [name]: entries } };
};

const without = (answer: EmulatorAnswer, ...names: readonly string[]): EmulatorAnswer => ({
  ...answer,
  json: Object.fromEntries(
    Object.entries(answer.json as Record<string, unknown>).filter(([name]) => !names.includes(name)),
  ),
});

/** Lets something befall the list of accounts of a backend. */
export type Befall = (subject: Subject) => void;

/** `after`: how many pages come as they should. */
const befalling =
  (fault: Fault, after: number): Befall =>
  ({ emulator, listTarget }) =>
    emulator.faults.add(fault, { method: 'GET', target: listTarget, after });

const onList = (alter: (answer: EmulatorAnswer) => EmulatorAnswer, after: number): Befall =>
  befalling(altering(alter), after);

const empty = (answer: EmulatorAnswer) => withList(answer, () => []);
const half = (answer: EmulatorAnswer) => withList(answer, (entries) => entries.slice(0, entries.length / 2));
const twice = (answer: EmulatorAnswer) => withList(answer, (entries) => [...entries, ...entries.slice(0, 1)]);

const noneOfNone = (answer: EmulatorAnswer): EmulatorAnswer => {
  const { json, ...rest } = without(empty(answer), 'nextLink', 'total', 'hasNext');
  const { meta } = json as { readonly meta?: object };
  return { ...rest, json: { ...(json as object), ...(meta && { meta: { ...meta, total: 0 } }) } };
};

/** What may befall it, by what that is: of none of them may anybody count as gone. */
export const listFaults: Readonly<Record<string, Befall>> = {
  'a 500 in place of page 2': befalling(failing(500), 1),
  'a 500 in place of the first': befalling(failing(500), 0),
  'a reset in the middle': befalling({ kind: 'reset', applied: false }, 1),
  'half a body': befalling({ kind: 'half-body' }, 1),
  'an empty page': onList(empty, 1),
  'an empty page and no way on': onList((answer) => without(empty(answer), 'nextLink'), 1),
  'half a page': onList(half, 1),
  'an entry twice': onList(twice, 1),
  'a page that leaves one out': onList((answer) => withList(answer, (list) => list.slice(0, -1)), 1),
  'an empty list where many were': onList((answer) => without(empty(answer), 'nextLink'), 0),
  'an empty list with a total of none': onList(noneOfNone, 0),
  'a page that comes again': (subject) => {
    let first: EmulatorAnswer | null = null;
    const again = (answer: EmulatorAnswer): EmulatorAnswer => {
      first ??= answer;
      return first;
    };
    onList(again, 0)(subject);
  },
  'a list without end': (subject) => {
    let page = 0;
    const next = () => {
      page += 1;
      return subject.endlessPage(page > 30 ? 1 : page);
    };
    onList(next, 0)(subject);
  },
};
