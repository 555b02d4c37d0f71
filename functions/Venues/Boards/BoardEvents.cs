using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QNom.Platform;

namespace QNom.Venues.Boards;

/// <summary>
/// Server-sent events (HTML Living Standard, section 9.2): an event <c>stall</c> per card that changed, with the change's
/// number as its id, and a comment line now and then, so that nobody in between takes the silence for the end.
/// </summary>
/// <param name="listener">Where the changes come from.</param>
/// <param name="venueId">Only this stall's changes; null for the whole site.</param>
/// <param name="time">Whose time it is.</param>
public sealed class BoardEvents(BoardListener listener, string? venueId, TimeProvider time) : IResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    /// <summary>So often there is a sign of life: well below the 100 s after which the proxy of Azure Functions gives up.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A stream ends after this and clients come back by themselves, so that instances can be emptied and none keeps its
    /// listeners for ever.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // The time in milliseconds after which a browser that lost the stream comes back.
    internal const string Opening = "retry: 2000\n\n";

    internal const string SignOfLife = ": still here\n\n";

    /// <summary>An event as it is sent.</summary>
    public static string Event(long change, StallView stall) => string.Create(CultureInfo.InvariantCulture,
        $"id: {change}\nevent: stall\ndata: {JsonSerializer.Serialize(stall, Json.Responses)}\n\n");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, gone) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var end = time.GetUtcNow() + Longest;
        try
        {
            await response.WriteAsync(Opening, gone);
            while (!listener.Ended && time.GetUtcNow() < end)
            {
                if (!await TellAsync(response, gone))
                    await response.WriteAsync(SignOfLife, gone);
                await response.Body.FlushAsync(gone);
                await listener.WaitAsync(Heartbeat, time, gone);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Whoever listened has gone.
        }
    }

    private async Task<bool> TellAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var card in listener.Take().Where(card => venueId is null || card.Id == venueId))
            text.Append(Event(card.Change, StallView.Of(card, time.GetUtcNow())));
        if (text.Length == 0)
            return false;
        await response.WriteAsync(text.ToString(), cancellationToken);
        return true;
    }
}
