namespace QNom.Local.Cosmos;

/// <summary>A request that is answered with an error status.</summary>
internal sealed class RequestRefusedException(int status, string message, int subStatus = 0) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The service's sub-status (header <c>x-ms-substatus</c>); 0 if there is none.</summary>
    public int SubStatus { get; } = subStatus;

    /// <summary>RU that were spent before the refusal.</summary>
    public double RequestCharge { get; init; } = Cosmos.RequestCharge.Minimum;

    public static RequestRefusedException BadRequest(string message, int subStatus = 0) => new(400, message, subStatus);

    public static RequestRefusedException NotFound(string what) =>
        new(404, $"Entity with the specified id does not exist in the system: {what}.");

    public static RequestRefusedException Conflict(string message) => new(409, message);

    public static RequestRefusedException PreconditionFailed() => new(
        412, "Operation cannot be performed because one of the specified precondition is not met.");

    public static RequestRefusedException TooLarge(string message) => new(413, message);

    /// <summary>What the service can do and this emulator cannot: refused, so that nothing is silently different.</summary>
    public static RequestRefusedException NotImplemented(string feature) => new(
        501, $"QNom's Cosmos emulator does not implement {feature}. The service does; this is not a limit of your code.");
}
