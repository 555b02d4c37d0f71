namespace QNom.Tests.Integration.BadInput;

/// <summary>The bad requests about statements and invoices of a partner, who has none.</summary>
internal sealed class BadSettlementRequests(string partner)
{
    private readonly string statements = $"v1/partners/{partner}/statements";
    private readonly string invoices = $"v1/partners/{partner}/invoices";

    /// <summary>The path of each endpoint, none of which lets in who does not act for the partner.</summary>
    public IReadOnlyList<(string Function, string Method, string Path)> Endpoints =>
    [
        ("ListStatements", "GET", statements),
        ("GetStatementCsv", "GET", $"{statements}/2026-11-24/csv"),
        ("GetStatementPage", "GET", $"{statements}/2026-11-24/page"),
        ("ListInvoices", "GET", invoices),
        ("GetInvoicePage", "GET", $"{invoices}/2026-000042/page"),
    ];

    /// <summary>All of them, but for strangers.</summary>
    public IEnumerable<BadRequest> All => [.. Owners(), .. Queries(), .. Missing()];

    private IEnumerable<BadRequest> Owners()
    {
        foreach (var (function, method, path) in Endpoints)
        {
            yield return new(function, "another's business", method, path.Replace(partner, "anothers", StringComparison.Ordinal), Sender.Partner, 403);
            yield return new(function, "another's business", method, path.Replace(partner, "anothers", StringComparison.Ordinal), Sender.Server, 403);
            yield return new(function, "a strange id", method, path.Replace(partner, "%7epartners", StringComparison.Ordinal), Sender.Operator, 404);
        }
    }

    private IEnumerable<BadRequest> Queries()
    {
        foreach (var month in (string[])["", "2026", "2026-13", "2026-11-24", "11-2026", "nonsense", "2026-11&month=2026-12"])
            yield return new("ListStatements", $"the month {month}", "GET", $"{statements}?month={month}", Sender.Operator, 400) { At = "month" };
        foreach (var year in (string[])["", "26", "2025", "2200", "-2026", "2026.0", "nonsense", "2026&year=2027"])
            yield return new("ListInvoices", $"the year {year}", "GET", $"{invoices}?year={year}", Sender.Server, 400) { At = "year" };
    }

    private IEnumerable<BadRequest> Missing()
    {
        foreach (var kind in (string[])["csv", "page"])
        {
            foreach (var day in (string[])["2026-11-24", "2026-11-31", "24-11-2026", "today", "..%2f..%2fhead", new('9', 300)])
                yield return new(kind == "csv" ? "GetStatementCsv" : "GetStatementPage", "what is not there", "GET", $"{statements}/{day}/{kind}", Sender.Server, 404);
        }

        foreach (var number in (string[])["2026-000042", "2026-42", "~2026", "count", "..%2fcount", "a%0d%0aX-Injected:%20yes", new('9', 300)])
            yield return new("GetInvoicePage", "what is not there", "GET", $"{invoices}/{number}/page", Sender.Operator, 404);
    }
}
