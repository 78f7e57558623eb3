import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Emulator, ReceivedRequest } from '../../src/emulators/emulator.ts';

export type Contract = 'iot-central' | 'cdata-sync' | 'cfengine' | 'cipherscale';

/**
 * Holds every exchange that the emulator recorded against the vendor's OpenAPI file: path, method and query parameters; the request's body
 * where the answer was 2xx; the answer's status and JSON. Throws with every mismatch. An unanswered request counts for its path only.
 */
export const expectConformance = (contract: Contract, emulator: Pick<Emulator, 'requests'>): void => {
  if (emulator.requests.length === 0) throw new Error(`no exchange with ${contract} to check`);
  const check = checkerFor(contract);
  const mismatches = emulator.requests.flatMap((exchange) =>
    check(exchange).map((mismatch) => `${exchange.method} ${exchange.target}: ${mismatch}`),
  );
  if (mismatches.length > 0) throw new Error(`not as ${contract}'s contract has it:\n${mismatches.join('\n')}`);
};

type Json = { readonly [key: string]: Json } & { readonly [index: number]: Json };

const basePaths: Record<Contract, string> = { 'iot-central': '/api', 'cdata-sync': '', cfengine: '', cipherscale: '/qa' };

const checkers = new Map<Contract, (exchange: ReceivedRequest) => readonly string[]>();

const checkerFor = (contract: Contract) => {
  const known = checkers.get(contract) ?? createChecker(contract);
  checkers.set(contract, known);
  return known;
};

const createChecker = (contract: Contract): ((exchange: ReceivedRequest) => readonly string[]) => {
  const document = JSON.parse(readFileSync(new URL(`${contract}.openapi.json`, import.meta.url), 'utf8')) as Json;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(document, contract);

  const validators = new Map<string, ValidateFunction>();
  const mismatchesOf = (pointer: string, value: unknown, name: string): readonly string[] => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `${contract}#${pointer}` });
    validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${name}${error.instancePath} ${error.message}`);
  };

  const resolve = (node: Json | undefined): Json | undefined => {
    const reference = node?.$ref as unknown;
    if (typeof reference !== 'string') return node;
    return resolve(reference.slice(2).split('/').reduce<Json | undefined>((at, key) => at?.[key], document));
  };

  const paths = Object.keys(document.paths ?? {});

  return ({ method, target, headers, body, answered }) => {
    const [rawPath = '', query = ''] = target.split('?');
    if (!rawPath.startsWith(basePaths[contract])) return ['outside the base path'];
    const template = findTemplate(paths, rawPath.slice(basePaths[contract].length));
    if (template === undefined) return ['an unknown path'];
    const pathItem = resolve(document.paths?.[template]);
    const operation = pathItem?.[method.toLowerCase()];
    if (operation === undefined) return answered?.status === 405 ? [] : ['an unknown method'];
    const operationPointer = `/paths/${escapePointer(template)}/${method.toLowerCase()}`;

    const parameters = [...Object.values(pathItem?.parameters ?? {}), ...Object.values(operation.parameters ?? {})].map((one) => resolve(one as Json));
    const known = new Set(parameters.filter((one) => (one?.in as unknown) === 'query').map((one) => String(one?.name)));
    const unknown = [...new URLSearchParams(query).keys()].filter((name) => !known.has(name) && !continuations.has(name));
    const mismatches = unknown.map((name) => `an unknown query parameter ${name}`);
    if (answered === null) return mismatches;

    const isSuccess = answered.status >= 200 && answered.status < 300;
    const mediaTypes = Object.keys(resolve(operation.requestBody)?.content ?? {});
    if (isSuccess && body !== '') {
      const mediaType = String(headers['content-type']).split(';')[0] ?? '';
      if (!mediaTypes.includes(mediaType)) mismatches.push(`a body of type ${mediaType}, expected ${mediaTypes.join(' or ') || 'none'}`);
      else if (mediaType.endsWith('json'))
        mismatches.push(...mismatchesOf(pointerOf(document, `${operationPointer}/requestBody`, `/content/${escapePointer(mediaType)}/schema`), JSON.parse(body), 'request'));
    }

    const status = [String(answered.status), 'default'].find((one) => operation.responses?.[one] !== undefined);
    if (status === undefined) return [...mismatches, `an undocumented status ${answered.status}`];
    const content = resolve(operation.responses?.[status])?.content?.['application/json'];
    if (content?.schema !== undefined && answered.body !== '' && answered.contentType?.startsWith('application/json'))
      mismatches.push(
        ...mismatchesOf(pointerOf(document, `${operationPointer}/responses/${status}`, '/content/application~1json/schema'), JSON.parse(answered.body), 'answer'),
      );
    return mismatches;
  };
};

/** What `nextLink` carries is the backend's own affair. */
const continuations = new Set(['$skiptoken', 'skiptoken', 'continuation', '$skip', 'page']);

/** Literal parts win over parameters, as OpenAPI has it. */
const findTemplate = (templates: readonly string[], path: string): string | undefined => {
  const parts = path.split('/');
  return templates
    .filter((template) => {
      const expected = template.split('/');
      return expected.length === parts.length && expected.every((part, at) => part.startsWith('{') || part === parts[at]);
    })
    .toSorted((one, other) => one.split('{').length - other.split('{').length)[0];
};

const escapePointer = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Follows one `$ref` at `pointer`, so that what is below it can be named. */
const pointerOf = (document: Json, pointer: string, below: string): string => {
  const parts = pointer.split('/').slice(1).map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  const reference = parts.reduce<Json | undefined>((at, key) => at?.[key], document)?.$ref as unknown;
  return (typeof reference === 'string' ? reference.slice(1) : pointer) + below;
};
