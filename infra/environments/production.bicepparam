// Where people look. The second region holds the data; see docs for what happens when the first fails.
using '../main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param settings = {
  OIDC_ISSUER: readEnvironmentVariable('OIDC_ISSUER')
  OIDC_AUDIENCE: readEnvironmentVariable('OIDC_AUDIENCE', 'qnom')
  VAPID_PUBLIC_KEY: readEnvironmentVariable('VAPID_PUBLIC_KEY')
  VAPID_SUBJECT: readEnvironmentVariable('VAPID_SUBJECT')
  MAIL_SERVER: readEnvironmentVariable('MAIL_SERVER')
  MAIL_FROM: readEnvironmentVariable('MAIL_FROM')
  HITPAY_API_BASE: 'https://api.hit-pay.com'
  PAYMENT_RETURN_URL: readEnvironmentVariable('PAYMENT_RETURN_URL', 'https://qnom.sg/')
}
// From the pipeline's protected environment; never in a file.
param secrets = {
  PSEUDONYM_KEY: readEnvironmentVariable('PSEUDONYM_KEY')
  CREDENTIAL_KEY: readEnvironmentVariable('CREDENTIAL_KEY')
  VAPID_PRIVATE_KEY: readEnvironmentVariable('VAPID_PRIVATE_KEY')
  MAIL_PASSWORD: readEnvironmentVariable('MAIL_PASSWORD')
  STRIPE_API_KEY: readEnvironmentVariable('STRIPE_API_KEY', 'off')
  STRIPE_WEBHOOK_SECRETS: readEnvironmentVariable('STRIPE_WEBHOOK_SECRETS', 'off')
  HITPAY_API_KEY: readEnvironmentVariable('HITPAY_API_KEY', 'off')
  HITPAY_SALTS: readEnvironmentVariable('HITPAY_SALTS', 'off')
  STANDARD_WEBHOOK_SECRETS: readEnvironmentVariable('STANDARD_WEBHOOK_SECRETS', 'off')
  ADYEN_HMAC_KEYS: readEnvironmentVariable('ADYEN_HMAC_KEYS', 'off')
}
param secretsExpireAt = int(readEnvironmentVariable('SECRETS_EXPIRE_AT'))
param operatorEmails = split(readEnvironmentVariable('OPERATOR_EMAILS'), ',')
param monthlyBudget = 3000
param maximumInstances = 100
param cosmosAutoscaleMaximum = 20000
param cosmosOtherRegions = ['eastasia']
param cosmosBackup = 'Continuous30Days'
// Backups are in it: they must outlive the region.
param storageRedundancy = 'Standard_GZRS'
param zoneRedundant = true
param alwaysReady = [
  { name: 'http', instanceCount: 2 }
  { name: 'function:CountReport', instanceCount: 1 }
]
param logRetentionDays = 90
param tracesKept = '0.05'
param logDailyGigabytes = 10
param vaultPurgeProtection = true
