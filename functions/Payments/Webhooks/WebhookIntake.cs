using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using QNom.Payments.Providers;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Messaging;

namespace QNom.Payments.Webhooks;

/// <summary>Takes webhooks in: verifies, stores, enqueues. What is not verified leaves no trace but a line in the log.</summary>
public sealed partial class WebhookIntake(
    WebhookSources sources, WebhookArchive archive, StorageQueues queues, TimeProvider time, ILogger<WebhookIntake> logger)
{
    /// <summary>The most bytes of a webhook.</summary>
    public const int LargestBody = 256 * 1024;

    // Of a sender's webhooks that share a blob and a message: at most 8 MB in the worst case.
    private const int MostTogether = 32;

    // No sender notices it, and what a burst does not write need not be read either.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    // Senders give up on an answer after ten seconds or so and send again.
    internal static readonly TimeSpan WriteTakesAtMost = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, GroupCommit<IncomingWebhook>> writes = new();

    /// <summary>Takes a webhook; when this returns, it is durable.</summary>
    /// <exception cref="ProblemException">400: it is not verified; 404: nobody of that name is on; 413: it is too large.</exception>
    public async Task TakeAsync(string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var source = sources.Find(name) ?? throw NoSender();
        var body = await JsonBody.ReadBytesAsync(request, LargestBody, cancellationToken);
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.ToString() : "";
        var webhook = new IncomingWebhook(
            body, request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase), type);
        if (source.Verify(webhook, time.GetUtcNow()) is var verdict && verdict != SignatureVerdict.Valid)
        {
            Log.NotVerified(logger, source.Name, verdict);
            throw NotVerified();
        }

        await writes.GetOrAdd(source.Name, WritesOf).AddAsync(webhook, cancellationToken);
    }

    private GroupCommit<IncomingWebhook> WritesOf(string sender) =>
        new(webhooks => StoreAsync(sender, webhooks), MostTogether, Interval, time);

    private async Task StoreAsync(string sender, IReadOnlyList<IncomingWebhook> webhooks)
    {
        var at = time.GetUtcNow();
        using var patience = new CancellationTokenSource(WriteTakesAtMost, time);
        try
        {
            // Both at once: whoever reads the message before the blob is there comes again.
            var blob = WebhookArchive.NameOf(sender, webhooks);
            await Task.WhenAll(
                archive.StoreAsync(blob, webhooks, patience.Token),
                queues.EnqueueAsync(PaymentQueues.Webhooks, new PaymentWebhook(PaymentWebhook.CurrentSchema, sender, blob, at), patience.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException("Webhooks could not be stored in time.");
        }
    }

    /// <summary>404: nobody of that name sends webhooks here.</summary>
    internal static ProblemException NoSender() => Problems.NotFound("sender");

    /// <summary>400: it is not signed by the sender, or not now. Which of it is not told: whoever forges learns nothing.</summary>
    internal static ProblemException NotVerified() => new(
        StatusCodes.Status400BadRequest, "webhook-not-verified", "The webhook is not verified.",
        "It must be signed with the agreed secret, over the raw body, and be at most five minutes old.");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A webhook in the name of {Source} was refused: {Verdict}.")]
        public static partial void NotVerified(ILogger logger, string source, SignatureVerdict verdict);
    }
}

/// <summary>Who may send webhooks: the providers, and others who tell of payments.</summary>
public sealed class WebhookSources(IEnumerable<IPaymentProvider> providers, IEnumerable<IWebhookSource> others)
{
    private readonly IWebhookSource[] all = [.. providers, .. others];

    /// <summary>A sender that is on; null if there is none of that name.</summary>
    public IWebhookSource? Find(string name) => Array.Find(all, source => source.Name == name && source.IsOn);
}
