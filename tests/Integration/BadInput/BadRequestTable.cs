using QNom.Platform.Identity;

namespace QNom.Tests.Integration.BadInput;

/// <summary>Every bad request, made of what is there: a stall, a partner with a sensor and a key, and a key that was used.</summary>
internal sealed class BadRequestTable(string venue, string partner, string sensor, string usedKey)
{
    private const string Letter = "v1/dead-letters/2516421403139999999-7c9d2b7e-52f1-4c58-9a3b-0d8c1a2f6e41";

    private static readonly string[] StrangeIds =
        ["no-such-thing", "No-Such-Thing", "..%2f..%2fhead", "%7esites", "a%0d%0aX-Injected:%20yes", new('x', 101), "%E9%A3%9F"];

    /// <summary>The path of each endpoint that asks who calls, with a role that it does not let in.</summary>
    private IReadOnlyList<(string Function, string Method, string Path)> Guarded =>
    [
        ("ReportQueue", "POST", $"v1/venues/{venue}/queue/reports"),
        ("ReportQueues", "POST", "v1/queue-reports"),
        ("SendReadings", "POST", $"v1/sensors/{sensor}/readings"),
        ("PostNotice", "PUT", $"v1/venues/{venue}/queue"),
        ("ExplainQueue", "GET", $"v1/venues/{venue}/queue/explain"),
        ("ListHeldReports", "GET", $"v1/venues/{venue}/queue/held"),
        ("ReleaseReport", "POST", $"v1/venues/{venue}/queue/held/0f0a2d52-0a2b-4c8e-9d63-0c1f3f7f5b1e/release"),
        ("CreateVenue", "POST", "v1/venues"),
        ("PutVenue", "PUT", $"v1/venues/{venue}"),
        ("PutMenu", "PUT", $"v1/venues/{venue}/menu"),
        ("PutStock", "PUT", $"v1/venues/{venue}/menu/items/rice/stock"),
        ("StartRebuild", "POST", "v1/discovery/rebuilds"),
        ("GetRebuild", "GET", "v1/discovery/rebuilds/any"),
        ("GrantPhoto", "POST", $"v1/venues/{venue}/photos"),
        ("GetPhoto", "GET", $"v1/venues/{venue}/photos/any"),
        ("OrderPhotos", "PUT", $"v1/venues/{venue}/photos"),
        ("DeletePhoto", "DELETE", $"v1/venues/{venue}/photos/any"),
        ("PutHours", "PUT", $"v1/venues/{venue}/hours"),
        ("GetMyRecommendations", "GET", "v1/diners/me/recommendations"),
        ("CreatePartner", "POST", "v1/partners"),
        ("ListPartners", "GET", "v1/partners"),
        ("GetPartner", "GET", $"v1/partners/{partner}"),
        ("GiveVenue", "PUT", $"v1/partners/{partner}/venues/{venue}"),
        ("TakeVenue", "DELETE", $"v1/partners/{partner}/venues/{venue}"),
        ("AddMember", "POST", $"v1/partners/{partner}/members"),
        ("RemoveMember", "DELETE", $"v1/partners/{partner}/members/q3l0Hk0m1Vw5s8nJYb2xTg"),
        ("RegisterSensor", "POST", $"v1/partners/{partner}/sensors"),
        ("RemoveSensor", "DELETE", $"v1/partners/{partner}/sensors/{sensor}"),
        ("IssueKey", "POST", $"v1/partners/{partner}/keys"),
        ("ListKeys", "GET", $"v1/partners/{partner}/keys"),
        ("RevokeKey", "DELETE", $"v1/partners/{partner}/keys/0000000000000000"),
        ("DraftOrder", "POST", $"v1/orders"),
        ("ListOrders", "GET", $"v1/orders"),
        ("GetOrder", "GET", $"v1/orders/{BadOrderRequests.Order}"),
        ("GetOrderHistory", "GET", $"v1/orders/{BadOrderRequests.Order}/history"),
        ("PlaceOrder", "POST", $"v1/orders/{BadOrderRequests.Order}/place"),
        ("PayOrder", "POST", $"v1/orders/{BadOrderRequests.Order}/payments"),
        ("CancelOrder", "POST", $"v1/orders/{BadOrderRequests.Order}/cancel"),
        ("TrackOrder", "GET", $"v1/orders/{BadOrderRequests.Order}/stream"),
        ("PutOrdering", "PUT", $"v1/venues/{venue}/ordering"),
        ("PauseOrdering", "PUT", $"v1/venues/{venue}/ordering/pause"),
        ("ResumeOrdering", "DELETE", $"v1/venues/{venue}/ordering/pause"),
        ("ListStallOrders", "GET", $"v1/venues/{venue}/orders"),
        ("GetStallOrder", "GET", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}"),
        ("AcceptOrder", "POST", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/accept"),
        ("RejectOrder", "POST", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/reject"),
        ("PrepareOrder", "POST", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/prepare"),
        ("FinishOrder", "POST", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/ready"),
        ("HandOverOrder", "POST", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/collected"),
        ("PutPlan", "PUT", $"v1/partners/{partner}/plan"),
        ("PutPayNow", "PUT", $"v1/partners/{partner}/paynow"),
        ("GetPayNowPng", "GET", $"v1/partners/{partner}/paynow-qr.png"),
        ("GetPayNowSvg", "GET", $"v1/partners/{partner}/paynow-qr.svg"),
        ("ListOrderPayments", "GET", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/payments"),
        ("RefundOrder", "POST", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/refunds"),
        .. new BadWebhookRequests(partner).Endpoints,
        .. new BadSettlementRequests(partner).Endpoints,
        ("ListDeadLetters", "GET", "v1/dead-letters"),
        ("GetDeadLetter", "GET", Letter),
        ("ReplayDeadLetter", "POST", $"{Letter}/replay"),
        ("DiscardDeadLetter", "DELETE", Letter),
        ("ListRepairs", "GET", "v1/repairs"),
        ("ListAudit", "GET", "v1/audit"),
        ("VerifyAudit", "GET", "v1/audit/verification"),
        .. BadDinerRequests.Guarded, .. BadAlertRequests.Guarded,
        .. new BadReviewRequests(venue).Guarded,
    ];

    /// <summary>The endpoints that read a body, with one that would be good and a member of it.</summary>
    private IReadOnlyList<(string Function, string Path, Sender Sender, string Body, string Member)> Bodies =>
    [
        ("PostNotice", $"v1/venues/{venue}/queue", Sender.Server, "{\"state\":\"open\",\"waitMinutes\":5}", "waitMinutes"),
        ("ReportQueue", $"v1/venues/{venue}/queue/reports", Sender.Diner, "{\"waitMinutes\":5}", "waitMinutes"),
        ("ReportQueues", "v1/queue-reports", Sender.Device, $"{{\"reports\":[{{\"id\":\"a\",\"venueId\":\"{venue}\",\"observedAt\":\"2026-11-25T12:00:00Z\",\"waitMinutes\":5}}]}}", "reports"),
        ("SendReadings", $"v1/sensors/{sensor}/readings", Sender.Sensor, "{\"readings\":[{\"at\":\"2026-11-25T12:00:00Z\",\"count\":5}]}", "readings"),
        ("GrantPhoto", $"v1/venues/{venue}/photos", Sender.Server, "{\"description\":\"a\"}", "description"),
        ("CreatePartner", "v1/partners", Sender.Operator, "{\"name\":\"A\"}", "name"),
        ("AddMember", $"v1/partners/{partner}/members", Sender.Operator, "{\"subject\":\"a\"}", "subject"),
        ("RegisterSensor", $"v1/partners/{partner}/sensors", Sender.Operator, $"{{\"venueId\":\"{venue}\"}}", "venueId"),
        ("IssueKey", $"v1/partners/{partner}/keys", Sender.Operator, $"{{\"use\":\"server\",\"venues\":[\"{venue}\"]}}", "use"),
        ("DraftOrder", "v1/orders", Sender.Diner, $"{{\"venueId\":\"{venue}\",\"items\":[{{\"itemId\":\"rice\",\"quantity\":1,\"unitCents\":450}}]}}", "items"),
        ("PayOrder", $"v1/orders/{BadOrderRequests.Order}/payments", Sender.Diner, "{\"method\":\"card\"}", "method"),
        ("PauseOrdering", $"v1/venues/{venue}/ordering/pause", Sender.Server, "{\"for\":\"hour\"}", "for"),
        ("AcceptOrder", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/accept", Sender.Server, "{\"readyAt\":null}", "readyAt"),
        ("RejectOrder", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/reject", Sender.Server, "{\"reason\":\"soldOut\"}", "reason"),
        .. new BadWebhookRequests(partner).Bodies,
        ("PutPlan", $"v1/partners/{partner}/plan", Sender.Operator, "{\"plan\":\"pioneer\"}", "plan"),
        ("PutPayNow", $"v1/partners/{partner}/paynow", Sender.Operator, "{\"type\":\"uen\",\"value\":\"201403121W\",\"name\":\"ACME\"}", "value"),
        ("RefundOrder", $"v1/venues/{venue}/orders/{BadOrderRequests.Order}/refunds", Sender.Server, "{\"reason\":\"quality\"}", "reason"),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<BadRequest> All =>
    [
        .. Strangers(), .. BadBodies(), .. OutOfRange(), .. Keys(), .. Ids(), .. Queries(),
        .. new BadVenueRequests(venue).All, .. new BadHoursRequests(venue).All, .. new BadReviewRequests(venue).All,
        .. new BadOrderRequests(venue).All, .. new BadPaymentRequests(venue).All, .. new BadWebhookRequests(partner).All,
        .. new BadSettlementRequests(partner).All,
        .. BadDinerRequests.All, .. new BadAlertRequests(venue).All,
    ];

    private IEnumerable<BadRequest> Strangers() =>
        from endpoint in Guarded
        from sender in (Sender[])[Sender.Nobody, Sender.Expired, Sender.Tampered, Sender.Revoked, Sender.Basic, Sender.Partner, Sender.Server, Sender.Sensor, Sender.Device, Sender.Diner]
        let isKnown = sender is Sender.Partner or Sender.Server or Sender.Sensor or Sender.Device or Sender.Diner
        where !isKnown || !EndpointPolicies.For(endpoint.Function).AllowedRoles.Contains(sender.ToString().ToLowerInvariant())
        select new BadRequest(endpoint.Function, "a caller who may not", endpoint.Method, endpoint.Path, sender, isKnown ? 403 : 401)
        {
            Body = endpoint.Method is "POST" or "PUT" ? "{}" : null,
        };

    private IEnumerable<BadRequest> BadBodies() =>
        from body in Bodies
        from bad in new (string What, string Text, int Status, string? At)[]
        {
            ("nothing", "", 400, ""),
            ("half of an object", "{", 400, ""),
            ("an array", "[1]", 400, ""),
            ("null", "null", 400, ""),
            ("a text", "\"text\"", 400, ""),
            ("more after its end", body.Body + "{}", 400, ""),
            ("a member that is unknown", body.Body[..^1] + ",\"more\":1}", 400, "/more"),
            ("a member that is repeated", body.Body[..^1] + "," + body.Body[1..], 400, "*"),
            ("a member of the wrong type", $"{{\"{body.Member}\":{{}}}}", 400, "/" + body.Member),
            ("a member that is a list", $"{{\"{body.Member}\":[[]]}}", 400, "/" + body.Member),
            ("more depth than anyone needs", string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200), 400, "*"),
            ("a NUL", "\0", 400, ""),
            ("far too much", new string(' ', 64 * 1024) + body.Body, 413, null),
        }
        select new BadRequest(body.Function, "a body of " + bad.What, Verb(body.Function), body.Path, body.Sender, bad.Status)
        {
            Body = bad.Text,
            At = bad.At,
            Key = Guid.NewGuid().ToString(),
        };

    private IEnumerable<BadRequest> OutOfRange()
    {
        foreach (var (function, path, sender, good, _) in Bodies)
        {
            foreach (var type in (string[])["text/plain", "application/xml", "application/json; charset=utf-16", "nonsense"])
                yield return new(function, $"the content type {type}", Verb(function), path, sender, 415) { Body = good, ContentType = type, Key = Guid.NewGuid().ToString() };
        }

        foreach (var (function, body, at) in new[]
        {
            ("ReportQueue", "{}", ""),
            ("ReportQueue", "{\"waitMinutes\":-1}", "/waitMinutes"),
            ("ReportQueue", "{\"waitMinutes\":181}", "/waitMinutes"),
            ("ReportQueue", "{\"waitMinutes\":7.5}", "/waitMinutes"),
            ("ReportQueue", "{\"waitMinutes\":1e99}", "/waitMinutes"),
            ("ReportQueue", "{\"waitMinutes\":\"7\"}", "/waitMinutes"),
            ("ReportQueue", "{\"queueLength\":1000}", "/queueLength"),
            ("ReportQueue", "{\"queueLength\":-1}", "/queueLength"),
            ("ReportQueue", "{\"joinedAt\":\"2020-01-01T00:00:00Z\",\"servedAt\":\"2020-01-01T00:10:00Z\"}", "/joinedAt"),
            ("ReportQueue", "{\"joinedAt\":\"2020-01-01T00:00:00Z\"}", "/servedAt"),
            ("ReportQueue", "{\"joinedAt\":\"2099-01-01T00:00:00Z\",\"servedAt\":\"2099-01-01T00:10:00Z\"}", "/servedAt"),
            ("ReportQueue", "{\"joinedAt\":\"2020-01-01T00:00:00Z\",\"servedAt\":\"2020-01-01T00:00:00Z\"}", "/servedAt"),
            ("ReportQueue", "{\"waitMinutes\":5,\"joinedAt\":\"2020-01-01T00:00:00Z\",\"servedAt\":\"2020-01-01T00:10:00Z\"}", "/waitMinutes"),
            ("ReportQueue", "{\"joinedAt\":\"2020-01-01T00:00:00\",\"servedAt\":\"2020-01-01T00:10:00\"}", "/joinedAt"),
            ("ReportQueues", "{}", ""),
            ("ReportQueues", "{\"reports\":[]}", "/reports"),
            ("ReportQueues", "{\"reports\":[null]}", "/reports/0"),
            ("ReportQueues", "{\"reports\":[{\"id\":\"a\"}]}", "/reports/0"),
            ("ReportQueues", "{\"reports\":[{\"id\":\"a\",\"venueId\":\"b\",\"observedAt\":\"yesterday\"}]}", "/reports/0/observedAt"),
            ("ReportQueues", $"{{\"reports\":[{string.Join(',', Enumerable.Repeat("{\"id\":\"a\",\"venueId\":\"b\",\"observedAt\":\"2026-11-25T12:00:00Z\"}", 51))}]}}", "/reports"),
            ("SendReadings", "{}", ""),
            ("SendReadings", "{\"readings\":[]}", "/readings"),
            ("SendReadings", "{\"readings\":[null]}", "/readings/0"),
            ("SendReadings", "{\"readings\":[{\"count\":5}]}", "/readings/0"),
            ("SendReadings", "{\"readings\":[{\"at\":\"2026-11-25T12:00:00Z\"}]}", "/readings/0"),
            ("SendReadings", "{\"readings\":[{\"at\":\"2026-11-25T12:00:00Z\",\"count\":-1}]}", "/readings/0/count"),
            ("SendReadings", "{\"readings\":[{\"at\":\"2026-11-25T12:00:00Z\",\"count\":1000}]}", "/readings/0/count"),
            ("SendReadings", "{\"readings\":[{\"at\":\"2026-11-25T12:00:00Z\",\"arrivals\":1}]}", "/readings/0/departures"),
            ("SendReadings", "{\"readings\":[{\"at\":\"2026-11-25T12:00:00\",\"count\":1}]}", "/readings/0/at"),
            ("SendReadings", $"{{\"readings\":[{string.Join(',', Enumerable.Repeat("{\"at\":\"2026-11-25T12:00:00Z\",\"count\":1}", 501))}]}}", "/readings"),
            ("PostNotice", "{}", ""),
            ("PostNotice", "{\"state\":\"shut\"}", "/state"),
            ("PostNotice", "{\"waitMinutes\":-1}", "/waitMinutes"),
            ("PostNotice", "{\"waitMinutes\":181}", "/waitMinutes"),
            ("PostNotice", "{\"queueLength\":1000}", "/queueLength"),
            ("PostNotice", "{\"state\":\"closed\",\"waitMinutes\":5}", "/waitMinutes"),
            ("PostNotice", "{\"state\":\"open\",\"soldOut\":true}", "/soldOut"),
            ("PostNotice", "{\"state\":\"open\",\"until\":\"2099-01-01T00:00:00Z\"}", "/until"),
            ("PostNotice", "{\"state\":\"closed\",\"until\":\"2020-01-01T00:00:00Z\"}", "/until"),
            ("PostNotice", "{\"waitMinutes\":5,\"observedAt\":\"2020-01-01T00:00:00Z\"}", "/observedAt"),
            ("PostNotice", "{\"waitMinutes\":5,\"observedAt\":\"2026-11-25T12:00:00\"}", "/observedAt"),
            ("PutPlan", "{\"plan\":\"Hawker\"}", "/plan"),
            ("PutPlan", "{\"plan\":\"free\"}", "/plan"),
            ("PutPlan", "{\"plan\":null}", "/plan"),
            ("PutPayNow", "{\"type\":\"iban\",\"value\":\"201403121W\",\"name\":\"ACME\"}", "/type"),
            ("PutPayNow", "{\"type\":\"uen\",\"value\":\"201403121X\",\"name\":\"ACME\"}", "/value"),
            ("PutPayNow", "{\"type\":\"uen\",\"value\":\"201403121WABCD\",\"name\":\"ACME\"}", "/value"),
            ("PutPayNow", "{\"type\":\"uen\",\"value\":null,\"name\":\"ACME\"}", "/value"),
            ("PutPayNow", "{\"type\":\"mobile\",\"value\":\"+6561234567\",\"name\":\"ACME\"}", "/value"),
            ("PutPayNow", "{\"type\":\"mobile\",\"value\":\"91234567\",\"name\":\"ACME\"}", "/value"),
            ("PutPayNow", "{\"type\":\"uen\",\"value\":\"201403121W\",\"name\":\" \"}", "/name"),
            ("PutPayNow", "{\"type\":\"uen\",\"value\":\"201403121W\",\"name\":\"Caf\\u00e9\"}", "/name"),
            ("PutPayNow", $"{{\"type\":\"uen\",\"value\":\"201403121W\",\"name\":\"{new string('a', 26)}\"}}", "/name"),
            ("CreatePartner", "{\"name\":\"\"}", "/name"),
            ("CreatePartner", "{\"name\":\"   \"}", "/name"),
            ("CreatePartner", "{\"name\":\"a\\u0000b\"}", "/name"),
            ("CreatePartner", "{\"name\":\"a\\r\\nSet-Cookie: b\"}", "/name"),
            ("CreatePartner", $"{{\"name\":\"{new string('a', 101)}\"}}", "/name"),
            ("AddMember", "{\"subject\":\"\"}", "/subject"),
            ("AddMember", $"{{\"subject\":\"{new string('a', 256)}\"}}", "/subject"),
            ("RegisterSensor", "{\"venueId\":\"no-such-stall\"}", "/venueId"),
            ("RegisterSensor", $"{{\"venueId\":\"{venue}\",\"label\":\"\"}}", "/label"),
            ("IssueKey", "{\"use\":\"admin\",\"venues\":[\"a\"]}", "/use"),
            ("IssueKey", "{\"use\":0,\"venues\":[\"a\"]}", "/use"),
            ("IssueKey", "{\"use\":\"server\"}", "/venues"),
            ("IssueKey", "{\"use\":\"server\",\"venues\":[]}", "/venues"),
            ("IssueKey", "{\"use\":\"server\",\"venues\":[\"anothers-stall\"]}", "/venues"),
            ("IssueKey", $"{{\"use\":\"server\",\"venues\":[\"{venue}\",\"{venue}\"]}}", "/venues"),
            ("IssueKey", $"{{\"use\":\"server\",\"venues\":[\"{venue}\"],\"sensors\":[\"{sensor}\"]}}", "/sensors"),
            ("IssueKey", "{\"use\":\"sensor\",\"sensors\":[\"0000000000000000\"]}", "/sensors"),
            ("IssueKey", $"{{\"use\":\"server\",\"venues\":[\"{venue}\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}}", "/expiresAt"),
            ("IssueKey", $"{{\"use\":\"server\",\"venues\":[\"{venue}\"],\"expiresAt\":\"tomorrow\"}}", "/expiresAt"),
        })
        {
            var endpoint = Bodies.Single(endpoint => endpoint.Function == function);
            yield return new(function, $"the body {body}", Verb(endpoint.Function), endpoint.Path, endpoint.Sender, 400)
            {
                Body = body,
                At = at,
                Key = Guid.NewGuid().ToString(),
            };
        }
    }

    private IEnumerable<BadRequest> Keys()
    {
        foreach (var (function, path, sender, good, _) in Bodies.Where(body => body.Function is not ("AddMember" or "ReportQueue" or "ReportQueues" or "SendReadings" or "PostNotice" or "PutPlan" or "PutPayNow" or "GrantPhoto" or "PauseOrdering" or "AcceptOrder" or "RejectOrder")))
        {
            yield return new(function, "no key", Verb(function), path, sender, 400) { Body = good, At = "Idempotency-Key" };
            yield return new(function, "an empty key", Verb(function), path, sender, 400) { Body = good, Key = "", At = "Idempotency-Key" };
            yield return new(function, "a key of two words", Verb(function), path, sender, 400) { Body = good, Key = "two words", At = "Idempotency-Key" };
            yield return new(function, "a key that is too long", Verb(function), path, sender, 400) { Body = good, Key = new('k', 129), At = "Idempotency-Key" };
        }

        yield return new("CreatePartner", "a used key with another body", "POST", "v1/partners", Sender.Operator, 422) { Body = "{\"name\":\"Another\"}", Key = usedKey };
        yield return new("ReportQueue", "a key of two words", "POST", $"v1/venues/{venue}/queue/reports", Sender.Diner, 400)
        {
            Body = "{\"waitMinutes\":5}",
            Key = "two words",
            At = "Idempotency-Key",
        };
    }

    private IEnumerable<BadRequest> Ids()
    {
        // Another's stall is refused like one that does not exist, and both before anything is looked up.
        foreach (var sender in (Sender[])[Sender.Server, Sender.Partner])
        {
            yield return new("PostNotice", "another's stall", "PUT", "v1/venues/anothers-stall/queue", sender, 403) { Body = "{\"waitMinutes\":5}" };
            yield return new("PostNotice", "a strange id", "PUT", "v1/venues/..%2fhead/queue", sender, 404) { Body = "{\"waitMinutes\":5}" };
        }

        foreach (var sender in (Sender[])[Sender.Server, Sender.Partner])
        {
            yield return new("GetPayNowPng", "another's business", "GET", "v1/partners/anothers/paynow-qr.png", sender, 403);
            yield return new("GetPayNowSvg", "another's business", "GET", "v1/partners/anothers/paynow-qr.svg", sender, 403);
        }

        // Nobody has said yet whom PayNow pays.
        yield return new("GetPayNowPng", "nobody to pay", "GET", $"v1/partners/{partner}/paynow-qr.png", Sender.Server, 404);
        yield return new("GetPayNowSvg", "nobody to pay", "GET", $"v1/partners/{partner}/paynow-qr.svg", Sender.Operator, 404);

        // So is another's sensor.
        yield return new("SendReadings", "another's sensor", "POST", "v1/sensors/0000000000000000/readings", Sender.Sensor, 403) { Body = "{\"readings\":[{\"at\":\"2026-11-25T12:00:00Z\",\"count\":5}]}" };

        foreach (var since in (string[])["-1", "x", "1.5", "", "99999999999999999999", "%0d%0aX-Injected:%20yes"])
        {
            yield return new("StreamSite", $"the place {since}", "GET", $"v1/sites/any-site/stream?since={since}", Sender.Nobody, 400) { At = "since" };
            yield return new("StreamVenue", $"the place {since}", "GET", $"v1/venues/{venue}/stream?since={since}", Sender.Nobody, 400) { At = "since" };
        }

        foreach (var list in (string[])["", "a,,b", "No-Such-Thing", "%7esites", "a%0d%0aX-Injected:%20yes", new('x', 101), "a&venues=b"])
            yield return new("GetQueues", $"the list {list}", "GET", $"v1/queues?venues={list}", Sender.Nobody, 400) { At = "venues" };

        foreach (var (query, at) in new[]
        {
            ("step=0", "step"), ("step=2", "step"), ("step=05", "step"), ("step=5&step=5", "step"), ("step=", "step"), ("step=%0d%0aX-Injected:%20yes", "step"),
            ("from=", "from"), ("from=today", "from"), ("from=2026-11-25T04:00:00", "from"), ("from=2026-02-30T04:00:00Z", "from"), ("from=0001-01-01T00:00:00Z", "from"),
            ("to=9999-12-31T23:59:59Z", "to"), ("to=1", "to"), ("to=2026-11-25T04:00:00Z&from=2026-11-25T05:00:00Z", "from"),
            ("limit=0", "limit"), ("limit=501", "limit"), ("limit=ten", "limit"), ("cursor=", "cursor"), ("cursor=nonsense", "cursor"), ("cursor=e30", "cursor"),
        })
        {
            yield return new("GetHistory", $"the query {query}", "GET", $"v1/venues/{venue}/queue/history?{query}", Sender.Nobody, 400) { At = at };
        }

        foreach (var (query, at) in new[]
        {
            ("number=1", "seal"), ($"seal={new string('s', 43)}", "number"), ($"number=0&seal={new string('s', 43)}", "number"),
            ($"number=1&number=2&seal={new string('s', 43)}", "number"), ("number=1&seal=s", "seal"), ("number=%0d%0aX-Injected:%20yes", "number"),
        })
        {
            yield return new("VerifyAudit", $"the query {query}", "GET", $"v1/audit/verification?{query}", Sender.Operator, 400) { At = at };
        }

        foreach (var day in (string[])["", "1", "Monday", "someday", "monday&day=monday", "%0d%0aX-Injected:%20yes"])
            yield return new("GetUsualDay", $"the day {day}", "GET", $"v1/venues/{venue}/queue/usual?day={day}", Sender.Nobody, 400) { At = "day" };

        foreach (var id in StrangeIds)
        {
            yield return new("GetBoard", "a strange id", "GET", $"v1/sites/{id}/board", Sender.Nobody, 404);
            yield return new("StreamSite", "a strange id", "GET", $"v1/sites/{id}/stream", Sender.Nobody, 404);
            yield return new("StreamVenue", "a strange id", "GET", $"v1/venues/{id}/stream", Sender.Nobody, 404);
            yield return new("GetSite", "a strange id", "GET", $"v1/sites/{id}", Sender.Nobody, 404);
            yield return new("GetVenue", "a strange id", "GET", $"v1/venues/{id}", Sender.Nobody, 404);
            yield return new("GetQueue", "a strange id", "GET", $"v1/venues/{id}/queue", Sender.Nobody, 404);
            yield return new("GetForecast", "a strange id", "GET", $"v1/venues/{id}/queue/forecast", Sender.Nobody, 404);
            yield return new("GetHistory", "a strange id", "GET", $"v1/venues/{id}/queue/history", Sender.Nobody, 404);
            yield return new("GetUsualDay", "a strange id", "GET", $"v1/venues/{id}/queue/usual", Sender.Nobody, 404);
            yield return new("ReportQueue", "a strange id", "POST", $"v1/venues/{id}/queue/reports", Sender.Diner, 404) { Body = "{\"waitMinutes\":5}" };
            yield return new("ReportQueue", "a strange id", "POST", $"v1/venues/{id}/queue/reports", Sender.Device, 404) { Body = "{\"waitMinutes\":5}" };
            yield return new("ExplainQueue", "a strange id", "GET", $"v1/venues/{id}/queue/explain", Sender.Operator, 404);
            yield return new("GetAccuracy", "a strange id", "GET", $"v1/venues/{id}/queue/accuracy", Sender.Nobody, 404);
            yield return new("ListHeldReports", "a strange id", "GET", $"v1/venues/{id}/queue/held", Sender.Operator, 404);
            yield return new("ReleaseReport", "a strange id", "POST", $"v1/venues/{venue}/queue/held/{id}/release", Sender.Operator, 404);
            yield return new("GetPartner", "a strange id", "GET", $"v1/partners/{id}", Sender.Operator, 404);
            yield return new("PutPlan", "a strange id", "PUT", $"v1/partners/{id}/plan", Sender.Operator, 404) { Body = "{\"plan\":\"pioneer\"}" };
            yield return new("PutPayNow", "a strange id", "PUT", $"v1/partners/{id}/paynow", Sender.Operator, 404) { Body = "{\"type\":\"uen\",\"value\":\"201403121W\",\"name\":\"ACME\"}" };
            yield return new("GetPayNowPng", "a strange id", "GET", $"v1/partners/{id}/paynow-qr.png", Sender.Operator, 404);
            yield return new("GetPayNowSvg", "a strange id", "GET", $"v1/partners/{id}/paynow-qr.svg", Sender.Server, id == "no-such-thing" ? 403 : 404);
            yield return new("GiveVenue", "a strange id", "PUT", $"v1/partners/{partner}/venues/{id}", Sender.Operator, 404);
            yield return new("TakeVenue", "a strange id", "DELETE", $"v1/partners/{id}/venues/{venue}", Sender.Operator, 404);
            yield return new("AddMember", "a strange id", "POST", $"v1/partners/{id}/members", Sender.Operator, 404) { Body = "{\"subject\":\"a\"}" };
            yield return new("RemoveMember", "a strange id", "DELETE", $"v1/partners/{partner}/members/{id}", Sender.Operator, 404);
            yield return new("RemoveSensor", "a strange id", "DELETE", $"v1/partners/{id}/sensors/{sensor}", Sender.Operator, 404);
            yield return new("ListKeys", "a strange id", "GET", $"v1/partners/{id}/keys", Sender.Operator, 404);
            yield return new("RevokeKey", "a strange id", "DELETE", $"v1/partners/{partner}/keys/{id}", Sender.Operator, 404);
            yield return new("GetDeadLetter", "a strange id", "GET", $"v1/dead-letters/{id}", Sender.Operator, 404);
            yield return new("ReplayDeadLetter", "a strange id", "POST", $"v1/dead-letters/{id}/replay", Sender.Operator, 404);
            yield return new("DiscardDeadLetter", "a strange id", "DELETE", $"v1/dead-letters/{id}", Sender.Operator, 404);
        }
    }

    private string Verb(string function) => Guarded.First(endpoint => endpoint.Function == function).Method;

    private IEnumerable<BadRequest> Queries() =>
        from list in new[] { ("ListSites", "v1/sites", Sender.Nobody), ("ListPartners", "v1/partners", Sender.Operator), ("ListAudit", "v1/audit", Sender.Operator), ("ListRepairs", "v1/repairs", Sender.Operator), ("ListHeldReports", $"v1/venues/{venue}/queue/held", Sender.Operator), ("ListDeadLetters", "v1/dead-letters", Sender.Operator) }
        from query in new[]
        {
            ("limit=0", "limit"), ("limit=101", "limit"), ("limit=-1", "limit"), ("limit=ten", "limit"), ("limit=1&limit=2", "limit"), ("limit=1.5", "limit"),
            ("cursor=", "cursor"), ("cursor=nonsense", "cursor"), ("cursor=%0d%0aX-Injected:%20yes", "cursor"), ("cursor=e30", "cursor"), ("cursor=W10", "cursor"),
        }
        select new BadRequest(list.Item1, $"the query {query.Item1}", "GET", $"{list.Item2}?{query.Item1}", list.Item3, 400) { At = query.Item2 };
}
