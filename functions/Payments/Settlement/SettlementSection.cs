using System.Text.Json.Nodes;
using QNom.Partners;
using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Payments.Settlement;

/// <summary>What the API document says of statements and invoices.</summary>
internal static class SettlementSection
{
    private const string Number = "2026-000042";

    private static readonly DateOnly Day = new(2026, 11, 24);

    private static readonly Parameter PartnerId = Parameter.Id("partnerId", "The partner.", "4bf92f3577b34da6");

    private static readonly Parameter DayParameter = new(
        "path", "day", "The day in Singapore.", new JsonObject { ["type"] = "string", ["format"] = "date" }, "2026-11-24");

    private static readonly Header Attachment =
        new("Content-Disposition", "That it is a file, and what it may be called.", "attachment; filename=\"statement-2026-11-24.csv\"", Always: true);

    public static ApiSection Section { get; } = new(
        "Settlement", "What partners are owed, by day in Singapore, and what is kept of it, by month. Made of the ledger; nothing is ever changed.",
    [
        new Endpoint(nameof(SettlementFunctions.ListStatements), "The statements of a month")
        {
            Parameters =
            [
                PartnerId,
                new Parameter("query", "month", "The month; this one if it is left out.", new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}$" }, "2026-11"),
            ],
            Answer = Answer.Uncached(200, "The statements.", Content.Written(new StatementList(
                "2026-11", [new StatementView(Day, 3, "SGD", 1650, 0, -50, -157, 1443)]))),
            Problems = [Problems.Invalid("month", "must be a month, for example 2026-11")],
        },
        new Endpoint(nameof(SettlementFunctions.GetStatementCsv), "A statement as a table")
        {
            Parameters = [PartnerId, DayParameter],
            Answer = Answer.Read("The table.", Content.Text("text/csv", "Time (Singapore),Order,…"), SettlementFunctions.MaxAge, Attachment),
            Problems = [Onboarding.NotFound(), SettlementFunctions.NoStatement()],
        },
        new Endpoint(nameof(SettlementFunctions.GetStatementPage), "A statement to print")
        {
            Parameters = [PartnerId, DayParameter],
            Answer = Answer.Read("The page.", Content.Text("text/html", "<!doctype html>…"), SettlementFunctions.MaxAge, Attachment),
            Problems = [Onboarding.NotFound(), SettlementFunctions.NoStatement()],
        },
        new Endpoint(nameof(SettlementFunctions.ListInvoices), "The invoices of a year")
        {
            Parameters = [PartnerId, Parameter.WholeInQuery("year", "The year in which they were issued; this one if it is left out.", 2026, 2199, 2026)],
            Answer = Answer.Uncached(200, "The invoices.", Content.Written(new InvoiceList(
                2026, [new InvoiceView(Number, false, "2026-11", new DateTimeOffset(2026, 11, 30, 17, 30, 0, TimeSpan.Zero), "SGD", 1200, 3100, 4300)]))),
            Problems = [Problems.Invalid("year", "must be a year from 2026")],
        },
        new Endpoint(nameof(SettlementFunctions.GetInvoicePage), "An invoice to print")
        {
            Parameters =
            [
                PartnerId,
                new Parameter("path", "number", "Its number.", new JsonObject { ["type"] = "string", ["pattern"] = Invoice.NumberPattern }, Number),
            ],
            Answer = Answer.Read("The page.", Content.Text("text/html", "<!doctype html>…"), SettlementFunctions.MaxAge, Attachment),
            Problems = [Onboarding.NotFound(), SettlementFunctions.NoInvoice()],
        },
    ]);
}
