// The function app on Flex Consumption. Its identity opens storage, data, secrets and telemetry.
param location string
param tags object
param name string
param identityName string
param storageName string
param packageContainer string
@description('Who may call the API from a browser.')
param browserOrigins string[]
param cosmosName string
param databaseName string
@description('Where else the data stands.')
param cosmosOtherRegions string[]
@description('The share of traces that is kept, 0 to 1.')
param tracesKept string
param insightsName string
param vaultUri string
@description('The address of the vault\'s key that personal fields are encrypted by.')
param personalKey string
@description('Settings that are no secrets.')
param plainSettings object
@description('Settings whose values are secrets in the vault.')
param secretSettings string[]
param maximumInstances int
param instanceMemory 512 | 2048 | 4096
@description('Instances that are always there, by function group: http, blob, durable or function:NAME.')
param alwaysReady alwaysReadyGroup[]
@description('How many requests one instance takes at once.')
param httpConcurrency int
param zoneRedundant bool

type alwaysReadyGroup = { name: string, instanceCount: int }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: cosmosName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

// HTTP functions scale together, blob functions too, and every queue and timer function by itself: so a backlog of reports
// adds instances for reports alone.
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    siteConfig: { minTlsVersion: '1.2', ftpsState: 'Disabled', cors: { allowedOrigins: browserOrigins } }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemory
        alwaysReady: alwaysReady
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
        // Which of its identities the app's own clients are.
        AZURE_CLIENT_ID: identity.properties.clientId
        AzureWebJobsStorage__accountName: storage.name
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identity.properties.clientId
        COSMOS_ENDPOINT: cosmos.properties.documentEndpoint
        COSMOS_DATABASE: databaseName
        // Its own first; where that does not answer, the others.
        COSMOS_REGIONS: join(concat([location], cosmosOtherRegions), ',')
        // By the trace's id, so that every process decides alike.
        OTEL_TRACES_SAMPLER: 'traceidratio'
        OTEL_TRACES_SAMPLER_ARG: tracesKept
        QNOM_BEHIND_FRONT_END: 'true'
        // Without a version: what is new is encrypted by the latest.
        QNOM_PERSONAL_KEY: personalKey
      },
      plainSettings,
      toObject(
        secretSettings,
        setting => setting,
        setting => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${replace(setting, '_', '-')})'
      )
    )
  }

  // No user name and password opens the app's files or its deployment.
  resource ftp 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }
  resource scm 'basicPublishingCredentialsPolicies' = { name: 'scm', properties: { allow: false } }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
