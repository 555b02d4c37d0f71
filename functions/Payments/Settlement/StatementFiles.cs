using System.Globalization;
using System.Text;

namespace QNom.Payments.Settlement;

/// <summary>A statement as files: the same bytes for the same statement, whatever the machine's language.</summary>
public static class StatementFiles
{
    private static readonly string[] Columns =
        ["Time (Singapore)", "Order", "Payment", "Stall", "Reason", "Currency", "Paid", "Disputed", "Commission", "Fees", "Net"];

    /// <summary>Comma-separated values (RFC 4180), a row for each transaction and one for the total.</summary>
    public static byte[] Csv(Statement statement)
    {
        var text = new StringBuilder();
        Row(Columns);
        foreach (var row in Rows(statement))
            Row(row);
        return Encoding.UTF8.GetBytes(text.ToString());

        // No value has a comma, a quote or a line break: ids, numbers and our own words.
        void Row(IEnumerable<string> values) => text.AppendJoin(',', values).Append("\r\n");
    }

    /// <summary>A page to print, with nothing that is loaded from elsewhere.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="partner">What the partner is called.</param>
    public static byte[] Page(Statement statement, string partner) => PrintedPage.Of(
        $"Settlement statement for {statement.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}",
        [
            ("Partner", partner), ("Partner's id", statement.PartnerId),
            ("Day", "00:00 to 24:00 in Singapore"), ("Net", $"{statement.Currency} {Dollars(statement.Total.Net)}"),
        ],
        Columns, [.. Rows(statement)]);

    /// <summary>Cents as dollars.</summary>
    internal static string Dollars(long cents) => string.Create(
        CultureInfo.InvariantCulture, $"{(cents < 0 ? "-" : "")}{Math.Abs(cents) / 100}.{Math.Abs(cents) % 100:00}");

    private static IEnumerable<string[]> Rows(Statement statement)
    {
        foreach (var line in statement.Lines)
        {
            yield return
            [
                line.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line.OrderId, line.PaymentId, line.VenueId,
                line.Reason.ToString(), statement.Currency, .. Sums(line.Sums),
            ];
        }

        yield return ["Total", "", "", "", "", statement.Currency, .. Sums(statement.Total)];
    }

    private static string[] Sums(StatementSums sums) =>
        [Dollars(sums.Paid), Dollars(sums.Disputed), Dollars(sums.Commission), Dollars(sums.Fees), Dollars(sums.Net)];
}
