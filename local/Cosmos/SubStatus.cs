namespace QNom.Local.Cosmos;

/// <summary>Values of <c>x-ms-substatus</c>.</summary>
internal static class SubStatus
{
    public const int PartitionKeyMismatch = 1001;
    public const int RequestRateTooLarge = 3200;
}
