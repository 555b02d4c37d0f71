using System.Text.Json;
using System.Text.Json.Nodes;
using QNom.Tests.Integration.BadInput;

namespace QNom.Tests.Integration.Telemetry;

/// <summary>Requests that carry a mark wherever a caller can put something.</summary>
internal static class Canary
{
    /// <summary>An address of nobody (RFC 5737), as a proxy would name it.</summary>
    public const string Address = "203.0.113.77";

    /// <summary>A bad request with the mark in its query, headers and key, in each text of its body, and in place of the body.</summary>
    public static IEnumerable<BadRequest> Variants(BadRequest request, string mark)
    {
        var marked = request with
        {
            Path = request.Path + (request.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"q={mark}&cursor={mark}&near={mark}",
            Key = request.Key is null ? null : $"{mark}-{Guid.NewGuid()}",
            Headers = [("User-Agent", mark), ("Cookie", $"session={mark}"), ("Referer", $"https://example.com/{mark}"), ("X-Forwarded-For", Address), ("Last-Event-ID", mark), ("Accept-Language", mark)],
        };
        yield return marked;
        if (request.Body is not { Length: > 2 and < 10_000 } body)
            yield break;
        yield return marked with { Body = $"{{\"{mark}\":\"{mark}\"}}" };
        if (TryMark(body, mark) is { } texts)
            yield return marked with { Body = texts };
    }

    /// <summary>Good requests with the mark wherever people write something of theirs.</summary>
    public static IEnumerable<BadRequest> Accepted(string venue, string mark)
    {
        yield return new("ReportQueue", "a report", "POST", $"v1/venues/{venue}/queue/reports", Sender.Diner, 202) { Body = "{\"waitMinutes\":12}", Key = mark };
        yield return new("PostNotice", "a notice", "PUT", $"v1/venues/{venue}/queue", Sender.Server, 200) { Body = "{\"waitMinutes\":12}" };
        yield return new("CreatePartner", "a partner", "POST", "v1/partners", Sender.Operator, 201) { Body = $"{{\"name\":\"{mark}\"}}", Key = mark };
        foreach (var (function, method, path, body) in new (string, string, string, string?)[]
        {
            ("PutDiner", "PUT", "v1/diners/me", $"{{\"displayName\":\"{mark}\",\"preferences\":{{}}}}"),
            ("PutConsent", "PUT", "v1/diners/me/consents/notifications", "{\"given\":true}"),
            ("AddPushChannel", "POST", "v1/diners/me/channels", $"{{\"endpoint\":\"https://push.example.net/{mark}\",\"expirationTime\":null,\"keys\":{{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}}}"),
            ("PutOwnReview", "PUT", $"v1/venues/{venue}/reviews/mine", $"{{\"stars\":4,\"text\":\"{mark}\"}}"),
        })
        {
            yield return new(function, "a diner", method, path, Sender.Diner, 0) { Body = body, IfMatch = "*" };
        }

        // What answers anyone whatever is sent.
        foreach (var (function, method, path, status) in new[]
        {
            ("GetOpenApi", "GET", "openapi.json", 200), ("GetDocs", "GET", "docs", 200), ("GetLiveness", "GET", "health/live", 200),
            ("GetReadiness", "GET", "health/ready", 200), ("RegisterDevice", "POST", "v1/devices", 201),
        })
        {
            yield return new(function, "whatever", method, $"{path}?q={mark}", Sender.Nobody, status) { Headers = [("User-Agent", mark), ("Cookie", mark)] };
        }

        yield return new("SearchVenues", "a search", "GET", $"v1/venues?near=1.28,103.84&radius=500&q={mark}", Sender.Nobody, 200);
    }

    private static string? TryMark(string body, string mark)
    {
        try
        {
            var node = JsonNode.Parse(body);
            Mark(node, mark);
            return node!.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Mark(JsonNode? node, string mark)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                    members[name] = mark;
                else
                    Mark(value, mark);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Mark(item, mark);
        }
    }
}
