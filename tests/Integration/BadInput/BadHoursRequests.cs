namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about opening hours, and a report where nobody can queue.</summary>
internal sealed class BadHoursRequests(string venue)
{
    /// <summary>A stall that is never open.</summary>
    public const string ClosedVenue = "bad-input-closed-stall";

    private const string Noon = """{"weekly":[{"days":["monday"],"open":"11:00","close":"14:00"}]}""";

    /// <summary>All of them.</summary>
    public IEnumerable<BadRequest> All => [.. Bodies(), .. Preconditions(), .. Ids(), .. Closed()];

    private IEnumerable<BadRequest> Bodies() =>
        from bad in new (string Body, string At)[]
        {
            ("", ""), ("{", ""), ("[1]", ""), ("null", ""), ("{}", ""), ("\0", ""), (Noon + "{}", ""),
            (With("\"more\":1"), "/more"), (With("\"weekly\":[]"), "*"),
            ("""{"weekly":null}""", "/weekly"), ("""{"weekly":[null]}""", "/weekly"), ("""{"weekly":{}}""", "/weekly"),
            (Noon.Replace("[\"monday\"]", "null"), "/weekly"), (Noon.Replace("[\"monday\"]", "[]"), "/weekly/0/days"),
            (Noon.Replace("[\"monday\"]", "[\"monday\",\"monday\"]"), "/weekly/0/days"), (Noon.Replace("monday", "someday"), "/weekly/0/days"),
            (Noon.Replace("[\"monday\"]", "[1]"), "/weekly/0/days"),
            (Noon.Replace("11:00", "25:00"), "/weekly/0/open"), (Noon.Replace("11:00", "24:00"), "/weekly/0/open"),
            (Noon.Replace("11:00", "11:60"), "/weekly/0/open"), (Noon.Replace("11:00", "1100"), "/weekly/0/open"),
            (Noon.Replace("\"14:00\"", "14"), "/weekly/0/close"), (Noon.Replace("14:00", "24:01"), "/weekly/0/close"),
            (Noon.Replace("14:00", "１４:00"), "/weekly/0/close"), (Noon.Replace("14:00", "14:00\\n"), "/weekly/0/close"),
            ("""{"weekly":[{"days":["monday"],"open":"11:00","close":"14:00"},{"days":["monday"],"open":"13:59","close":"20:00"}]}""", "/weekly/1"),
            ("""{"weekly":[{"days":["sunday"],"open":"22:00","close":"03:00"},{"days":["monday"],"open":"02:00","close":"05:00"}]}""", "/weekly"),
            (With("\"publicHolidays\":[null]"), "/publicHolidays"),
            (With("\"publicHolidays\":[{\"open\":\"09:00\",\"close\":\"12:00\"},{\"open\":\"11:00\",\"close\":\"13:00\"}]"), "/publicHolidays"),
            (With("\"specialDays\":[{\"date\":\"2026-02-30\",\"spans\":[]}]"), "/specialDays/0/date"),
            (With("\"specialDays\":[{\"date\":\"1999-01-01\",\"spans\":[]}]"), "/specialDays/0/date"),
            (With("\"specialDays\":[{\"date\":\"2026-12-24\",\"spans\":[]},{\"date\":\"2026-12-24\",\"spans\":[]}]"), "/specialDays/1/date"),
            (With("\"specialDays\":[{\"date\":\"2026-12-24\",\"spans\":null}]"), "/specialDays"),
            (With("\"closures\":[{\"from\":\"2026-12-24\",\"to\":\"2026-12-23\"}]"), "/closures/0/to"),
            (With("\"closures\":[{\"from\":\"2026-01-01\",\"to\":\"2029-01-01\"}]"), "/closures/0/to"),
            (With("\"closures\":[{\"from\":\"24/12/2026\",\"to\":\"2026-12-25\"}]"), "/closures/0/from"),
            (With("\"closures\":[null]"), "/closures"),
        }
        select new BadRequest("PutHours", $"the hours {bad.Body}", "PUT", Path(venue), Sender.Server, 400)
        {
            Body = bad.Body,
            At = bad.At,
            IfMatch = "*",
        };

    private IEnumerable<BadRequest> Preconditions()
    {
        foreach (var (what, tag, status) in new (string, string?, int)[]
        {
            ("no If-Match", null, 428), ("a stale If-Match", "\"99-x\"", 412), ("a weak If-Match", "W/\"0-x\"", 412),
            ("another's If-Match", "\"x\"", 412), ("no ETag", "1", 400),
        })
        {
            yield return new("PutHours", what, "PUT", Path(venue), Sender.Server, status) { Body = Noon, IfMatch = tag };
        }

        yield return new("PutHours", "far too much", "PUT", Path(venue), Sender.Server, 413) { Body = new string(' ', 64 * 1024) + Noon, IfMatch = "*" };
        yield return new("PutHours", "a text", "PUT", Path(venue), Sender.Server, 415) { Body = Noon, IfMatch = "*", ContentType = "text/plain" };
    }

    private static IEnumerable<BadRequest> Ids()
    {
        foreach (var id in (string[])["no-such-thing", "No-Such-Thing", "..%2f..%2fhead", "%7ehours", new('x', 101)])
        {
            yield return new("GetHours", "a strange id", "GET", Path(id), Sender.Nobody, 404);
            yield return new("PutHours", "a strange id", "PUT", Path(id), Sender.Operator, 404) { Body = Noon, IfMatch = "*" };
        }

        yield return new("PutHours", "another's stall", "PUT", Path("anothers-stall"), Sender.Server, 403) { Body = Noon, IfMatch = "*" };
    }

    private static IEnumerable<BadRequest> Closed()
    {
        foreach (var sender in (Sender[])[Sender.Diner, Sender.Device])
            yield return new("ReportQueue", "a closed stall", "POST", $"v1/venues/{ClosedVenue}/queue/reports", sender, 409) { Body = "{\"waitMinutes\":5}" };
    }

    private static string Path(string id) => $"v1/venues/{id}/hours";

    private static string With(string member) => Noon[..^1] + "," + member + "}";
}
