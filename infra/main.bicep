// QNom in Azure, in one resource group: the function app, its data, its storage and its telemetry.
// No key opens anything here: the app's identity does.
targetScope = 'resourceGroup'

@description('Where everything stands.')
param location string = resourceGroup().location

@description('Part of every name, 3 to 12 lower-case letters and digits; unique within the resource group.')
@minLength(3)
@maxLength(12)
param environmentName string

@description('The OpenID Connect issuer whose tokens the app accepts.')
param oidcIssuer string

@description('The audience that a token must name.')
param oidcAudience string = 'qnom'

@description('The key under which reporters are stored as pseudonyms. Changing it makes every reporter a stranger.')
@secure()
@minLength(16)
param pseudonymKey string

@description('The key behind API keys and device tokens. Changing it ends them all.')
@secure()
@minLength(32)
param credentialKey string

@description('How far the app may scale out.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

// What the app's code declares; a test holds this file and the code together.
var resources = loadJsonContent('resources.json')
var suffix = uniqueString(resourceGroup().id, environmentName)
var tags = { application: 'qnom', 'azd-env-name': environmentName }

module monitoring 'modules/monitoring.bicep' = {
  params: { location: location, tags: tags, name: 'qnom-${environmentName}' }
}

module storage 'modules/storage.bicep' = {
  params: {
    location: location
    tags: tags
    name: take('qnom${environmentName}${suffix}', 24)
    queues: resources.queues
    containers: resources.blobContainers
  }
}

module cosmos 'modules/cosmos.bicep' = {
  params: {
    location: location
    tags: tags
    name: 'qnom-${environmentName}-${suffix}'
    containers: resources.cosmosContainers
  }
}

module app 'modules/app.bicep' = {
  params: {
    location: location
    tags: tags
    name: 'qnom-${environmentName}-${suffix}'
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    pageOrigin: storage.outputs.pageOrigin
    cosmosName: cosmos.outputs.name
    databaseName: cosmos.outputs.databaseName
    insightsName: monitoring.outputs.insightsName
    oidcIssuer: oidcIssuer
    oidcAudience: oidcAudience
    pseudonymKey: pseudonymKey
    credentialKey: credentialKey
    maximumInstances: maximumInstances
  }
}

@description('Where the app answers.')
output address string = app.outputs.address

@description('Where the page is, once infra/publish-page.sh has published it.')
output page string = storage.outputs.pageOrigin

@description('The storage account that the page is published to.')
output pageStorage string = storage.outputs.name
