using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Azure.Cosmos;

namespace QNom.Platform.Telemetry;

/// <summary>
/// What the database costs, by operation, container and function: a span for each operation within a span, and its request
/// units. Above the SDK's own retries, so an operation is one however often it is sent.
/// </summary>
internal sealed class CosmosTelemetry : RequestHandler
{
    private static readonly Meter Meter = new("QNom.Platform");

    private static readonly Counter<double> RequestUnits = Meter.CreateCounter<double>(
        "qnom.cosmos.request_units", "{RU}", "Request units, by operation, container and function.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "qnom.cosmos.failures", "{operation}", "Operations that failed after all retries, by status.");

    /// <inheritdoc/>
    public override Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken) =>
        RequestUnits.Enabled || (Activity.Current is not null && Spans.Source.HasListeners())
            ? MeasureAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<ResponseMessage> MeasureAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        var (operation, container) = Describe(request);
        if (container is null)
            return await base.SendAsync(request, cancellationToken);

        // Never the beginning of a trace: what runs by itself, as the look at a board's pulse, would begin thousands.
        using var span = Activity.Current is null ? null : Spans.Source.StartActivity($"{operation} {container}", ActivityKind.Client);
        span?.SetTag("db.system.name", "azure.cosmosdb").SetTag("db.operation.name", operation).SetTag("db.collection.name", container);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Record(span, response, operation, container);
            return response;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            span?.SetTag("error.type", exception.GetType().Name).SetStatus(ActivityStatusCode.Error);
            Refused.Add(1, new("operation", operation), new("container", container), new("status", 0));
            throw;
        }
    }

    private static void Record(Activity? span, ResponseMessage response, string operation, string container)
    {
        var (status, charge) = ((int)response.StatusCode, response.Headers.RequestCharge);
        RequestUnits.Add(
            charge, new("operation", operation), new("container", container), new("function", RunningFunction.Name ?? "none"));
        span?.SetTag("db.response.status_code", status).SetTag("azure.cosmosdb.operation.request_charge", charge);
        if (IsAnAnswer(response))
            return;
        span?.SetStatus(ActivityStatusCode.Error);
        Refused.Add(1, new("operation", operation), new("container", container), new("status", status));
    }

    // Not there, there already, changed meanwhile, not changed: what callers ask for and go by.
    private static bool IsAnAnswer(ResponseMessage response) => response.IsSuccessStatusCode || response.StatusCode
        is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotModified;

    // dbs/{database}/colls/{container}/docs[/{id}], where the SDK may have put a leading slash; metadata has no documents.
    private static (string Operation, string? Container) Describe(RequestMessage request)
    {
        var path = request.RequestUri.OriginalString.AsSpan().Trim('/');
        Span<Range> parts = stackalloc Range[7];
        var count = path.Split(parts, '/');
        if (count < 4 || !path[parts[2]].SequenceEqual("colls"))
            return ("metadata", null);
        var container = path[parts[3]].ToString();
        var operation = request switch
        {
            _ when Has("x-ms-cosmos-is-batch-request") => "batch",
            _ when Has("x-ms-documentdb-isquery") || Has("x-ms-documentdb-query") => "query",
            _ when Has("A-IM") => "feed",
            { Method.Method: "POST" } when Has("x-ms-documentdb-is-upsert") => "upsert",
            { Method.Method: "POST" } => "create",
            { Method.Method: "PUT" } => "replace",
            { Method.Method: "PATCH" } => "patch",
            { Method.Method: "DELETE" } => "delete",
            _ => "read",
        };
        return (operation, container);

        bool Has(string header) => request.Headers[header] is not null;
    }
}
