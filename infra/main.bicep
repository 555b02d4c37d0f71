// QNom in Azure, in one resource group: the function app, its data, its storage, its secrets and its telemetry.
// No key opens anything here: the app's identity does.
targetScope = 'resourceGroup'

@description('Where everything stands.')
param location string = resourceGroup().location

@description('Part of every name, 3 to 12 lower-case letters and digits; unique within the resource group.')
@minLength(3)
@maxLength(12)
param environmentName string

@description('Settings of the app that are no secrets, by name: at least OIDC_ISSUER.')
param settings object

@description('Settings of the app that are secrets, by name: PSEUDONYM_KEY (changing it makes every reporter a stranger), CREDENTIAL_KEY (changing it ends every API key and device token) VAPID_PRIVATE_KEY (changing it ends every browser\'s subscription), MAIL_PASSWORD and those of payment providers.')
@secure()
param secrets object

@description('When the secrets must have been replaced, in seconds since 1970.')
param secretsExpireAt int

@description('How far the app may scale out.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Instances that are always there, so that nobody waits for a start: http, blob or function:NAME.')
param alwaysReady { name: string, instanceCount: int }[] = []

@description('How many requests one instance takes at once.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 100

@description('Whether instances and storage are spread over the zones of the region.')
param zoneRedundant bool = false

@description('The most request units a second of the database; 0 is serverless.')
param cosmosAutoscaleMaximum int = 0

@description('Regions that hold the data too, the first to take over first; none with serverless.')
param cosmosOtherRegions string[] = []

@description('How far back the database can be restored.')
param cosmosBackup 'Continuous7Days' | 'Continuous30Days' = 'Continuous7Days'

@description('How the files are kept.')
param storageRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_LRS'

@description('Pages elsewhere that call the API and upload photos from a browser.')
param browserOrigins string[] = []

@description('How long logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('The share of traces that is kept, 0 to 1; metrics and logs are not thinned out.')
param tracesKept string = '1'

@description('The most gigabytes of logs a day; -1 for no limit.')
param logDailyGigabytes int = 1

@description('Who hears of alerts and of the budget.')
@minLength(1)
param operatorEmails string[]

@description('What all this may cost in a month, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int

@description('The first day of the month in which the budget begins.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Whether the vault refuses to be emptied for ever before 90 days; cannot be taken back.')
param vaultPurgeProtection bool = false

// What the app's code declares; a test holds this file and the code together.
var resources = loadJsonContent('resources.json')
var suffix = uniqueString(resourceGroup().id, environmentName)
var tags = { application: 'qnom', 'azd-env-name': environmentName }
var name = 'qnom-${environmentName}'

module identity 'modules/identity.bicep' = {
  params: { location: location, tags: tags, name: name }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    tags: tags
    name: name
    identityName: identity.outputs.name
    retentionDays: logRetentionDays
    dailyGigabytes: logDailyGigabytes
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    location: location
    tags: tags
    name: take('qnom${environmentName}${suffix}', 24)
    identityName: identity.outputs.name
    workspaceName: monitoring.outputs.workspaceName
    secrets: secrets
    secretsExpireAt: secretsExpireAt
    purgeProtection: vaultPurgeProtection
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    location: location
    tags: tags
    name: take('qnom${environmentName}${suffix}', 24)
    identityName: identity.outputs.name
    redundancy: storageRedundancy
    queues: resources.queues
    containers: resources.blobContainers
    publicContainers: resources.publicBlobContainers
    uploadOrigins: browserOrigins
  }
}

module cosmos 'modules/cosmos.bicep' = {
  params: {
    location: location
    tags: tags
    name: '${name}-${suffix}'
    containers: resources.cosmosContainers
    identityName: identity.outputs.name
    workspaceName: monitoring.outputs.workspaceName
    autoscaleMaximum: cosmosAutoscaleMaximum
    otherRegions: cosmosOtherRegions
    backup: cosmosBackup
  }
}

module app 'modules/app.bicep' = {
  params: {
    location: location
    tags: tags
    name: '${name}-${suffix}'
    identityName: identity.outputs.name
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    browserOrigins: concat([storage.outputs.pageOrigin], browserOrigins)
    cosmosName: cosmos.outputs.name
    databaseName: cosmos.outputs.databaseName
    cosmosOtherRegions: cosmosOtherRegions
    tracesKept: tracesKept
    insightsName: monitoring.outputs.insightsName
    vaultUri: vault.outputs.uri
    personalKey: vault.outputs.personalKey
    plainSettings: settings
    secretSettings: resources.secretSettings
    maximumInstances: maximumInstances
    instanceMemory: instanceMemory
    alwaysReady: alwaysReady
    httpConcurrency: httpConcurrency
    zoneRedundant: zoneRedundant
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    tags: tags
    name: name
    insightsName: monitoring.outputs.insightsName
    storageName: storage.outputs.name
    cosmosName: cosmos.outputs.name
    vaultName: vault.outputs.name
    operatorEmails: operatorEmails
  }
}

module budget 'modules/budget.bicep' = {
  params: { name: name, monthlyAmount: monthlyBudget, operatorEmails: operatorEmails, startDate: budgetStart }
}

module dashboard 'modules/dashboard.bicep' = {
  params: { location: location, tags: tags, name: name, insightsName: monitoring.outputs.insightsName }
}

@description('Where the app answers.')
output address string = app.outputs.address

@description('The function app.')
output appName string = app.outputs.name

@description('Where the page is, once infra/publish-page.sh has published it.')
output page string = storage.outputs.pageOrigin

@description('The storage account that the page is published to.')
output pageStorage string = storage.outputs.name
