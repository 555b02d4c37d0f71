using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Platform.Encryption;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c> for endpoints that create something: one effect per caller, endpoint and key in 24 hours, and one
/// answer. A record is inserted before the effect and completed with the answer after it. The effect is named after the
/// key, so that one that ran and could not say so runs again without being a second one.
/// </summary>
public sealed class FirstAnswers(IdempotencyStore store, CredentialKeys keys, TimeProvider time)
{
    /// <summary>So long a request is taken to be running; no endpoint that uses this takes nearly as long.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Each turn of the loop means that the record has just changed under us.
    private const int Attempts = 10;

    private const int ReleaseAttempts = 4;

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly byte[] naming = keys.For("idempotency names");
    private readonly SealedText sealing = new(keys.For("idempotency answers"));

    /// <summary>Answers a request: by its effect the first time, and after that by its first answer.</summary>
    /// <param name="request">The request, with its key.</param>
    /// <param name="body">What was sent, checked.</param>
    /// <param name="effect">
    /// Has the effect, under the names it is given. A <see cref="ProblemException"/> below 500 says that there was none.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ProblemException">400 without a key, 409 while the same runs, 422 for another body.</exception>
    public async Task<IResult> AnswerAsync<T>(
        HttpRequest request, T body, Func<Effect, CancellationToken, Task<FirstAnswer>> effect, CancellationToken cancellationToken)
    {
        var wanted = Record(request, body);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var mine = await TryAddAsync(wanted, cancellationToken);
            if (mine is null)
            {
                if (await store.FindAsync(wanted.Key, cancellationToken) is not { } other)
                    continue;
                if (other.Document.Payload != wanted.Payload)
                    throw KeyReused();
                if (other.Document.Answer is { } answer)
                    return Open(answer, wanted.Key).ToResult(request);
                if (other.Document.RunningUntil > time.GetUtcNow())
                    throw StillRunning();
                mine = await store.TryReplaceAsync(
                    other, other.Document with { RunningUntil = wanted.RunningUntil }, cancellationToken);
            }

            if (mine is not null && await RunAsync(mine, effect, cancellationToken) is { } first)
                return first.ToResult(request);
        }

        throw StillRunning();
    }

    /// <summary>422: the key came with another body before.</summary>
    internal static ProblemException KeyReused() =>
        new(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
            "This Idempotency-Key was used for another request.", "Send a new key with a new request.");

    /// <summary>409: the same request is running.</summary>
    internal static ProblemException StillRunning() =>
        new(StatusCodes.Status409Conflict, "idempotency-key-in-use",
            "The same request is still running.", "Send it again in a moment, with the same key.")
        { RetryAfter = AskAgain };

    // Null: there is one. One whose answer got lost may be there all the same, and would keep its own caller waiting for its lease.
    private async Task<Stored<IdempotencyRecord>?> TryAddAsync(IdempotencyRecord wanted, CancellationToken cancellationToken)
    {
        try
        {
            return await store.TryAddAsync(wanted, cancellationToken);
        }
        catch (Exception exception) when (exception is CosmosException or HttpRequestException)
        {
            if (await store.FindAsync(wanted.Key, cancellationToken) is { } found && found.Document.Nonce.AsSpan().SequenceEqual(wanted.Nonce))
                return found;
            throw;
        }
    }

    // Null: another took this over, and its answer is the one that counts.
    private async Task<FirstAnswer?> RunAsync(
        Stored<IdempotencyRecord> record, Func<Effect, CancellationToken, Task<FirstAnswer>> effect, CancellationToken cancellationToken)
    {
        var key = record.Document.Key;
        try
        {
            var answer = await effect(new Effect(key[..32], record.Document.Nonce), cancellationToken);
            var done = record.Document with { Answer = sealing.Seal(JsonSerializer.Serialize(answer, Json.Documents), key) };
            // The effect is there, whether or not the caller still listens.
            return await store.TryReplaceAsync(record, done, CancellationToken.None) is null ? null : answer;
        }
        catch (ProblemException problem) when (problem.Status < StatusCodes.Status500InternalServerError)
        {
            await ReleaseAsync(() => store.ForgetAsync(record, CancellationToken.None));
            throw;
        }
        catch
        {
            // Whether there was an effect is not known; whoever sends the request again finds out, and need not wait.
            await ReleaseAsync(() => store.TryReplaceAsync(record, record.Document with { RunningUntil = time.GetUtcNow() }, CancellationToken.None));
            throw;
        }
    }

    // What made the effect fail may well make this fail, too; then nobody could send the request again before its lease ends.
    private static async Task ReleaseAsync(Func<Task> release)
    {
        for (var attempt = 0; attempt < ReleaseAttempts; attempt++)
        {
            try
            {
                await release();
                return;
            }
            catch (Exception exception) when (exception is CosmosException or HttpRequestException or OperationCanceledException)
            {
                // Once more; in the end the lease does it.
            }
        }
    }

    private IdempotencyRecord Record<T>(HttpRequest request, T body)
    {
        var key = IdempotencyKey.Read(request) ?? throw Problems.Invalid("Idempotency-Key", "is missing");
        var caller = Caller.Of(request);
        // Separated by what none of them can contain.
        var name = Convert.ToHexStringLower(HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes(
            $"{request.Method}\n{request.Path.Value!.ToLowerInvariant()}\n{caller.Kind}\n{key}\n{caller.Subject}")));
        return new IdempotencyRecord
        {
            Id = name,
            Key = name,
            Payload = Convert.ToHexStringLower(HMACSHA256.HashData(naming, JsonSerializer.SerializeToUtf8Bytes(body, Json.Strict))),
            Nonce = RandomNumberGenerator.GetBytes(32),
            RunningUntil = time.GetUtcNow() + Lease,
        };
    }

    private FirstAnswer Open(byte[] answer, string key) =>
        JsonSerializer.Deserialize<FirstAnswer>(sealing.Open(answer, key), Json.Documents)!;
}
