/**
 * The roles that every installation has and nobody can edit. A role's id is its API name, which cannot be told from what the console
 * calls it: `Job Operator` is `cdata_support`.
 *
 * https://cdn.cdata.com/help/ASM/sync/Roles.html
 */
export const builtInRoles = [
  { id: 'cdata_admin', name: 'Admin', description: 'Everything; alone manages users' },
  {
    id: 'cdata_standard',
    name: 'Standard',
    description: 'Jobs and connections, no settings of the application',
  },
  { id: 'cdata_job_creator', name: 'Job Creator', description: 'Jobs and transformations, no connections' },
  {
    id: 'cdata_support',
    name: 'Job Operator',
    description: 'Reads; starts and stops jobs; sees history and logs',
  },
] as const;

export type BuiltInRole = (typeof builtInRoles)[number];
