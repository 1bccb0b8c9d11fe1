import type { CodegenConfig } from '@graphql-codegen/cli'
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset'

// The printed schemas are the contract. While one is being changed, SCHEMA_DIR points elsewhere and APPS=partner narrows the run.
const schemas = process.env['SCHEMA_DIR'] ?? '../schema'
const apps = (process.env['APPS'] ?? 'crm,partner').split(',')

const output = (schema: string, ...documents: string[]) => ({
  schema: `${schemas}/${schema}.graphql`,
  documents,
  preset: 'client' as const,
  documentTransforms: [addTypenameSelectionDocumentTransform],
  presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' as const } },
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    defaultScalarType: 'unknown',
    scalars: { Decimal: 'string', DateTime: 'string', Date: 'string', JSON: 'unknown' },
  },
})

// Each app also persists the shared operations, so they are checked against both schemas; src/shared/gql holds their types.
const config: CodegenConfig = {
  generates: {
    'src/shared/gql/': output(apps[0]!, 'src/shared/**/*.graphql'),
    ...Object.fromEntries(apps.map((app) => [`src/${app}/gql/`, output(app, `src/${app}/**/*.graphql`, 'src/shared/**/*.graphql')])),
  },
}
export default config
