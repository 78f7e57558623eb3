import type { CodegenConfig } from '@graphql-codegen/cli';

/** Resolver types from the schema, with domain values as parents. `npm run codegen` writes, `npm run check` compares. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/graphql/resolver-types.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#Context',
        enumsAsTypes: true,
        mapperTypeSuffix: 'Parent',
        useTypeImports: true,
        importExtension: '.ts',
        immutableTypes: true,
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
        scalars: { ID: 'string', DateTime: 'string' },
        mappers: {
          Account: './parents.ts#AccountParent',
          AccountConnection: './parents.ts#AccountConnectionParent',
          AccountDevice: '../domain/account.ts#AccountDevice',
          ApiToken: '../domain/api-token.ts#ApiToken',
          Assignment: './parents.ts#AssignmentParent',
          Backend: '../backends/configured-backend.ts#ConfiguredBackend',
          BackendIndex: './parents.ts#BackendIndexParent',
          BackendHealth: '../domain/health.ts#Health',
          Caller: '../domain/caller.ts#Caller',
          CdataSyncAccount: '../domain/account.ts#CdataSyncAccount',
          CfengineAccount: '../domain/account.ts#CfengineAccount',
          CipherscaleAccount: '../domain/account.ts#CipherscaleAccount',
          ErrorCode: '../domain/errors.ts#ErrorCode',
          Device: '../domain/device.ts#Device',
          DeviceGroup: '../domain/device.ts#DeviceGroup',
          Group: './parents.ts#GroupParent',
          IotCentralAccount: '../domain/account.ts#IotCentralAccount',
          Link: './parents.ts#LinkParent',
          LinkCandidate: './parents.ts#LinkCandidateParent',
          MutationError: './parents.ts#MutationErrorParent',
          NativeRole: './parents.ts#NativeRoleParent',
          Organization: './parents.ts#OrganizationParent',
          Refresh: '../domain/refresh.ts#Refresh',
          Role: '../domain/role.ts#Role',
          RoleMapping: './parents.ts#RoleMappingParent',
          Scope: '../domain/caller.ts#Scope',
          Source: './parents.ts#SourceParent',
          User: './parents.ts#UserParent',
          UserConnection: './parents.ts#UserConnectionParent',
        },
      },
    },
  },
};

export default config;
