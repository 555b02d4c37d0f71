// What `azd up` deploys: a developer's own environment. The pipeline names one of environments/ instead.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param settings = {
  OIDC_ISSUER: readEnvironmentVariable('OIDC_ISSUER')
  OIDC_AUDIENCE: readEnvironmentVariable('OIDC_AUDIENCE', 'qnom')
  VAPID_PUBLIC_KEY: readEnvironmentVariable('VAPID_PUBLIC_KEY')
  VAPID_SUBJECT: readEnvironmentVariable('VAPID_SUBJECT')
  MAIL_SERVER: readEnvironmentVariable('MAIL_SERVER')
  MAIL_FROM: readEnvironmentVariable('MAIL_FROM')
  HITPAY_API_BASE: 'https://api.sandbox.hit-pay.com'
  PAYMENT_RETURN_URL: readEnvironmentVariable('PAYMENT_RETURN_URL', 'https://qnom.sg/')
}
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
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '50'))
param maximumInstances = 5
