// The app's secrets, each with the day on which it must have been replaced; the app may read them and nothing else.
param location string
param tags object
param name string
param identityName string
param workspaceName string
@secure()
@description('Secrets by the name of the setting that refers to each.')
param secrets object
@description('When the secrets must have been replaced, in seconds since 1970; an alert tells a month before.')
param secretsExpireAt int
param purgeProtection bool

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Azure knows only true and absent.
    enablePurgeProtection: purgeProtection ? true : null
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [
  for setting in items(secrets): {
    parent: vault
    name: replace(setting.key, '_', '-')
    properties: {
      value: setting.value
      attributes: { enabled: true, exp: secretsExpireAt }
    }
  }
]

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, secretsUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspace.id
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
