namespace QNom.Local.Cosmos.Http;

/// <summary>Headers of the REST protocol: https://learn.microsoft.com/rest/api/cosmos-db/common-cosmosdb-rest-request-headers.</summary>
internal static class CosmosHeaders
{
    public const string ActivityId = "x-ms-activity-id";
    public const string AutopilotSettings = "x-ms-cosmos-offer-autopilot-settings";
    public const string BatchAtomic = "x-ms-cosmos-batch-atomic";
    public const string BatchContinueOnError = "x-ms-cosmos-batch-continue-on-error";
    public const string Continuation = "x-ms-continuation";
    public const string Date = "x-ms-date";
    public const string EndEpk = "x-ms-end-epk";
    public const string IncrementalFeed = "A-IM";
    public const string IsBatch = "x-ms-cosmos-is-batch-request";
    public const string IsQuery = "x-ms-documentdb-isquery";
    public const string IsQueryPlan = "x-ms-cosmos-is-query-plan-request";
    public const string IsUpsert = "x-ms-documentdb-is-upsert";
    public const string ItemCount = "x-ms-item-count";
    public const string Lsn = "lsn";
    public const string MaxItemCount = "x-ms-max-item-count";
    public const string OfferThroughput = "x-ms-offer-throughput";
    public const string OwnerFullName = "x-ms-alt-content-path";
    public const string OwnerId = "x-ms-content-path";
    public const string PartitionKey = "x-ms-documentdb-partitionkey";
    public const string PartitionKeyRangeId = "x-ms-documentdb-partitionkeyrangeid";
    public const string PostTriggers = "x-ms-documentdb-post-trigger-include";
    public const string PreTriggers = "x-ms-documentdb-pre-trigger-include";
    public const string RequestCharge = "x-ms-request-charge";
    public const string ResourceQuota = "x-ms-resource-quota";
    public const string ResourceUsage = "x-ms-resource-usage";
    public const string RetryAfter = "x-ms-retry-after-ms";
    public const string SchemaVersion = "x-ms-schemaversion";
    public const string ServiceVersion = "x-ms-serviceversion";
    public const string SessionToken = "x-ms-session-token";
    public const string StartEpk = "x-ms-start-epk";
    public const string SubStatus = "x-ms-substatus";
}
