using QNom.Local.Cosmos.Resources;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary>An answer before it is written.</summary>
internal sealed record CosmosResponse(int Status, ReadOnlyMemory<byte> Body = default)
{
    public int SubStatus { get; init; }

    public double RequestCharge { get; init; } = Cosmos.RequestCharge.Minimum;

    public string? ETag { get; init; }

    public string? Continuation { get; init; }

    public int? ItemCount { get; init; }

    /// <summary>The container that was asked, for the session token and the owner's names.</summary>
    public ContainerState? Container { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string ContentType { get; init; } = "application/json";

    public static CosmosResponse Json(int status, Value value, string? etag = null) =>
        new(status, ValueWriter.ToUtf8(value)) { ETag = etag };

    public static CosmosResponse Refused(RequestRefusedException refusal) => Error(
        refusal.Status, refusal.Message) with
    {
        SubStatus = refusal.SubStatus,
        RequestCharge = refusal.RequestCharge,
    };

    public static CosmosResponse Error(int status, string message) => Json(status, Value.From(ObjectValue.Of(
        ("code", Value.From(Code(status))),
        ("message", Value.From(message)))));

    private static string Code(int status) => status switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "RequestEntityTooLarge",
        429 => "TooManyRequests",
        501 => "NotImplemented",
        503 => "ServiceUnavailable",
        _ => "InternalServerError",
    };
}
