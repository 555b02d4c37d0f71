using System.Text.Json.Nodes;

namespace QNom.Tests.OpenApi;

/// <summary>Holds what travels against the API document: what it does not describe is a failure.</summary>
internal sealed class Contract(JsonNode document)
{
    private readonly SchemaCheck check = new(document);
    private readonly string server = (string)document["servers"]![0]!["url"]! + "/";

    /// <summary>Whether an address is the API's, and not, say, the development issuer's.</summary>
    public bool Covers(Uri address) => address.AbsolutePath.StartsWith(server, StringComparison.Ordinal);

    /// <summary>Everything in which an answer differs from what is described.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="address">The request's address.</param>
    /// <param name="sent">The request's body; null if it is no JSON.</param>
    /// <param name="answer">The answer, with its content in memory.</param>
    public async Task<List<string>> BreachesAsync(HttpMethod method, Uri address, JsonNode? sent, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (Find(method, address) is not { } operation)
            return status is 404 or 405 ? [] : [$"{method} {address.AbsolutePath} is not described"];
        if (operation["responses"]![$"{status}"] is not { } described)
            return [$"the status {status} is not described"];

        List<string> breaches = [.. Headers(described, answer), .. Safety(answer)];
        breaches.AddRange(await ContentAsync(described, answer));
        // What was accepted must be what may be sent.
        if (answer.IsSuccessStatusCode && operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
            breaches.AddRange(check.Errors(sent, schema).Select(error => "the request's body " + error));
        return breaches;
    }

    private JsonNode? Find(HttpMethod method, Uri address)
    {
        var segments = address.AbsolutePath[server.Length..].Split('/');
        // A template with fewer parameters is the better match, as for the router: /sites/stream before /sites/{siteId}.
        return document["paths"]!.AsObject()
            .Where(path => Fits(path.Key[1..].Split('/'), segments))
            .OrderBy(path => path.Key.Count(c => c == '{'))
            .Select(path => path.Value![method.Method.ToLowerInvariant()])
            .FirstOrDefault(operation => operation is not null);
    }

    private static bool Fits(string[] template, string[] segments) => template.Length == segments.Length
        && template.Zip(segments).All(pair => pair.First[0] == '{' || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Headers(JsonNode described, HttpResponseMessage answer) =>
        from header in described["headers"]?.AsObject() ?? []
        where (bool)header.Value!["required"]!
            && !answer.Headers.Concat(answer.Content.Headers).Any(sent => sent.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase))
        select $"the header {header.Key} is missing";

    // What every answer has, whatever is described: see docs/security.md.
    private static IEnumerable<string> Safety(HttpResponseMessage answer) =>
        from header in new[] { (Name: "X-Content-Type-Options", Value: "nosniff"), (Name: "Content-Security-Policy", Value: "frame-ancestors 'none'") }
        where !answer.Headers.TryGetValues(header.Name, out var values) || !values.Single().Contains(header.Value, StringComparison.Ordinal)
        select $"the header {header.Name} does not say {header.Value}";

    private async Task<IEnumerable<string>> ContentAsync(JsonNode described, HttpResponseMessage answer)
    {
        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        if (described["content"] is not { } content)
            return (await answer.Content.ReadAsByteArrayAsync()).Length == 0 ? [] : ["there is a body and none is described"];
        if (mediaType is null || content[mediaType] is not { } media)
            return [$"the content type {mediaType ?? "(none)"} is not described"];
        return mediaType.EndsWith("json", StringComparison.Ordinal)
            ? check.Errors(JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync()), media["schema"]!)
            : [];
    }
}
