namespace QNom.Local.Cosmos;

/// <summary>
/// The emulator's model of request units: close to the published schedule
/// (https://learn.microsoft.com/azure/cosmos-db/request-units), the same for the same request, never a bill.
/// </summary>
public static class RequestCharge
{
    /// <summary>RU of the smallest request, also of one that finds nothing.</summary>
    public const double Minimum = 1;

    private const double WritePerKilobyte = 5;
    private const double WritePerIndexedValue = 0.1;
    private const double QueryBase = 2.3;
    private const double QueryPerKilobyte = 0.25;

    /// <summary>RU of reading one item by id: 1 per KB, rounded up.</summary>
    public static double PointRead(int bytes) => Kilobytes(bytes);

    /// <summary>RU of a write: 5 per KB, rounded up, and a tenth for each value that the index takes in.</summary>
    public static double Write(int bytes, int indexedValues) =>
        WritePerKilobyte * Kilobytes(bytes) + WritePerIndexedValue * indexedValues;

    /// <summary>RU of one page of a query or feed: 2.3, and a quarter of a point read for each item it had to load.</summary>
    public static double Page(int itemsLoaded, long bytesLoaded) =>
        QueryBase + QueryPerKilobyte * Math.Max(itemsLoaded, Math.Ceiling(bytesLoaded / 1024d));

    private static double Kilobytes(int bytes) => Math.Max(1, Math.Ceiling(bytes / 1024d));
}
