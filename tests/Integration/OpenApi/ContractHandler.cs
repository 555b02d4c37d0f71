using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QNom.Tests.OpenApi;

/// <summary>
/// Holds every answer that the app gives to a test against the document that the app serves, and fails the test if they
/// differ. Answers outside of the API pass, and so does what flows from a stream.
/// </summary>
internal sealed class ContractHandler(Uri app) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private Contract? contract;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await JsonAsync(request.Content, cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        var known = contract ?? await ReadAsync(cancellationToken);
        if (!known.Covers(request.RequestUri!) || answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return answer;

        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        if (await known.BreachesAsync(request.Method, request.RequestUri!, sent, answer) is { Count: > 0 } breaches)
        {
            Assert.Fail(
                $"{request.Method} {request.RequestUri!.PathAndQuery} was answered {(int)answer.StatusCode} otherwise than "
                + $"/api/openapi.json says:\n{string.Join('\n', breaches)}\n{await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        reading.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Contract> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (contract is null)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app, "api/openapi.json"));
                using var answer = await base.SendAsync(request, cancellationToken);
                answer.EnsureSuccessStatusCode();
                contract = new Contract(JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken))!);
            }

            return contract;
        }
        finally
        {
            reading.Release();
        }
    }

    // Tests also send what is no JSON, which is for the app to refuse.
    private static async Task<JsonNode?> JsonAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content?.Headers.ContentType is not MediaTypeHeaderValue { MediaType: "application/json" })
            return null;
        try
        {
            return JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
