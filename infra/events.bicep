// Tells blob functions of new blobs. Deployed after the app's code: Event Grid asks the function whether it wants the events,
// and the key that it must show is made by the host when it first loads a blob function.
targetScope = 'resourceGroup'

@description('Where the storage account stands.')
param location string = resourceGroup().location

@description('The function app.')
param appName string

@description('The storage account.')
param storageName string

// What the app's code declares; a test holds this file and the code together.
var triggers blobTrigger[] = loadJsonContent('resources.json').blobTriggers

type blobTrigger = {
  function: string
  container: string

  @description('What the names of its blobs start with.')
  prefix: string
}

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: '${storageName}-blobs'
  location: location
  properties: { source: storage.id, topicType: 'Microsoft.Storage.StorageAccounts' }
}

resource notices 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for trigger in triggers: {
    parent: topic
    name: toLower(trigger.function)
    properties: {
      destination: {
        endpointType: 'WebHook'
        properties: {
          endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${trigger.function}&code=${listKeys('${app.id}/host/default', '2024-04-01').systemKeys.blobs_extension}'
          maxEventsPerBatch: 1
        }
      }
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${trigger.container}/blobs/${trigger.prefix}'
      }
      retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    }
  }
]
