// The app's queues and blobs, and the container that holds its package. Shared keys are off.
param location string
param tags object
param name string
param identityName string
param redundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

@description('Queues that functions read; each gets its poison queue.')
param queues string[]
param containers string[]

@description('Those of the containers whose blobs anyone may read.')
param publicContainers string[]

@description('Where pages that upload photos stand, besides the page of this account.')
param uploadOrigins string[]

var packageContainerName = 'app-package'
var blobPoison = 'webjobs-blobtrigger-poison'

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var roles = {
  // Owner, because the host takes leases and the app signs upload addresses with a delegation key of its identity.
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    // Allowed for the account, given to published photos only: every other container says None.
    allowBlobPublicAccess: !empty(publicContainers)
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobService 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
      cors: {
        corsRules: [
          {
            allowedOrigins: concat([pageOrigin], uploadOrigins)
            allowedMethods: ['PUT', 'GET']
            allowedHeaders: ['content-type', 'x-ms-blob-type']
            exposedHeaders: []
            maxAgeInSeconds: 3600
          }
        ]
      }
    }

    resource blobContainers 'containers' = [
      for container in concat(containers, [packageContainerName]): {
        name: container
        properties: { publicAccess: contains(publicContainers, container) ? 'Blob' : 'None' }
      }
    ]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource work 'queues' = [for queue in queues: { name: queue }]
    resource poison 'queues' = [for queue in queues: { name: '${queue}-poison' }]
    resource files 'queues' = { name: blobPoison }
  }

  // What people took back must be gone: an original that was uploaded may say where it was taken.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'uploads-leave-nothing'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['photo-uploads/'] }
              actions: {
                baseBlob: { delete: { daysAfterModificationGreaterThan: 7 } }
                version: { delete: { daysAfterCreationGreaterThan: 1 } }
              }
            }
          }
          {
            name: 'old-versions-go'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'] }
              actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } }
            }
          }
          {
            name: 'old-backups-go'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['backups/'] }
              actions: {
                baseBlob: {
                  tierToCool: { daysAfterModificationGreaterThan: 1 }
                  delete: { daysAfterModificationGreaterThan: 35 }
                }
              }
            }
          }
          {
            name: 'results-of-imports-go'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['imports/', 'failures/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } }
            }
          }
          {
            // For as long as a bank may dispute a payment; they may name who paid.
            name: 'webhooks-go'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['webhook-events/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 180 } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobService]
  }
}

// Where the page is once its static website is switched on; without the slash at its end, as an origin.
var pageOrigin = join(take(split(account.properties.primaryEndpoints.web, '/'), 3), '/')

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    scope: account
    name: guid(account.id, identity.id, role.value)
    properties: {
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output name string = account.name
output pageOrigin string = pageOrigin
output packageContainer string = '${account.properties.primaryEndpoints.blob}${packageContainerName}'
