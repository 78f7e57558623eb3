/** The six built-in ids are the same in every application. */
export const iotCentralRoles = {
  administrator: 'ca310b8d-2f4a-44e0-a36e-957c202cd8d4',
  builder: '344138e9-8de4-4497-8c54-5237e96d6aaf',
  operator: 'ae2c9854-393b-4f97-8c42-479d70ce626e',
  organizationAdministrator: 'c495eb57-eb18-489e-9802-62c474e5645c',
  organizationOperator: 'b4935647-30e4-4ed3-9074-dcac66c2f8ef',
  organizationViewer: '84cc62c1-dabe-49d3-b16e-8b291232b285',
  /** Custom, of application kind, from the how-to. */
  custom: '16f8533f-6b82-478f-8ba8-7e676b541b1b',
  /** Custom, of application kind, from the Swagger's service principal. */
  customService: 'c7be2c6b-797e-4551-bb24-33709f6b2e20',
  /** Custom, of organization kind: users hold it, no read shows it. */
  customOrganization: '5b0c1c4e-7d1f-4f0e-9a53-2a6f6d1e8c47',
} as const;
