// The app's secrets, each with the day on which it must have been replaced, and the key that encrypts the keys of personal
// fields. The app may read the secrets and have the key used, and nothing else.
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
var keyUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'

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

// Never leaves the vault. What an earlier version encrypted is decrypted by that version, so versions do not expire.
resource personalKey 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'personal-data'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey']
    rotationPolicy: { lifetimeActions: [{ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } }] }
  }
}

resource use 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: personalKey
  name: guid(personalKey.id, identity.id, keyUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyUser)
  }
}

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
output personalKey string = personalKey.properties.keyUri
