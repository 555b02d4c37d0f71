namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about reviews.</summary>
internal sealed class BadReviewRequests(string venue)
{
    private const string Id = "5f1d7a84db00d2fce00b31a7fc73224f";

    private const string Good = """{"stars":4,"text":"Tender chicken."}""";

    private string Mine => $"v1/venues/{venue}/reviews/mine";

    private string One => $"v1/venues/{venue}/reviews/{Id}";

    /// <summary>The path of each endpoint that asks who calls.</summary>
    public IReadOnlyList<(string Function, string Method, string Path)> Guarded =>
    [
        ("GetOwnReview", "GET", Mine), ("PutOwnReview", "PUT", Mine), ("DeleteOwnReview", "DELETE", Mine), ("PutReply", "PUT", $"{One}/reply"),
        ("DeleteReply", "DELETE", $"{One}/reply"), ("ReportReview", "PUT", $"{One}/report"),
        ("ListReviewReports", "GET", "v1/review-reports"), ("PutVisibility", "PUT", $"{One}/visibility"),
    ];

    /// <summary>All of them, but for callers who may not.</summary>
    public IEnumerable<BadRequest> All => [.. Bodies(), .. Ids(), .. Queries()];

    private IEnumerable<BadRequest> Bodies()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("", ""), ("{", ""), ("null", ""), ("{}", ""), ("\0", ""), (Good[..^1] + ",\"author\":\"Mei\"}", "/author"),
            (Good.Replace("4", "0"), "/stars"), (Good.Replace("4", "6"), "/stars"), (Good.Replace("4", "4.5"), "/stars"),
            (Good.Replace("4", "\"4\""), "/stars"), (Good.Replace("Tender chicken.", "x"), "/text"), (Good.Replace("Tender chicken.", " . "), "/text"),
            (Good.Replace("Tender", "a\\u0000b"), "/text"), (Good.Replace("Tender", new string('a', 1001)), "/text"), ("""{"stars":4,"text":null}""", "/text"),
        })
        {
            yield return new("PutOwnReview", $"the review {body}", "PUT", Mine, Sender.Diner, 400) { Body = body, At = at };
        }

        yield return new("PutOwnReview", "a stale If-Match", "PUT", Mine, Sender.Diner, 412) { Body = Good, IfMatch = "\"99-x\"" };
        yield return new("PutOwnReview", "no ETag", "PUT", Mine, Sender.Diner, 400) { Body = Good, IfMatch = "1" };
        yield return new("PutOwnReview", "far too much", "PUT", Mine, Sender.Diner, 413) { Body = new string(' ', 64 * 1024) + Good };
        yield return new("PutOwnReview", "a text", "PUT", Mine, Sender.Diner, 415) { Body = Good, ContentType = "text/plain" };
        foreach (var (body, at) in new[] { ("{}", ""), ("{\"text\":\"\"}", "/text"), ("{\"text\":1}", "/text"), ("{\"text\":null}", "/text") })
            yield return new("PutReply", $"the reply {body}", "PUT", $"{One}/reply", Sender.Server, 400) { Body = body, At = at };
        foreach (var (body, at) in new[] { ("{}", ""), ("{\"reason\":\"dull\"}", "/reason"), ("{\"reason\":0}", "/reason"), ("{\"reason\":null}", "/reason") })
            yield return new("ReportReview", $"the report {body}", "PUT", $"{One}/report", Sender.Diner, 400) { Body = body, At = at };
        foreach (var (body, at) in new[] { ("{}", ""), ("{\"hiddenFor\":\"dull\"}", "/hiddenFor"), ("{\"hiddenFor\":true}", "/hiddenFor") })
            yield return new("PutVisibility", $"the visibility {body}", "PUT", $"{One}/visibility", Sender.Operator, 400) { Body = body, At = at };
    }

    private IEnumerable<BadRequest> Ids()
    {
        yield return new("GetOwnReview", "none there", "GET", Mine, Sender.Diner, 404);
        foreach (var id in (string[])[Id, "No-Such-Thing", "..%2f..%2fhead", "%7erating", new('x', 101)])
        {
            var path = $"v1/venues/{venue}/reviews/{id}";
            yield return new("PutReply", "a strange id", "PUT", $"{path}/reply", Sender.Server, 404) { Body = "{\"text\":\"Thanks\"}" };
            yield return new("DeleteReply", "a strange id", "DELETE", $"{path}/reply", Sender.Server, 404);
            yield return new("ReportReview", "a strange id", "PUT", $"{path}/report", Sender.Diner, 404) { Body = "{\"reason\":\"fake\"}" };
        }

        foreach (var id in (string[])["no-such-thing", "No-Such-Thing", "%7ereports", new('x', 101)])
        {
            yield return new("ListReviews", "a strange id", "GET", $"v1/venues/{id}/reviews", Sender.Nobody, 404);
            yield return new("PutOwnReview", "a strange id", "PUT", $"v1/venues/{id}/reviews/mine", Sender.Diner, 404) { Body = Good };
        }

        yield return new("DeleteOwnReview", "a strange id", "DELETE", "v1/venues/%7ereports/reviews/mine", Sender.Diner, 404);
        yield return new("PutReply", "another's stall", "PUT", $"v1/venues/anothers-stall/reviews/{Id}/reply", Sender.Server, 403) { Body = "{\"text\":\"Thanks\"}" };
    }

    private IEnumerable<BadRequest> Queries()
    {
        foreach (var (query, at) in new[] { ("limit=0", "limit"), ("limit=101", "limit"), ("cursor=", "cursor"), ("cursor=x", "cursor") })
        {
            yield return new("ListReviews", $"the query {query}", "GET", $"v1/venues/{venue}/reviews?{query}", Sender.Nobody, 400) { At = at };
            yield return new("ListReviewReports", $"the query {query}", "GET", $"v1/review-reports?{query}", Sender.Operator, 400) { At = at };
        }
    }
}
