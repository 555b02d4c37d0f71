// What `azd up` deploys: a developer's own environment. The pipeline names one of environments/ instead.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param settings = {
  OIDC_ISSUER: readEnvironmentVariable('OIDC_ISSUER')
  OIDC_AUDIENCE: readEnvironmentVariable('OIDC_AUDIENCE', 'qnom')
}
param secrets = {
  PSEUDONYM_KEY: readEnvironmentVariable('PSEUDONYM_KEY')
  CREDENTIAL_KEY: readEnvironmentVariable('CREDENTIAL_KEY')
}
param secretsExpireAt = int(readEnvironmentVariable('SECRETS_EXPIRE_AT'))
param operatorEmails = split(readEnvironmentVariable('OPERATOR_EMAILS'), ',')
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '50'))
param maximumInstances = 5
