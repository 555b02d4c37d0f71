namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about what diners keep with us.</summary>
internal static class BadDinerRequests
{
    private const string Me = "v1/diners/me";

    private const string Good = """{"displayName":"Mei","preferences":{"priceCents":800}}""";

    /// <summary>The path of each endpoint, all of which are for diners alone.</summary>
    public static IReadOnlyList<(string Function, string Method, string Path)> Guarded { get; } =
    [
        ("GetDiner", "GET", Me), ("PutDiner", "PUT", Me), ("DeleteDiner", "DELETE", Me), ("KeepDiner", "DELETE", $"{Me}/deletion"),
        ("GetDinerData", "GET", $"{Me}/data"), ("ListFavourites", "GET", $"{Me}/favourites"),
        ("AddFavourite", "PUT", $"{Me}/favourites/any"), ("RemoveFavourite", "DELETE", $"{Me}/favourites/any"),
        ("ListConsents", "GET", $"{Me}/consents"), ("PutConsent", "PUT", $"{Me}/consents/history"), ("ListVisits", "GET", $"{Me}/visits"),
    ];

    /// <summary>All of them, but for callers who may not.</summary>
    public static IEnumerable<BadRequest> All => [.. Bodies(), .. Preconditions(), .. Others()];

    private static IEnumerable<BadRequest> Bodies() =>
        from bad in new (string Body, string At)[]
        {
            ("", ""), ("{", ""), ("[1]", ""), ("null", ""), ("{}", ""), ("\0", ""), (Good + "{}", ""),
            (Good[..^1] + ",\"more\":1}", "/more"), (Good[..^1] + ",\"displayName\":\"A B\"}", "*"),
            ("""{"displayName":"Mei","preferences":null}""", "/preferences"), (Good.Replace("Mei", "M"), "/displayName"),
            (Good.Replace("Mei", "a\\r\\nb"), "/displayName"), (Good.Replace("Mei", new string('a', 101)), "/displayName"),
            (Good.Replace("800", "99"), "/preferences/priceCents"), (Good.Replace("800", "50001"), "/preferences/priceCents"),
            (Good.Replace("800", "7.5"), "/preferences/priceCents"), (Good.Replace("800", "800,\"diets\":[\"paleo\"]"), "/preferences/diets"),
            (Good.Replace("800", "800,\"diets\":[\"vegan\",\"vegan\"]"), "/preferences/diets"),
            (Good.Replace("800", "800,\"cuisines\":[0]"), "/preferences/cuisines"),
            (Good.Replace("800", "800,\"walkingSpeed\":\"run\""), "/preferences/walkingSpeed"),
            (Good.Replace("800", "800,\"language\":\"fr\""), "/preferences/language"),
        }
        select new BadRequest("PutDiner", $"the profile {bad.Body}", "PUT", Me, Sender.Diner, 400) { Body = bad.Body, At = bad.At, IfMatch = "*" };

    private static IEnumerable<BadRequest> Preconditions()
    {
        foreach (var (what, tag, status) in new (string, string?, int)[]
        {
            ("no If-Match", null, 428), ("a stale If-Match", "\"99-x\"", 412), ("another's If-Match", "\"x\"", 412), ("no ETag", "1", 400),
        })
        {
            yield return new("PutDiner", what, "PUT", Me, Sender.Diner, status) { Body = Good, IfMatch = tag };
        }

        yield return new("PutDiner", "far too much", "PUT", Me, Sender.Diner, 413) { Body = new string(' ', 64 * 1024) + Good, IfMatch = "*" };
        yield return new("PutDiner", "a text", "PUT", Me, Sender.Diner, 415) { Body = Good, IfMatch = "*", ContentType = "text/plain" };
    }

    private static IEnumerable<BadRequest> Others()
    {
        foreach (var id in (string[])["no-such-thing", "No-Such-Thing", "..%2f..%2fhead", "%7esites", new('x', 101)])
            yield return new("AddFavourite", "a strange id", "PUT", $"{Me}/favourites/{id}", Sender.Diner, 404);
        foreach (var id in (string[])["No-Such-Thing", "%7esites", new('x', 101)])
            yield return new("RemoveFavourite", "a strange id", "DELETE", $"{Me}/favourites/{id}", Sender.Diner, 404);
        foreach (var purpose in (string[])["History", "spam", "0", "%0d%0aX-Injected:%20yes"])
            yield return new("PutConsent", $"the purpose {purpose}", "PUT", $"{Me}/consents/{purpose}", Sender.Diner, 404) { Body = "{\"given\":true}" };
        foreach (var (body, at) in new[] { ("{}", ""), ("{\"given\":1}", "/given"), ("{\"given\":null}", "/given"), ("{\"given\":true,\"at\":1}", "/at") })
            yield return new("PutConsent", $"the consent {body}", "PUT", $"{Me}/consents/history", Sender.Diner, 400) { Body = body, At = at };
        foreach (var (query, at) in new[] { ("limit=0", "limit"), ("limit=101", "limit"), ("cursor=", "cursor"), ("cursor=x", "cursor"), ("cursor=eyJhZnRlciI6In4ifQ", "cursor") })
        {
            yield return new("ListConsents", $"the query {query}", "GET", $"{Me}/consents?{query}", Sender.Diner, 400) { At = at };
            yield return new("ListVisits", $"the query {query}", "GET", $"{Me}/visits?{query}", Sender.Diner, 400) { At = at };
        }
    }
}
