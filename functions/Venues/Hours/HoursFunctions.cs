using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform;
using QNom.Platform.Http;
using QNom.Platform.Messaging;
using QNom.Venues.Import;

namespace QNom.Venues.Hours;

/// <summary>The triggers of opening hours and closures.</summary>
public sealed class HoursFunctions(
    HoursEditor editor,
    ClosureImport import,
    ImportResults results,
    Outbox<ClosuresOutboxMessage> outbox)
{
    private const int LargestHours = 32 * 1024;

    /// <summary>When a venue is open: its rules, whether it is open now, and the coming week.</summary>
    [Function(nameof(GetHours))]
    public async Task<IResult> GetHours(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/venues/{venueId}/hours")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Of(await editor.ReadAsync(RouteValue.Id(request, "venueId"), cancellationToken));

    /// <summary>Gives a venue its opening hours, in place of those it had.</summary>
    [Function(nameof(PutHours))]
    public async Task<IResult> PutHours(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/venues/{venueId}/hours")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var seen = IfMatch.Read(request);
        var body = await JsonBody.ReadAsync<OpeningHours>(request, LargestHours, cancellationToken);
        return Of(await editor.PutAsync(RouteValue.Id(request, "venueId"), body, seen, cancellationToken));
    }

    /// <summary>Imports the official list of closures whenever a file is dropped.</summary>
    [Function(nameof(ImportClosures))]
    public async Task ImportClosures(
        [BlobTrigger("imports/closures/{name}", Source = BlobNotices.Source)] Stream content, string name, CancellationToken cancellationToken) =>
        await results.SaveAsync(await import.RunAsync(name, content, cancellationToken), cancellationToken);

    /// <summary>Delivers events about closures that did not reach their queue, every half minute.</summary>
    [Function(nameof(SweepClosuresOutbox))]
    public Task SweepClosuresOutbox([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        outbox.SweepAsync(cancellationToken);

    private static ConditionalContent Of(HoursView view) =>
        ConditionalJson.Of(view, VenueFunctions.BoardMaxAge, revision: view.Revision);
}
