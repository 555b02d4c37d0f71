using System.Globalization;
using System.Text.Json.Serialization;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Payments.Settlement;

/// <summary>
/// What we keep of a partner's money in a month, as a document for its books: our commission and the fees, both withheld from
/// what is settled. In the partition of its year, where the numbers are given out. It says nothing of taxes.
/// </summary>
public sealed record Invoice : IStoredDocument
{
    /// <inheritdoc/>
    public static string CurrentSchema => "invoice/1";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The partition: the year in which it is issued.</summary>
    public required string Series { get; init; }

    /// <inheritdoc/>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Its number, for example <c>2026-000042</c>.</summary>
    public required string Number { get; init; }

    /// <summary>For whom.</summary>
    public required string PartnerId { get; init; }

    /// <summary>What the partner was called when it was issued.</summary>
    public required string PartnerName { get; init; }

    /// <summary>The first day of the month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>When it was issued, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Our commission, less what went back with refunds.</summary>
    public required long CommissionCents { get; init; }

    /// <summary>The fees, likewise.</summary>
    public required long FeesCents { get; init; }

    /// <summary>Both.</summary>
    [JsonIgnore]
    public long TotalCents => CommissionCents + FeesCents;

    /// <summary>Whether more went back than was earned.</summary>
    [JsonIgnore]
    public bool IsCreditNote => TotalCents < 0;

    /// <summary>The month, for example <c>2026-11</c>.</summary>
    [JsonIgnore]
    public string MonthText => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The document's id: one for a partner and month.</summary>
    public static string IdOf(string partnerId, DateOnly month) =>
        string.Create(CultureInfo.InvariantCulture, $"invoice:{partnerId}:{month:yyyyMM}");

    /// <summary>What a number looks like, as a regular expression.</summary>
    public const string NumberPattern = "^[0-9]{4}-[0-9]{6}$";

    /// <summary>The series of a year.</summary>
    public static string SeriesOf(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The number of the invoice that comes as so-manieth in a series.</summary>
    public static string NumberOf(string series, int count) => string.Create(CultureInfo.InvariantCulture, $"{series}-{count:D6}");

    /// <summary>The series that a number is of; null if no number looks like this.</summary>
    public static string? SeriesIn(string number) =>
        number.Split('-') is [{ Length: 4 } series, { Length: 6 } count] && (series + count).All(char.IsAsciiDigit) ? series : null;

    /// <summary>A page to print.</summary>
    public byte[] Page() => PrintedPage.Of(
        $"{(IsCreditNote ? "Credit note" : "Invoice")} {Number}",
        [
            ("To", PartnerName), ("Partner's id", PartnerId),
            ("Issued", SingaporeTime.Local(IssuedAt).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)),
            ("For", Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)),
            ("To pay", "Nothing: settled by deduction from what was paid to you. See the daily statements."),
        ],
        ["What", "Currency", "Amount"],
        [
            ["Commission on orders", Currency, StatementFiles.Dollars(CommissionCents)],
            ["Fees for taking payments", Currency, StatementFiles.Dollars(FeesCents)],
            ["Total", Currency, StatementFiles.Dollars(TotalCents)],
        ]);
}

/// <summary>How many numbers of a series are given out. Changed in the batch of each invoice, so that none is left out or given twice.</summary>
public sealed record InvoiceCount(string Id, string Series, string Schema, int Count) : IStoredDocument
{
    /// <inheritdoc/>
    public static string CurrentSchema => "invoice-count/1";

    /// <summary>The id in its partition.</summary>
    public const string DocumentId = "count";

    /// <summary>A series that has given out so many.</summary>
    public static InvoiceCount Of(string series, int count) => new(DocumentId, series, CurrentSchema, count);
}
