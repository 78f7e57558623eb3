/** Ids worth knowing. The docs' own examples use one id for a user (`jane`) and for a role (`auditor`). */
export const cipherscaleIds = {
  roles: {
    owner: '6f0d0a10-0000-4000-8000-000000000001',
    admin: '6f0d0a10-0000-4000-8000-000000000002',
    /** Called User, of type DEFAULT. */
    user: '6f0d0a10-0000-4000-8000-000000000003',
    basic: '6f0d0a10-0000-4000-8000-000000000004',
    support: '6f0d0a10-0000-4000-8000-000000000005',
    /** The only one that is not the vendor's own. */
    networkOperator: '6f0d0a10-0000-4000-8000-000000000006',
    auditor: '550e8400-e29b-41d4-a716-446655440000',
    billing: '550e8400-e29b-41d4-a716-446655440001',
  },
  groups: {
    /** Grants Admin. */
    engineering: '7a000000-0000-4000-8000-000000000001',
    /** Not deleteable; grants User. */
    everyone: '7a000000-0000-4000-8000-000000000002',
    /** Grants Support. */
    operations: '7a000000-0000-4000-8000-000000000003',
    /** Grants nothing and has no members. */
    contractors: '7a000000-0000-4000-8000-000000000004',
  },
  users: {
    /** The published example: invited, in Engineering Team only. */
    jane: '550e8400-e29b-41d4-a716-446655440000',
    owner: '5e000000-0000-4000-8000-000000000001',
    /** Holds Admin directly and through Engineering Team; has two devices. */
    doubled: '5e000000-0000-4000-8000-000000000002',
    nameless: '5e000000-0000-4000-8000-000000000003',
    /** Without e-mail; holds Support. */
    mailless: '5e000000-0000-4000-8000-000000000004',
    expired: '5e000000-0000-4000-8000-000000000005',
    deactivated: '5e000000-0000-4000-8000-000000000006',
    /** Has a status that no page of the docs names. */
    locked: '5e000000-0000-4000-8000-000000000007',
  },
} as const;
