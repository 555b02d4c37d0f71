// The app's queues and blobs, and the container that holds its package. Shared keys are off.
param location string
param tags object
param name string

@description('Queues that functions read; each gets its poison queue.')
param queues string[]
param containers string[]

var packageContainerName = 'app-package'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobService 'blobServices' = {
    name: 'default'

    resource blobContainers 'containers' = [
      for container in concat(containers, [packageContainerName]): { name: container }
    ]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource work 'queues' = [for queue in queues: { name: queue }]
    resource poison 'queues' = [for queue in queues: { name: '${queue}-poison' }]
  }
}

output name string = account.name
// Where the page is once its static website is switched on; without the slash at its end, as an origin.
output pageOrigin string = join(take(split(account.properties.primaryEndpoints.web, '/'), 3), '/')
output packageContainer string = '${account.properties.primaryEndpoints.blob}${packageContainerName}'
