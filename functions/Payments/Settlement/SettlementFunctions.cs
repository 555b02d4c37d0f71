using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Payments.Settlement;

/// <summary>What partners are owed, day by day, and what we keep of it, month by month.</summary>
public sealed class SettlementFunctions(SettlementJob job, StatementArchive archive, InvoiceStore invoices, TimeProvider time)
{
    // A statement never changes; it is no one else's business, so no shared cache may have it.
    internal static readonly TimeSpan MaxAge = TimeSpan.Zero;

    private const int FirstYear = 2026;
    private const int LastYear = 2199;

    /// <summary>The statements of a partner in a month.</summary>
    [Function(nameof(ListStatements))]
    public async Task<IResult> ListStatements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/statements")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var month = request.Query["month"] switch
        {
            [] => Today(),
            [var text] when DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
            _ => throw Problems.Invalid("month", "must be a month, for example 2026-11"),
        };
        var statements = await archive.ListAsync(partnerId, month, cancellationToken).ToListAsync(cancellationToken);
        return UncachedJson.Of(request, new StatementList(month.ToString("yyyy-MM", CultureInfo.InvariantCulture), statements));
    }

    /// <summary>A statement as comma-separated values.</summary>
    [Function(nameof(GetStatementCsv))]
    public Task<IResult> GetStatementCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/statements/{day}/csv")] HttpRequest request,
        CancellationToken cancellationToken) => FileAsync(request, asPage: false, cancellationToken);

    /// <summary>A statement as a page to print.</summary>
    [Function(nameof(GetStatementPage))]
    public Task<IResult> GetStatementPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/statements/{day}/page")] HttpRequest request,
        CancellationToken cancellationToken) => FileAsync(request, asPage: true, cancellationToken);

    /// <summary>The invoices that a partner was given in a year.</summary>
    [Function(nameof(ListInvoices))]
    public async Task<IResult> ListInvoices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/invoices")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var year = request.Query["year"] switch
        {
            [] => Today().Year,
            [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= FirstYear and <= LastYear => number,
            _ => throw Problems.Invalid("year", $"must be a year from {FirstYear}"),
        };
        var list = await invoices.ListAsync(Invoice.SeriesOf(year), partnerId, cancellationToken);
        return UncachedJson.Of(request, new InvoiceList(year, [.. list.Select(InvoiceView.Of)]));
    }

    /// <summary>An invoice as a page to print.</summary>
    [Function(nameof(GetInvoicePage))]
    public async Task<IResult> GetInvoicePage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/partners/{partnerId}/invoices/{number}/page")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        var number = (string)request.RouteValues["number"]!;
        if (Invoice.SeriesIn(number) is not { } series)
            throw NoInvoice();
        var invoice = (await invoices.ListAsync(series, partnerId, cancellationToken)).FirstOrDefault(invoice => invoice.Number == number) ?? throw NoInvoice();
        return Attached(request, invoice.Page(), StatementArchive.PageType, $"invoice-{number}.html");
    }

    /// <summary>Makes the statements of yesterday, at one in the morning in Singapore.</summary>
    [Function(nameof(SettleDay))]
    public Task SettleDay([TimerTrigger("0 0 17 * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        job.SettleAsync(cancellationToken);

    /// <summary>Issues the invoices of last month, at half past one in the morning of the first days of a month in Singapore.</summary>
    [Function(nameof(IssueInvoices))]
    public Task IssueInvoices([TimerTrigger("0 30 17 * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        job.IssueAsync(cancellationToken);

    /// <summary>404: no money moved on that day, or it is not over.</summary>
    internal static ProblemException NoStatement() => Problems.NotFound("statement");

    /// <summary>404: there is no such invoice.</summary>
    internal static ProblemException NoInvoice() => Problems.NotFound("invoice");

    private async Task<IResult> FileAsync(HttpRequest request, bool asPage, CancellationToken cancellationToken)
    {
        var partnerId = RouteValue.Id(request, "partnerId");
        if (!DateOnly.TryParseExact(
            (string)request.RouteValues["day"]!, StatementArchive.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw NoStatement();
        }

        var file = await archive.FindAsync(partnerId, day, asPage, cancellationToken) ?? throw NoStatement();
        var name = $"statement-{day.ToString(StatementArchive.DayFormat, CultureInfo.InvariantCulture)}";
        return asPage
            ? Attached(request, file, StatementArchive.PageType, $"{name}.html")
            : Attached(request, file, StatementArchive.CsvType, $"{name}.csv");
    }

    // To keep and not to show: what the API answers with may run and load nothing.
    private static ConditionalContent Attached(HttpRequest request, byte[] content, string type, string name)
    {
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return new ConditionalContent(content, type, MaxAge);
    }

    private DateOnly Today() => DateOnly.FromDateTime(SingaporeTime.Local(time.GetUtcNow()));
}
