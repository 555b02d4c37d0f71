namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about webhooks of a partner, who has none.</summary>
internal sealed class BadWebhookRequests(string partner)
{
    private const string Webhook = "c1f06a1be2d94a37";
    private const string Good = """{"url":"https://pos.example.com/qnom"}""";

    private readonly string webhooks = $"v1/partners/{partner}/webhooks";

    /// <summary>The path of each endpoint, none of which lets in who is no member.</summary>
    public IReadOnlyList<(string Function, string Method, string Path)> Endpoints =>
    [
        ("CreateWebhook", "POST", webhooks),
        ("ListWebhooks", "GET", webhooks),
        ("GetWebhook", "GET", $"{webhooks}/{Webhook}"),
        ("PutWebhook", "PUT", $"{webhooks}/{Webhook}"),
        ("DeleteWebhook", "DELETE", $"{webhooks}/{Webhook}"),
        ("RotateWebhookSecret", "POST", $"{webhooks}/{Webhook}/secret"),
        ("VerifyWebhook", "POST", $"{webhooks}/{Webhook}/verification"),
        ("TestWebhook", "POST", $"{webhooks}/{Webhook}/test"),
        ("ListDeliveries", "GET", $"{webhooks}/{Webhook}/deliveries"),
        ("GetDelivery", "GET", $"{webhooks}/{Webhook}/deliveries/any"),
        ("ReplayDelivery", "POST", $"{webhooks}/{Webhook}/deliveries/any/replay"),
    ];

    /// <summary>Those that read a body, with one that would be good and a member of it.</summary>
    public IReadOnlyList<(string Function, string Path, Sender Sender, string Body, string Member)> Bodies =>
    [
        ("CreateWebhook", webhooks, Sender.Operator, Good, "url"),
        ("RotateWebhookSecret", $"{webhooks}/{Webhook}/secret", Sender.Operator, "{\"overlapHours\":1}", "overlapHours"),
    ];

    /// <summary>All of them, but for strangers and bodies that are none.</summary>
    public IEnumerable<BadRequest> All => [.. Settings(), .. Missing(), .. Lists()];

    private IEnumerable<BadRequest> Settings()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("{}", ""),
            ("{\"url\":null}", "/url"),
            ("{\"url\":\"\"}", "/url"),
            ("{\"url\":\"pos\"}", "/url"),
            ("{\"url\":\"http://pos.example.com/\"}", "/url"),
            ("{\"url\":\"https://user:secret@pos.example.com/\"}", "/url"),
            ("{\"url\":\"https://10.0.0.1/\"}", "/url"),
            ("{\"url\":\"https://169.254.169.254/metadata/instance\"}", "/url"),
            ("{\"url\":\"https://[::ffff:10.0.0.1]/\"}", "/url"),
            ("{\"url\":\"https://metadata.google.internal/\"}", "/url"),
            ("{\"url\":\"https://pos.example.com:22/\"}", "/url"),
            ($"{{\"url\":\"https://pos.example.com/{new string('a', 500)}\"}}", "/url"),
            (Good[..^1] + ",\"events\":[]}", "/events"),
            (Good[..^1] + ",\"events\":[\"order.eaten\"]}", "/events"),
            (Good[..^1] + ",\"events\":[null]}", "/events"),
            (Good[..^1] + ",\"events\":[\"order.paid\",\"order.paid\"]}", "/events"),
            (Good[..^1] + ",\"label\":\" \"}", "/label"),
            (Good[..^1] + ",\"label\":\"a\\u0000b\"}", "/label"),
            (Good[..^1] + ",\"paused\":1}", "/paused"),
            (Good[..^1] + ",\"more\":1}", "/more"),
        })
        {
            yield return new("CreateWebhook", $"the body {body}", "POST", webhooks, Sender.Operator, 400) { Body = body, At = at, Key = Guid.NewGuid().ToString() };
            yield return new("PutWebhook", $"the body {body}", "PUT", $"{webhooks}/{Webhook}", Sender.Operator, 400) { Body = body, At = at, IfMatch = "*" };
        }

        foreach (var hours in (string[])["-1", "169", "1.5", "\"1\"", "null"])
        {
            yield return new("RotateWebhookSecret", $"{hours} hours", "POST", $"{webhooks}/{Webhook}/secret", Sender.Operator, 400)
            {
                Body = $"{{\"overlapHours\":{hours}}}",
                At = "/overlapHours",
                Key = Guid.NewGuid().ToString(),
            };
        }

        yield return new("PutWebhook", "no If-Match", "PUT", $"{webhooks}/{Webhook}", Sender.Operator, 428) { Body = Good };
        yield return new("PutWebhook", "no ETag", "PUT", $"{webhooks}/{Webhook}", Sender.Operator, 400) { Body = Good, IfMatch = "1", At = "If-Match" };
    }

    private IEnumerable<BadRequest> Missing()
    {
        foreach (var (function, method, path) in Endpoints)
        {
            yield return new(function, "another's business", method, path.Replace(partner, "anothers", StringComparison.Ordinal), Sender.Partner, 403) { Body = method is "POST" or "PUT" ? "{}" : null };
            yield return new(function, "a partner of a strange id", method, path.Replace(partner, "%7epartners", StringComparison.Ordinal), Sender.Operator, 404)
            {
                Body = function is "RotateWebhookSecret" ? "{}" : method is "POST" or "PUT" ? Good : null,
                Key = Guid.NewGuid().ToString(),
                IfMatch = "*",
            };
            foreach (var id in (string[])["No-Such-Thing", "..%2f..%2fhead", "%7epartners", new('x', 101), .. function is "CreateWebhook" or "ListWebhooks" ? [] : (string[])[Webhook]])
            {
                var at = function is "CreateWebhook" or "ListWebhooks" ? path.Replace(partner, id, StringComparison.Ordinal) : path.Replace(Webhook, id, StringComparison.Ordinal);
                yield return new(function, "what is not there", method, at, Sender.Operator, 404)
                {
                    Body = function is "RotateWebhookSecret" ? "{}" : method is "POST" or "PUT" ? Good : null,
                    Key = Guid.NewGuid().ToString(),
                    IfMatch = "*",
                };
            }
        }
    }

    private IEnumerable<BadRequest> Lists() =>
        from query in new (string Text, string At)[] { ("limit=0", "limit"), ("limit=101", "limit"), ("cursor=", "cursor"), ("cursor=nonsense", "cursor"), ("state=lost", "state"), ("state=", "state") }
        select new BadRequest("ListDeliveries", $"the query {query.Text}", "GET", $"{webhooks}/{Webhook}/deliveries?{query.Text}", Sender.Operator, 400) { At = query.At };
}
