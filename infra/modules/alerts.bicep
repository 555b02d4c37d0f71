// What an operator is told before users tell.
param location string
param tags object
param name string
param insightsName string
param storageName string
param cosmosName string
param vaultName string
param operatorEmails string[]

type logAlert = { name: string, severity: int, description: string, query: string, every: string, window: string }

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: cosmosName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'qnom-ops'
    emailReceivers: [
      for (address, index) in operatorEmails: {
        name: 'operator-${index}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

// What the app's own metrics and spans say, see docs/telemetry.md; each query gives a row for what is wrong. A test holds the
// names of metrics, tags and functions against the code. Metrics are whole where traces are thinned out.
var logAlerts logAlert[] = [
  {
    name: 'poison-messages'
    severity: 1
    description: 'A message failed at every attempt and was set aside: docs/runbooks/poison-messages.md.'
    query: 'customMetrics | where name == "qnom.dead_letters" | summarize messages = sum(valueSum) by tostring(customDimensions.queue) | where messages > 0'
    every: 'PT5M'
    window: 'PT5M'
  }
  {
    name: 'poison-depth'
    severity: 1
    description: 'Messages stay on a poison queue, so they cannot even be set aside: docs/runbooks/poison-messages.md.'
    query: 'customMetrics | where name == "qnom.queue.depth" | extend queue = tostring(customDimensions.queue) | where queue endswith "-poison" | summarize least = min(valueMin) by queue | where least > 0'
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'outbox-late'
    severity: 2
    description: 'An event that was committed was not on its queue two minutes later: docs/runbooks/outbox-late.md.'
    query: 'customMetrics | where name == "qnom.outbox.age" | summarize oldest = max(valueMax) by tostring(customDimensions.container) | where oldest > 120'
    every: 'PT5M'
    window: 'PT5M'
  }
  {
    name: 'failed-reconciliation'
    severity: 1
    description: 'A reconciliation of payments failed or found a difference: docs/runbooks/payments-differ.md.'
    query: 'customMetrics | where name == "qnom.function.duration" and customDimensions.function startswith "Reconcile" and customDimensions.outcome == "failed"'
    every: 'PT15M'
    window: 'PT30M'
  }
  {
    name: 'webhooks-late'
    severity: 2
    description: 'What a payment provider told was applied more than a minute after it came: docs/runbooks/payments-differ.md.'
    query: 'customMetrics | where name == "qnom.payments.webhook_lag" | summarize slowest = max(valueMax) by tostring(customDimensions.source) | where slowest > 60'
    every: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'failing-functions'
    severity: 2
    description: 'More than 5% of the runs of some function failed: docs/runbooks/errors.md.'
    query: 'customMetrics | where name == "qnom.function.duration" | summarize failed = sumif(valueCount, customDimensions.outcome == "failed"), total = sum(valueCount) by tostring(customDimensions.function) | where total >= 20 and failed > 0.05 * total'
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'error-rate'
    severity: 1
    description: 'More than 1% of all runs failed: docs/runbooks/errors.md.'
    query: 'customMetrics | where name == "qnom.function.duration" | summarize failed = sumif(valueCount, customDimensions.outcome == "failed"), total = sum(valueCount) | where total >= 50 and failed > 0.01 * total'
    every: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'slow-answers'
    severity: 2
    description: 'The 95th percentile of HTTP answers is over 500 ms; streams are meant to last and are left out: docs/runbooks/errors.md.'
    query: 'requests | where isnotempty(customDimensions["http.request.method"]) and isnotempty(customDimensions["faas.name"]) and name !startswith "Stream" and name !startswith "Track" | summarize slow = percentile(duration, 95), total = count() | where total >= 20 and slow > 500'
    every: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'no-backup'
    severity: 1
    description: 'No nightly backup became whole within 26 hours: docs/runbooks/restore-data.md.'
    query: 'customMetrics | where timestamp > ago(26h) and name == "qnom.backups.finished" | summarize backups = sum(valueSum) | where backups < 1'
    every: 'PT1H'
    window: 'P2D'
  }
]

resource logs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [insights.id]
      evaluationFrequency: alert.every
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [operators.id] }
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-cosmos-429'
  location: 'global'
  tags: tags
  properties: {
    description: 'Cosmos DB refused more than 100 requests in five minutes for want of throughput.'
    severity: 2
    enabled: true
    scopes: [cosmos.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'refused'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'TotalRequests'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: operators.id }]
  }
}

resource backlog 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-queue-backlog'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than 10,000 messages wait in the queues: consumers do not keep up, or poison queues are not emptied.'
    severity: 2
    enabled: true
    scopes: ['${storage.id}/queueServices/default']
    // The metric is an hourly one.
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'waiting'
          metricNamespace: 'Microsoft.Storage/storageAccounts/queueServices'
          metricName: 'QueueMessageCount'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 10000
        }
      ]
    }
    actions: [{ actionGroupId: operators.id }]
  }
}

// The vault tells of what will expire by an event; that goes to the operators directly.
resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: '${name}-vault'
  location: location
  tags: tags
  properties: { source: vault.id, topicType: 'Microsoft.KeyVault.vaults' }
}

resource expiry 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: vaultEvents
  name: 'secret-expiry'
  properties: {
    destination: {
      endpointType: 'MonitorAlert'
      properties: {
        severity: 'Sev2'
        description: 'A secret or certificate must be replaced within a month.'
        actionGroups: [operators.id]
      }
    }
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [
        'Microsoft.KeyVault.SecretNearExpiry'
        'Microsoft.KeyVault.SecretExpired'
        'Microsoft.KeyVault.CertificateNearExpiry'
        'Microsoft.KeyVault.CertificateExpired'
      ]
    }
  }
}
