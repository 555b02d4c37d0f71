// The database: serverless, keys off, and containers that index only what is queried.
param location string
param tags object
param name string
param containers containerDeclaration[]

type containerDeclaration = {
  name: string
  partitionKey: string

  @description('What queries filter or sort by; all else is not indexed, since a write costs by what it indexes.')
  indexedPaths: string[]

  @description('Whether items may carry a ttl.')
  expiresItems: bool
}

var databaseId = 'qnom'

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: [{ name: 'EnableServerless' }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
    locations: [{ locationName: location, failoverPriority: 0 }]
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: databaseId
  properties: {
    resource: { id: databaseId }
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
        container.expiresItems ? { defaultTtl: -1 } : {}
      )
    }
  }
]

output name string = account.name
output databaseName string = database.name
