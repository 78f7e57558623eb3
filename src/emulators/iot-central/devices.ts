import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { ok, refuse } from './answers.ts';
import type { Application } from './application.ts';
import { deviceBody, deviceGroupBody, readBody } from './bodies.ts';
import { refuseCaller } from './callers.ts';
import type { Device, DeviceGroup } from './state.ts';

export const deviceRoutes = (application: Application): Routes => ({
  'GET /api/devices/:deviceId': ({ params }) => {
    const device = application.devices.get(params.deviceId ?? '');
    return device === null ? refuse(404, 'Device not found.') : ok(device);
  },

  'GET /api/deviceGroups/:deviceGroupId': ({ params }) => {
    const group = application.deviceGroups.get(params.deviceGroupId ?? '');
    return group === null ? refuse(404, 'Device group not found.') : ok(toWire(application, group));
  },

  'PUT /api/devices/:deviceId': (request) => putDevice(application, request),
  'PUT /api/deviceGroups/:deviceGroupId': (request) => putDeviceGroup(application, request),
});

/** No example shows the etag of a device group. */
const toWire = ({ switches }: Application, { etag, ...group }: DeviceGroup) =>
  switches.deviceGroupEtag ? { ...group, etag } : group;

const putDevice = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { deviceId: id = '' } = request.params;
  const body = readBody(request, deviceBody);
  if ('refusal' in body) return body.refusal;
  const { displayName = id, template, simulated, enabled, organizations } = body.value;
  // 400 for an unknown template was seen live (MicrosoftDocs/azure-docs issue 110004).
  if (template !== undefined && !application.deviceTemplates.has(template)) {
    return refuse(400, `Device template "${template}" does not exist.`);
  }

  const before = application.devices.records.get(id);
  const device: Device = {
    id,
    etag: createEtag(),
    displayName,
    ...(template === undefined ? {} : { template }),
    simulated,
    provisioned: before?.provisioned ?? false,
    enabled,
    ...(organizations === undefined ? {} : { organizations }),
  };
  const refusal = refusePlaced(application, request, before, device, body.value.etag);
  if (refusal !== null) return refusal;
  application.devices.put(id, device);
  return ok(device);
};

const putDeviceGroup = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { deviceGroupId: id = '' } = request.params;
  if (!/^[a-zA-Z0-9_-]{0,255}$/.test(id)) return refuse(400, `"${id}" is not a valid device group id.`);
  const body = readBody(request, deviceGroupBody);
  if ('refusal' in body) return body.refusal;

  const before = application.deviceGroups.records.get(id);
  const { etag, ...settings } = body.value;
  const group: DeviceGroup = { id, ...settings, etag: createEtag() };
  const refusal = refusePlaced(application, request, before, group, etag);
  if (refusal !== null) return refusal;
  application.deviceGroups.put(id, group);
  return ok(toWire(application, group));
};

type Placed = { readonly etag: string; readonly organizations?: readonly string[] };

/** The etag travels in the body, not in a header; without one, the last write wins. */
const refusePlaced = (
  application: Application,
  request: EmulatorRequest,
  before: Placed | undefined,
  after: Placed,
  expectedEtag: string | undefined,
): EmulatorAnswer | null => {
  const unknown = after.organizations?.find((id) => !application.organizations.records.has(id));
  if (unknown !== undefined) return refuse(422, `Organization "${unknown}" does not exist.`);
  const touched = [...(before === undefined ? [] : [before.organizations?.[0]]), after.organizations?.[0]];
  const refusal = refuseCaller(application, request, 'devices', touched);
  if (refusal !== null) return refusal;
  if (expectedEtag === undefined || expectedEtag === before?.etag) return null;
  return refuse(412, 'The etag does not match that of the existing resource.');
};

const createEtag = (): string =>
  Buffer.from(JSON.stringify({ header: `"${crypto.randomUUID()}"` })).toString('base64url');
