using System.Text;

namespace QNom.Tests.Integration.BadInput;

/// <summary>Who sends a bad request.</summary>
internal enum Sender
{
    /// <summary>Without an Authorization header.</summary>
    Nobody,

    /// <summary>Good tokens of the issuer.</summary>
    Diner,

    /// <inheritdoc cref="Diner"/>
    Partner,

    /// <inheritdoc cref="Diner"/>
    Operator,

    /// <summary>A good token of a device.</summary>
    Device,

    /// <summary>A good API key for the stall of the table.</summary>
    Server,

    /// <summary>A good API key for the sensor of the table.</summary>
    Sensor,

    /// <summary>Credentials that must not be trusted.</summary>
    Expired,

    /// <inheritdoc cref="Expired"/>
    Tampered,

    /// <inheritdoc cref="Expired"/>
    Revoked,

    /// <summary>A password where a token belongs.</summary>
    Basic,
}

/// <summary>A request that must be refused, and how.</summary>
/// <param name="Function">The endpoint that it is meant for.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path below <c>api/</c>.</param>
/// <param name="Sender">Who sends it.</param>
/// <param name="Status">The status that it must get.</param>
internal sealed record BadRequest(string Function, string What, string Method, string Path, Sender Sender, int Status)
{
    /// <summary>What is sent.</summary>
    public string? Body { get; init; }

    /// <summary>As what it is sent.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The <c>Idempotency-Key</c>.</summary>
    public string? Key { get; init; }

    /// <summary>The <c>If-Match</c>.</summary>
    public string? IfMatch { get; init; }

    /// <summary>What the problem must name; null for nothing.</summary>
    public string? At { get; init; }

    /// <summary>Other headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The request, but for its Authorization.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), "api/" + Path);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        if (Key is not null)
            message.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (IfMatch is not null)
            message.Headers.TryAddWithoutValidation("If-Match", IfMatch);
        foreach (var (name, value) in Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Function}, {What} ({Method} {Path} by {Sender})";
}
