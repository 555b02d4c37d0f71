// The workbook that operators look at: dashboard.json is its content, here it gets its source.
param location string
param tags object
param name string
param insightsName string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: name
    category: 'workbook'
    sourceId: insights.id
    serializedData: loadTextContent('dashboard.json')
  }
}
