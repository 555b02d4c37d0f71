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

    private const int TransientAttempts = 5;

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
            Stored<IdempotencyRecord>? mine;
            try
            {
                (mine, var answer) = await ClaimAsync(wanted, cancellationToken);
                if (answer is not null)
                    return answer.ToResult(request);
            }
            catch (Exception exception) when (IsTransient(exception))
            {
                // It may be claimed all the same, and would keep its own caller waiting for its lease.
                if (attempt + 1 < TransientAttempts)
                    continue;
                await ReleaseAsync(() => LetGoAsync(wanted));
                throw;
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

    // The record is this request's to run, or it has its answer. Neither: it has just changed under us.
    private async Task<(Stored<IdempotencyRecord>? Mine, FirstAnswer? Answer)> ClaimAsync(
        IdempotencyRecord wanted, CancellationToken cancellationToken)
    {
        if (await store.TryAddAsync(wanted, cancellationToken) is { } added)
            return (added, null);
        if (await store.FindAsync(wanted.Key, cancellationToken) is not { } found)
            return (null, null);
        var record = found.Document;
        if (record.Payload != wanted.Payload)
            throw KeyReused();
        if (record.Answer is { } answer)
            return (null, Open(answer, wanted.Key));
        // Written by this request, which was not told so because the database lost the connection.
        if (IsSameRequest(record, wanted))
            return (found, null);
        if (record.RunningUntil > time.GetUtcNow())
            throw StillRunning();
        return (
            await store.TryReplaceAsync(
                found, record with { RunningUntil = wanted.RunningUntil, Holder = wanted.Holder }, cancellationToken),
            null);
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
            await ReleaseAsync(() => EndLeaseAsync(record));
            throw;
        }
    }

    // Not forgotten: it may have been another's before, and then its effect keeps its names.
    private async Task LetGoAsync(IdempotencyRecord wanted)
    {
        if (await store.FindAsync(wanted.Key, CancellationToken.None) is { Document: { Answer: null } record } found && IsSameRequest(record, wanted))
            await EndLeaseAsync(found);
    }

    private static bool IsSameRequest(IdempotencyRecord one, IdempotencyRecord other) => one.Holder.AsSpan().SequenceEqual(other.Holder);

    private Task EndLeaseAsync(Stored<IdempotencyRecord> record) =>
        store.TryReplaceAsync(record, record.Document with { RunningUntil = time.GetUtcNow() }, CancellationToken.None);

    // What made the effect fail may well make this fail, too; then nobody could send the request again before its lease ends.
    private static async Task ReleaseAsync(Func<Task> release)
    {
        for (var attempt = 0; attempt < TransientAttempts; attempt++)
        {
            try
            {
                await release();
                return;
            }
            catch (Exception exception) when (IsTransient(exception))
            {
                // Once more; in the end the lease does it.
            }
        }
    }

    private static bool IsTransient(Exception exception) =>
        exception is CosmosException or HttpRequestException or OperationCanceledException;

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
            Holder = RandomNumberGenerator.GetBytes(16),
            RunningUntil = time.GetUtcNow() + Lease,
        };
    }

    private FirstAnswer Open(byte[] answer, string key) =>
        JsonSerializer.Deserialize<FirstAnswer>(sealing.Open(answer, key), Json.Documents)!;
}
