using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QNom.Local.Cosmos.Http;

/// <summary>What happens to every request: signature, faults, route, answer, log.</summary>
internal sealed class RequestPipeline(Router router, MasterKeySignature signature, RequestLog log, FaultInjection faults)
{
    /// <summary>Well above the largest item, so that one over the limit is answered with 413 and its reason.</summary>
    public const long MaxBodyBytes = 8 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var arrived = TimeProvider.System.GetTimestamp();
        var http = context.Request;
        var body = await ReadBodyAsync(http, context.RequestAborted);
        var request = new CosmosRequest(http.Method, http.Path.Value ?? "/", http.Headers, body);
        var entry = RequestKind.Describe(request);
        var isSigned = IsSigned(context);
        var fault = isSigned ? faults.Take(entry.Operation, entry.Container, entry.PartitionKey) : null;
        var (response, isLost) = isSigned ? Answer(request, fault) : (CosmosResponse.Error(401, Unsigned), false);
        if (fault?.Kind is FaultKind.TimedOut or FaultKind.SlowAnswer)
            await Task.Delay(fault.Delay, context.RequestAborted);
        log.Add(entry with
        {
            Status = isLost ? 0 : response.Status,
            RequestCharge = response.RequestCharge,
            Duration = TimeProvider.System.GetElapsedTime(arrived),
        });
        if (isLost)
            context.Abort();
        else
            await WriteAsync(context, response);
    }

    private const string Unsigned =
        "The input authorization token can't serve the request: the signature is not one by the emulator's key.";

    private (CosmosResponse Response, bool IsLost) Answer(CosmosRequest request, Fault? fault) => fault?.Kind switch
    {
        null or FaultKind.SlowAnswer => (Answer(request), false),
        FaultKind.TimedOut => (CosmosResponse.Error(408, "The request timed out (an injected fault)."), false),
        FaultKind.LostResponse => (Answer(request), true),
        FaultKind.LostRequest => (new(0) { RequestCharge = 0 }, true),
        FaultKind.TooManyRequests => (CosmosResponse.Error(429, "Request rate is large (an injected fault).") with
        {
            SubStatus = SubStatus.RequestRateTooLarge,
            RetryAfter = fault.RetryAfter,
        }, false),
        _ => (CosmosResponse.Error(503, "The service is unavailable (an injected fault)."), false),
    };

    private CosmosResponse Answer(CosmosRequest request)
    {
        try
        {
            return router.Route(request);
        }
        catch (RequestRefusedException refusal)
        {
            return CosmosResponse.Refused(refusal);
        }
        catch (Exception bug)
        {
            // The emulator has no log of its own: whoever sees the 500 must be able to report it.
            return CosmosResponse.Error(500, $"A defect of QNom's Cosmos emulator: {bug}");
        }
    }

    private bool IsSigned(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var query = target.IndexOf('?');
        string? date = request.Headers[CosmosHeaders.Date];
        return signature.IsValid(
            request.Headers.Authorization, request.Method, request.Path.Value ?? "/",
            query < 0 ? target : target[..query], date ?? request.Headers.Date);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding")))
            return [];
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, MaxBodyBytes));
        await request.Body.CopyToAsync(buffer, ct);
        return buffer.TryGetBuffer(out var bytes) && bytes.Count == bytes.Array!.Length ? bytes.Array : buffer.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, CosmosResponse response)
    {
        var http = context.Response;
        http.StatusCode = response.Status;
        var headers = http.Headers;
        headers[CosmosHeaders.ActivityId] = context.Request.Headers.TryGetValue(CosmosHeaders.ActivityId, out var activity)
            ? activity
            : Guid.NewGuid().ToString();
        headers[CosmosHeaders.RequestCharge] = response.RequestCharge.ToString("0.##", CultureInfo.InvariantCulture);
        headers[CosmosHeaders.ServiceVersion] = "version=2.14.0.0";
        headers[CosmosHeaders.SchemaVersion] = "1.18";
        if (response.ETag is not null)
            headers.ETag = response.ETag;
        if (response.SubStatus != 0)
            headers[CosmosHeaders.SubStatus] = response.SubStatus.ToString(CultureInfo.InvariantCulture);
        if (response.Continuation is not null)
            headers[CosmosHeaders.Continuation] = response.Continuation;
        if (response.ItemCount is { } count)
            headers[CosmosHeaders.ItemCount] = count.ToString(CultureInfo.InvariantCulture);
        if (response.RetryAfter is { } wait)
            headers[CosmosHeaders.RetryAfter] = ((long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        if (response.Container is { } container)
        {
            headers[CosmosHeaders.SessionToken] = container.SessionToken;
            headers[CosmosHeaders.Lsn] = container.Lsn.ToString(CultureInfo.InvariantCulture);
            headers[CosmosHeaders.OwnerFullName] = container.FullName;
            headers[CosmosHeaders.OwnerId] = container.ResourceId;
        }

        if (response.Body.IsEmpty || response.Status is 204 or 304)
            return;
        http.ContentType = response.ContentType;
        http.ContentLength = response.Body.Length;
        await http.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
