using Microsoft.AspNetCore.Http;

namespace QNom.Platform.Http;

/// <summary>The <c>Idempotency-Key</c> header.</summary>
public static class IdempotencyKey
{
    /// <summary>What a key looks like, as a regular expression.</summary>
    public const string Pattern = "^[!-~]{1,128}$";

    private const int Longest = 128;

    /// <summary>The key, or null if there is none.</summary>
    /// <exception cref="ProblemException">400: there are several, or it is not 1 to 128 visible ASCII characters.</exception>
    public static string? Read(HttpRequest request) => request.Headers["Idempotency-Key"] switch
    {
        [] => null,
        [{ Length: > 0 and <= Longest } key] when key.All(c => c is > ' ' and < '\x7f') => key,
        _ => throw Problems.Invalid("Idempotency-Key", $"must be one value of 1 to {Longest} visible ASCII characters"),
    };
}
