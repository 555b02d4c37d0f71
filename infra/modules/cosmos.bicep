// The database: keys off, continuous backup, and containers that index only what is queried.
param location string
param tags object
param name string
param containers containerDeclaration[]
param identityName string
param workspaceName string

@description('The most request units a second that the database scales to by itself; 0 is serverless.')
param autoscaleMaximum int

@description('Where else the data stands: the first after the write region takes over when that fails. Serverless has one region.')
param otherRegions string[]

@description('How far back the data can be restored to any second.')
param backup 'Continuous7Days' | 'Continuous30Days'

type containerDeclaration = {
  name: string
  partitionKey: string

  @description('What queries filter or sort by; all else is not indexed, since a write costs by what it indexes.')
  indexedPaths: string[]

  @description('Whether items may carry a ttl.')
  expiresItems: bool

  @description('Sets of paths that must be unique within a partition.')
  uniqueKeys: string[][]?
}

var databaseId = 'qnom'
var serverless = autoscaleMaximum == 0

// The built-in role that reads and writes items, and neither containers nor throughput.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backup } }
    enableAutomaticFailover: !empty(otherRegions)
    locations: [
      for (region, index) in concat([location], otherRegions): { locationName: region, failoverPriority: index }
    ]
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: databaseId
  properties: {
    resource: { id: databaseId }
    // Shared by the containers: their peaks come at different hours.
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: autoscaleMaximum } }
  }
}

resource declared 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = [
  for container in containers: {
    parent: database
    name: container.name
    properties: {
      resource: union(
        {
          id: container.name
          partitionKey: { kind: 'Hash', paths: [container.partitionKey], version: 2 }
          indexingPolicy: {
            automatic: true
            indexingMode: 'consistent'
            includedPaths: map(container.indexedPaths, path => { path: path })
            excludedPaths: [{ path: '/*' }]
          }
        },
        // -1: on, but only items that say so expire.
        container.expiresItems ? { defaultTtl: -1 } : {},
        empty(container.?uniqueKeys ?? [])
          ? {}
          : { uniqueKeyPolicy: { uniqueKeys: map(container.?uniqueKeys ?? [], paths => { paths: paths }) } }
      )
    }
  }
]

// Scoped to each container: a container that the code does not declare stays closed to it.
resource access 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = [
  for (container, index) in containers: {
    parent: account
    name: guid(account.id, identity.id, container.name, dataContributor)
    properties: {
      principalId: identity.properties.principalId
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
      scope: '${account.id}/dbs/${databaseId}/colls/${declared[index].name}'
    }
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'operations'
  properties: {
    workspaceId: workspace.id
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output name string = account.name
output databaseName string = database.name
