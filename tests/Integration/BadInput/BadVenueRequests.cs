namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about venues, their menus and the search for them.</summary>
internal sealed class BadVenueRequests(string venue)
{
    private const string Facts = """{"name":"Stall","type":"hawkerStall","cuisines":["malay"]}""";

    private const string Item = """{"itemId":"rice","name":"Rice","price":{"cents":450,"currency":"SGD"}}""";

    /// <summary>All of them.</summary>
    public IEnumerable<BadRequest> All => [.. Venues(), .. Menus(), .. Photos(), .. Preconditions(), .. Searches(), .. Recommendations(), .. Ids()];

    private IEnumerable<BadRequest> Venues() =>
        from bad in new (string Facts, string At)[]
        {
            ("""{"type":"hawkerStall","cuisines":["malay"]}""", "/facts"),
            (Facts.Replace("\"Stall\"", "\"S\""), "/facts/name"),
            (Facts.Replace("\"Stall\"", "\"a\\u0000b\""), "/facts/name"),
            (Facts.Replace("\"Stall\"", $"\"{new string('a', 101)}\""), "/facts/name"),
            (Facts.Replace("hawkerStall", "palace"), "/facts/type"),
            (Facts.Replace("[\"malay\"]", "[]"), "/facts/cuisines"),
            (Facts.Replace("[\"malay\"]", "[\"malay\",\"malay\"]"), "/facts/cuisines"),
            (Facts.Replace("[\"malay\"]", "[1]"), "/facts/cuisines"),
            (With("\"description\":\"\""), "/facts/description"),
            (With($"\"description\":\"{new string('a', 1001)}\""), "/facts/description"),
            (With("\"translations\":{\"fr\":{\"name\":\"Étal\"}}"), "/facts/translations"),
            (With("\"translations\":{\"zh-Hans\":{\"name\":\"鸡\"}}"), "/facts/translations/zh-Hans/name"),
            (With("\"diet\":{\"halal\":{\"number\":\"x\",\"expiresOn\":\"2027-01-01\"}}"), "/facts/diet/halal/number"),
            (With("\"diet\":{\"halal\":{\"number\":\"SH-1234\",\"expiresOn\":\"2027-02-30\"}}"), "/facts/diet/halal/expiresOn"),
            (With("\"diet\":{\"halal\":true}"), "/facts/diet/halal"),
            (With("\"diet\":{\"vegan\":\"all\",\"vegetarian\":\"some\"}"), "/facts/diet/vegetarian"),
            (With("\"diet\":{\"allergens\":[\"fish\",\"fish\"]}"), "/facts/diet/allergens"),
            (With("\"price\":{\"fromCents\":99,\"toCents\":500,\"currency\":\"SGD\"}"), "/facts/price/fromCents"),
            (With("\"price\":{\"fromCents\":100,\"toCents\":50001,\"currency\":\"SGD\"}"), "/facts/price/toCents"),
            (With("\"price\":{\"fromCents\":100,\"toCents\":500,\"currency\":\"sgd\"}"), "/facts/price/currency"),
            (With("\"price\":{\"fromCents\":4.5,\"toCents\":500,\"currency\":\"SGD\"}"), "/facts/price/fromCents"),
            (With("\"contact\":{\"phone\":\"+6512345678\"}"), "/facts/contact/phone"),
            (With("\"contact\":{\"phone\":\"+65812345678\"}"), "/facts/contact/phone"),
            (With("\"contact\":{\"phone\":\"+6581234567\\n\"}"), "/facts/contact/phone"),
            (With("\"contact\":{\"website\":\"http://example.com\"}"), "/facts/contact/website"),
            (With("\"contact\":{\"website\":\"https://user:secret@example.com\"}"), "/facts/contact/website"),
        }
        from request in (BadRequest[])
        [
            new("CreateVenue", $"the facts {bad.Facts}", "POST", "v1/venues", Sender.Operator, 400)
            {
                Body = $$"""{"venueId":"never-made","siteId":"maxwell-food-centre","facts":{{bad.Facts}}}""", At = bad.At,
            },
            new("PutVenue", $"the facts {bad.Facts}", "PUT", $"v1/venues/{venue}", Sender.Operator, 400)
            {
                Body = $$"""{"facts":{{bad.Facts}}}""", At = bad.At, IfMatch = "\"1-x\"",
            },
        ]
        select request;

    private IEnumerable<BadRequest> Menus()
    {
        foreach (var (items, at) in new (string, string)[]
        {
            ($"{Item},{Item}", "/items/1/itemId"),
            (Item.Replace("\"rice\"", "\"Rice\""), "/items/0/itemId"),
            (Item.Replace("450", "99"), "/items/0/price/cents"),
            (Item.Replace("450", "50001"), "/items/0/price/cents"),
            (Item.Replace("450", "4.5"), "/items/0/price/cents"),
            (Item.Replace("SGD", "USD"), "/items/0/price/currency"),
            (Item.Replace("{\"cents\":450,\"currency\":\"SGD\"}", "4.5"), "/items/0/price"),
            (Item[..^1] + ",\"vegan\":true}", "/items/0/vegetarian"),
            (Item[..^1] + ",\"options\":[{\"optionId\":\"a\",\"name\":\"Size\",\"choices\":[]}]}", "/items/0/options/0/choices"),
            (Item[..^1] + ",\"options\":[{\"optionId\":\"a\",\"name\":\"Size\",\"choices\":[{\"choiceId\":\"a\",\"name\":\"Small\"}],\"most\":2}]}", "/items/0/options/0/most"),
        })
        {
            yield return new("PutMenu", $"the items {items}", "PUT", $"v1/venues/{venue}/menu", Sender.Server, 400)
            {
                Body = $$"""{"items":[{{items}}]}""",
                At = at,
                IfMatch = "\"0-x\"",
            };
        }

        foreach (var body in (string[])["{}", "{\"soldOutUntil\":\"2020-01-01T00:00:00Z\"}", "{\"soldOutUntil\":\"2199-01-01T00:00:00Z\"}", "{\"soldOutUntil\":\"noon\"}", "[]"])
        {
            yield return new("PutStock", $"the body {body}", "PUT", $"v1/venues/{venue}/menu/items/rice/stock", Sender.Server, 400)
            {
                Body = body,
                At = body.Contains("Until", StringComparison.Ordinal) ? "/soldOutUntil" : "",
            };
        }

        yield return new("PutStock", "an item that is not on the menu", "PUT", $"v1/venues/{venue}/menu/items/rice/stock", Sender.Server, 404) { Body = "{\"soldOutUntil\":null}" };
        yield return new("CreateVenue", "a site that is not there", "POST", "v1/venues", Sender.Operator, 404) { Body = $$"""{"venueId":"{{venue}}","siteId":"no-such-site","facts":{{Facts}}}""" };
    }

    private IEnumerable<BadRequest> Photos()
    {
        foreach (var (body, at) in new (string, string)[]
        {
            ("{\"itemId\":\"no-such-item\"}", "/itemId"), ("{\"itemId\":\"~menu\"}", "/itemId"), ("{\"itemId\":7}", "/itemId"),
            ("{\"description\":\"\"}", "/description"), ("{\"description\":\" \"}", "/description"), ("{\"description\":\"a\\u0000\"}", "/description"),
            ($"{{\"description\":\"{new string('a', 201)}\"}}", "/description"), ("{\"photoId\":\"mine\"}", "/photoId"), ("[]", ""),
        })
        {
            yield return new("GrantPhoto", $"the body {body}", "POST", $"v1/venues/{venue}/photos", Sender.Server, 400) { Body = body, At = at };
        }

        foreach (var (body, at) in new (string, string)[]
        {
            ("{}", ""), ("{\"photoIds\":[\"no-such-photo\"]}", "/photoIds"), ("{\"photoIds\":[null]}", "/photoIds"), ("{\"photoIds\":\"a\"}", "/photoIds"),
        })
        {
            yield return new("OrderPhotos", $"the body {body}", "PUT", $"v1/venues/{venue}/photos", Sender.Server, 400) { Body = body, At = at, IfMatch = "*" };
        }
    }

    private IEnumerable<BadRequest> Preconditions() =>
        from endpoint in new (string Function, string Path, string Body)[]
        {
            ("PutVenue", $"v1/venues/{venue}", $$"""{"facts":{{Facts}}}"""), ("PutMenu", $"v1/venues/{venue}/menu", $$"""{"items":[{{Item}}]}"""),
            ("OrderPhotos", $"v1/venues/{venue}/photos", """{"photoIds":[]}"""),
        }
        from bad in new (string What, string? Tag, int Status)[]
        {
            ("no If-Match", null, 428), ("a stale If-Match", "\"99-x\"", 412), ("a weak If-Match", "W/\"1-x\"", 412), ("another's If-Match", "\"x\"", 412), ("no ETag", "1", 400),
        }
        select new BadRequest(endpoint.Function, bad.What, "PUT", endpoint.Path, Sender.Server, bad.Status) { Body = endpoint.Body, IfMatch = bad.Tag };

    private static IEnumerable<BadRequest> Searches() =>
        from query in new (string Text, string At)[]
        {
            ("", "near"), ("near=", "near"), ("near=1.3", "near"), ("near=103.8,1.3", "near"), ("near=51.5,0.1", "near"), ("near=NaN,NaN", "near"), ("near=1.3,103.8&near=1.3,103.8", "near"),
            ("near=1.3,103.8&radius=49", "radius"), ("near=1.3,103.8&radius=5001", "radius"), ("near=1.3,103.8&radius=-1", "radius"), ("near=1.3,103.8&radius=1e3", "radius"),
            ("near=1.3,103.8&q=" + new string('a', 101), "q"), ("near=1.3,103.8&cuisine=martian", "cuisine"), ("near=1.3,103.8&cuisine=0", "cuisine"),
            ("near=1.3,103.8&diet=halal,pork", "diet"), ("near=1.3,103.8&maxWait=181", "maxWait"), ("near=1.3,103.8&maxWait=", "maxWait"), ("near=1.3,103.8&price=0", "price"), ("near=1.3,103.8&price=501", "price"),
            ("near=1.3,103.8&open=", "open"), ("near=1.3,103.8&open=noon", "open"), ("near=1.3,103.8&open=2026-11-25T12:00:00", "open"), ("near=1.3,103.8&open=2199-01-01T00:00:00Z", "open"), ("near=1.3,103.8&open=now&open=now", "open"),
            ("near=1.3,103.8&sort=luck", "sort"), ("near=1.3,103.8&sort=wait,best", "sort"), ("near=1.3,103.8&limit=51", "limit"), ("near=1.3,103.8&limit=0", "limit"),
            ("near=1.3,103.8&cursor=", "cursor"), ("near=1.3,103.8&cursor=nonsense", "cursor"), ("near=1.3,103.8&cursor=%0d%0aX-Injected:%20yes", "cursor"), ("near=1.3,103.8&cursor=AAAAAAAAAAAAAAAAAAAAAAAA", "cursor"),
        }
        select new BadRequest("SearchVenues", $"the query {query.Text}", "GET", $"v1/venues?{query.Text}", Sender.Nobody, 400) { At = query.At };

    private static IEnumerable<BadRequest> Recommendations() =>
        from endpoint in new (string Function, string Path, Sender Sender)[]
        {
            ("GetRecommendations", "v1/recommendations", Sender.Nobody), ("GetMyRecommendations", "v1/diners/me/recommendations", Sender.Diner),
        }
        from query in new (string Text, string At)[]
        {
            ("minutes=40", "near"), ("near=103.8,1.3&minutes=40", "near"), ("near=1.3,103.8", "minutes"), ("near=1.3,103.8&minutes=9", "minutes"), ("near=1.3,103.8&minutes=181", "minutes"),
            ("near=1.3,103.8&minutes=40.5", "minutes"), ("near=1.3,103.8&minutes=40&minutes=50", "minutes"), ("near=1.3,103.8&minutes=40&walkSpeed=0.9", "walkSpeed"), ("near=1.3,103.8&minutes=40&walkSpeed=8.1", "walkSpeed"),
            ("near=1.3,103.8&minutes=40&walkSpeed=NaN", "walkSpeed"), ("near=1.3,103.8&minutes=40&walkSpeed=-5", "walkSpeed"), ("near=1.3,103.8&minutes=40&walkSpeed=", "walkSpeed"), ("near=1.3,103.8&minutes=40&diet=kosher", "diet"),
            ("near=1.3,103.8&minutes=40&avoid=pork", "avoid"), ("near=1.3,103.8&minutes=40&cuisine=1", "cuisine"), ("near=1.3,103.8&minutes=40&price=0", "price"), ("near=1.3,103.8&minutes=40&favourites=", "favourites"),
            ("near=1.3,103.8&minutes=40&favourites=%7emenu", "favourites"), ("near=1.3,103.8&minutes=40&favourites=" + string.Join(',', Enumerable.Repeat("abc", 21)), "favourites"), ("near=1.3,103.8&minutes=40&limit=13", "limit"),
        }
        select new BadRequest(endpoint.Function, $"the query {query.Text}", "GET", $"{endpoint.Path}?{query.Text}", endpoint.Sender, 400) { At = query.At };

    private IEnumerable<BadRequest> Ids()
    {
        foreach (var id in (string[])["no-such-thing", "No-Such-Thing", "%7emenu", new('x', 101)])
        {
            yield return new("GetMenu", "a strange id", "GET", $"v1/venues/{id}/menu", Sender.Nobody, 404);
            yield return new("GetPhotos", "a strange id", "GET", $"v1/venues/{id}/photos", Sender.Nobody, 404);
            yield return new("GetPhoto", "a strange id", "GET", $"v1/venues/{venue}/photos/{id}", Sender.Server, 404);
            yield return new("DeletePhoto", "a strange id", "DELETE", $"v1/venues/{venue}/photos/{id}", Sender.Server, 404);
            yield return new("GetRebuild", "a strange id", "GET", $"v1/discovery/rebuilds/{id}", Sender.Operator, 404);
            yield return new("PutVenue", "a strange id", "PUT", $"v1/venues/{id}", Sender.Operator, 404) { Body = $$"""{"facts":{{Facts}}}""", IfMatch = "\"1-x\"" };
        }

        // Nobody else may ask for a rebuild; it has no body that could be wrong.
        yield return new("StartRebuild", "a caller who may not", "POST", "v1/discovery/rebuilds", Sender.Diner, 403);
    }

    private static string With(string member) => Facts[..^1] + "," + member + "}";
}
