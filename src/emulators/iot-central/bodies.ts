import { z } from 'zod';
import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest } from '../routes.ts';
import { refuse } from './answers.ts';

/** The body as the schema has it, or the service's refusal: 400 for what it cannot read, 422 for what it cannot accept. */
export const readBody = <Value>(
  request: EmulatorRequest,
  schema: z.ZodType<Value>,
): { readonly value: Value } | { readonly refusal: EmulatorAnswer } => {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const accepted = request.method === 'PATCH' ? mediaTypes.PATCH : mediaTypes.PUT;
  if (!accepted.includes(mediaType)) {
    return {
      refusal: refuse(400, `Expected a body of type ${accepted.join(' or ')}, but got "${mediaType}".`),
    };
  }

  let json: unknown;
  try {
    json = JSON.parse(request.body);
  } catch {
    return { refusal: refuse(400, 'The body is not valid JSON.') };
  }

  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const complaints = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
  );
  return { refusal: refuse(422, `The body could not be validated. ${complaints.join('; ')}.`) };
};

/** Only PATCH takes the second. JSON Patch is not supported anywhere (Azure/azure-rest-api-specs pull request 18383). */
const mediaTypes = { PUT: ['application/json'], PATCH: ['application/json', 'application/merge-patch+json'] };

// Members that these shapes do not name, such as the read-only `id`, are tolerated and dropped.

const roles = z
  .array(z.object({ role: z.string().min(1), organization: z.string().min(1).exactOptional() }))
  .min(1);

const directoryIdentity = { tenantId: z.string().min(1), objectId: z.string().min(1), roles };

export const userBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email'), roles, email: z.string().min(1) }),
  z.object({ type: z.literal('adGroup'), ...directoryIdentity }),
  z.object({ type: z.literal('servicePrincipal'), ...directoryIdentity }),
]);

export const userPatch = z.object({
  roles: roles.exactOptional(),
  type: z.string().exactOptional(),
  email: z.string().exactOptional(),
  tenantId: z.string().exactOptional(),
  objectId: z.string().exactOptional(),
});

export const organizationBody = z.object({
  displayName: z.string().min(1).exactOptional(),
  parent: z.string().exactOptional(),
});

/** A `null` takes the member away, as a merge patch (RFC 7396) does. */
export const organizationPatch = z.object({
  displayName: z.string().min(1).nullable().exactOptional(),
  parent: z.string().nullable().exactOptional(),
});

export const apiTokenBody = z.object({ roles, expiry: z.iso.datetime({ offset: true }).exactOptional() });

const organizations = z.array(z.string()).max(1).exactOptional();

export const deviceBody = z.object({
  etag: z.string().exactOptional(),
  displayName: z.string().exactOptional(),
  template: z.string().exactOptional(),
  simulated: z.boolean().default(false),
  enabled: z.boolean().default(true),
  organizations,
});

export const deviceGroupBody = z.object({
  etag: z.string().exactOptional(),
  displayName: z.string().min(1),
  description: z.string().exactOptional(),
  filter: z.string().min(1),
  organizations,
});
