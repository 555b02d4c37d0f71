// Who the app is. A user-assigned identity outlives the app, so that its rights are granted before the app first starts.
param location string
param tags object
param name string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output name string = identity.name
