namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about alerts and channels.</summary>
internal sealed class BadAlertRequests(string venue)
{
    private const string Alerts = "v1/diners/me/alerts";

    private const string Channels = "v1/diners/me/channels";

    private const string None = $"{Alerts}/0f4b1c1b2a3d4e5f8899aabbccddeeff";

    private const string Rule = """{"underMinutes":10,"from":"11:45","until":"13:00","days":["monday"]}""";

    private const string Subscription = """
        {"endpoint":"https://push.example.net/x","expirationTime":null,"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}
        """;

    private string Good => $$"""{"venueId":"{{venue}}","when":{{Rule}}}""";

    /// <summary>The path of each endpoint, all of which are for diners alone.</summary>
    public static IReadOnlyList<(string Function, string Method, string Path)> Guarded { get; } =
    [
        ("ListAlerts", "GET", Alerts), ("CreateAlert", "POST", Alerts), ("GetAlert", "GET", None), ("PutAlert", "PUT", None),
        ("DeleteAlert", "DELETE", None), ("ListChannels", "GET", Channels), ("AddPushChannel", "POST", Channels),
        ("UseEmailChannel", "PUT", $"{Channels}/email"), ("RemoveChannel", "DELETE", $"{Channels}/email"),
    ];

    /// <summary>All of them, but for callers who may not.</summary>
    public IEnumerable<BadRequest> All => [.. Rules(), .. NewAlerts(), .. Subscriptions(), .. Others()];

    private static IEnumerable<BadRequest> Rules()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("", ""), ("{", ""), ("null", ""), ("{}", ""), ("[1]", ""), ("\0", ""), (Rule[..^1] + ",\"more\":1}", "/more"),
            (Rule.Replace("10", "0"), "/underMinutes"), (Rule.Replace("10", "181"), "/underMinutes"), (Rule.Replace("10", "9.5"), "/underMinutes"),
            (Rule.Replace("11:45", "24:00"), "/from"), (Rule.Replace("11:45", "11:60"), "/from"), (Rule.Replace("11:45", "noon"), "/from"),
            (Rule.Replace("13:00", "11:45"), "/until"), (Rule.Replace("13:00", "24:01"), "/until"),
            (Rule.Replace("\"monday\"", ""), "/days"), (Rule.Replace("\"monday\"", "\"monday\",\"monday\""), "/days"),
            (Rule.Replace("monday", "someday"), "/days"), (Rule.Replace("\"monday\"", "1"), "/days"),
        })
        {
            yield return new("PutAlert", $"the rule {body}", "PUT", None, Sender.Diner, 400) { Body = body, At = at, IfMatch = "*" };
        }

        yield return new("PutAlert", "no If-Match", "PUT", None, Sender.Diner, 428) { Body = Rule };
        yield return new("PutAlert", "no ETag", "PUT", None, Sender.Diner, 400) { Body = Rule, IfMatch = "1" };
        yield return new("PutAlert", "none there", "PUT", None, Sender.Diner, 404) { Body = Rule, IfMatch = "*" };
        yield return new("PutAlert", "a text", "PUT", None, Sender.Diner, 415) { Body = Rule, IfMatch = "*", ContentType = "text/plain" };
        yield return new("PutAlert", "far too much", "PUT", None, Sender.Diner, 413) { Body = new string(' ', 64 * 1024) + Rule, IfMatch = "*" };
    }

    private IEnumerable<BadRequest> NewAlerts()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("", ""), ("null", ""), ("{}", ""), (Good[..^1] + ",\"more\":1}", "/more"), (Good.Replace(venue, "No-Such-Thing"), "/venueId"),
            (Good.Replace(venue, "../head"), "/venueId"), (Good.Replace(venue, "~alerts"), "/venueId"), (Good.Replace(Rule, "null"), "/when"),
            (Good.Replace("10", "0"), "/when/underMinutes"), (Good.Replace("13:00", "11:45"), "/when/until"),
        })
        {
            yield return new("CreateAlert", $"the alert {body}", "POST", Alerts, Sender.Diner, 400) { Body = body, At = at };
        }

        yield return new("CreateAlert", "no consent", "POST", Alerts, Sender.Diner, 409) { Body = Good };
        yield return new("CreateAlert", "a text", "POST", Alerts, Sender.Diner, 415) { Body = Good, ContentType = "text/plain" };
        yield return new("CreateAlert", "far too much", "POST", Alerts, Sender.Diner, 413) { Body = new string(' ', 64 * 1024) + Good };
    }

    private static IEnumerable<BadRequest> Subscriptions()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("", ""), ("null", ""), ("{}", ""), (Subscription.Replace("\"expirationTime\"", "\"more\""), "/more"),
            (Subscription.Replace("https:", "http:"), "/endpoint"), (Subscription.Replace("push.example.net", "127.0.0.1"), "/endpoint"),
            (Subscription.Replace("push.example.net", "[::1]"), "/endpoint"), (Subscription.Replace("push.example.net", "localhost"), "/endpoint"),
            (Subscription.Replace("push.example.net", "169.254.169.254"), "/endpoint"), (Subscription.Replace("push.example.net", "push.example.net:8443"), "/endpoint"),
            (Subscription.Replace("push.example.net", "a:b@push.example.net"), "/endpoint"), (Subscription.Replace("https://push.example.net/x", "file:///etc/passwd"), "/endpoint"),
            (Subscription.Replace("net/x", "net/" + new string('x', 1000)), "/endpoint"), (Subscription.Replace("BCVx", "BCVy"), "/keys/p256dh"),
            (Subscription.Replace("BTBZ", ""), "/keys/auth"), (Subscription.Replace("null", "\"never\""), "/expirationTime"),
        })
        {
            yield return new("AddPushChannel", $"the subscription {body}", "POST", Channels, Sender.Diner, 400) { Body = body, At = at };
        }

        yield return new("AddPushChannel", "no consent", "POST", Channels, Sender.Diner, 409) { Body = Subscription };
        yield return new("AddPushChannel", "a text", "POST", Channels, Sender.Diner, 415) { Body = Subscription, ContentType = "text/plain" };
        yield return new("AddPushChannel", "far too much", "POST", Channels, Sender.Diner, 413) { Body = new string(' ', 64 * 1024) + Subscription };
    }

    private static IEnumerable<BadRequest> Others()
    {
        yield return new("UseEmailChannel", "a token without an address", "PUT", $"{Channels}/email", Sender.Diner, 409);
        foreach (var id in (string[])["no-such-thing", "No-Such-Thing", "..%2f..%2fhead", "%7ealerts", new('x', 101)])
            yield return new("GetAlert", "a strange id", "GET", $"{Alerts}/{id}", Sender.Diner, 404);
        foreach (var id in (string[])["No-Such-Thing", "%7ealerts", new('x', 101)])
        {
            yield return new("DeleteAlert", "a strange id", "DELETE", $"{Alerts}/{id}", Sender.Diner, 404);
            yield return new("RemoveChannel", "a strange id", "DELETE", $"{Channels}/{id}", Sender.Diner, 404);
        }
    }
}
