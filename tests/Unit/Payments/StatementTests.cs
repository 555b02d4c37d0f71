using System.Globalization;
using System.Text;
using CsCheck;
using QNom.Payments.Ledger;
using QNom.Payments.Settlement;

namespace QNom.Tests.Unit.Payments;

public class StatementTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 24, 16, 0, 0, TimeSpan.Zero);

    private static readonly Gen<LedgerTransaction> Transactions =
        from partner in Gen.OneOfConst("a", "b", "c", null)
        from second in Gen.Int[0, (24 * 60 * 60) - 1]
        from payment in Gen.Int[1, 20]
        from sequence in Gen.Int[1, 12]
        from provider in Gen.Long[-50_000, 50_000]
        from disputes in Gen.Long[-500, 500]
        from commission in Gen.Long[-1_500, 1_500]
        from fees in Gen.Long[-2_000, 2_000]
        from reason in Gen.Enum<LedgerReason>()
        select Transaction(partner, Midnight.AddSeconds(second), $"payment-{payment}", sequence, provider, disputes, commission, fees, reason);

    [Fact]
    public void Statements_say_what_the_ledger_says_to_the_cent_and_the_same_bytes_in_whatever_order_it_is_read() =>
        Gen.Select(Transactions.Array[0, 40], Gen.Int).Sample((drawn, seed) =>
        {
            var ledger = drawn.DistinctBy(transaction => (transaction.PaymentId, transaction.Id)).ToArray();
            var statements = Statements(ledger);
            var shuffled = ledger.ToArray();
            new Random(seed).Shuffle(shuffled);
            var again = Statements(shuffled);

            Assert.Equal(ledger.Sum(transaction => transaction.On(LedgerAccount.Provider)), statements.Sum(statement => statement.Total.Paid));
            Assert.Equal(ledger.Sum(transaction => transaction.On(LedgerAccount.Disputes)), statements.Sum(statement => statement.Total.Disputed));
            Assert.Equal(ledger.Sum(transaction => transaction.On(LedgerAccount.Commission)), statements.Sum(statement => statement.Total.Commission));
            Assert.Equal(ledger.Sum(transaction => transaction.On(LedgerAccount.Fees)), statements.Sum(statement => statement.Total.Fees));
            Assert.Equal(-ledger.Sum(transaction => transaction.On(LedgerAccount.Partner)), statements.Sum(statement => statement.Total.Net));
            Assert.Equal(ledger.Length, statements.Sum(statement => statement.Lines.Count));
            Assert.Equal(statements.Select(StatementFiles.Csv), again.Select(StatementFiles.Csv));
            Assert.Equal(statements.Select(statement => StatementFiles.Page(statement, "Tian Tian")), again.Select(statement => StatementFiles.Page(statement, "Tian Tian")));
            Assert.All(statements, AssertTableAddsUp);
        }, iter: 200);

    [Fact]
    public void A_statement_as_a_table_says_this()
    {
        var statement = Statement.Of("a", Day,
        [
            Transaction("a", Midnight.AddHours(12), "order-1", 2, 1100, 0, -33, -87, LedgerReason.Capture),
            Transaction("a", Midnight.AddHours(12.5), "order-1", 3, -1100, 0, 33, 87, LedgerReason.Refund),
            Transaction("a", Midnight.AddSeconds(1), "order-2", 2, 5, 0, -1, 0, LedgerReason.Capture),
        ]);

        Assert.Equal(
            """
            Time (Singapore),Order,Payment,Stall,Reason,Currency,Paid,Disputed,Commission,Fees,Net
            2026-11-25 00:00:01,order,order-2,stall,Capture,SGD,0.05,0.00,-0.01,0.00,0.04
            2026-11-25 12:00:00,order,order-1,stall,Capture,SGD,11.00,0.00,-0.33,-0.87,9.80
            2026-11-25 12:30:00,order,order-1,stall,Refund,SGD,-11.00,0.00,0.33,0.87,-9.80
            Total,,,,,SGD,0.05,0.00,-0.01,0.00,0.04

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(StatementFiles.Csv(statement)));
    }

    [Fact]
    public void A_ledger_that_does_not_sum_to_zero_makes_no_statement()
    {
        var good = Transaction("a", Midnight, "p", 1, 1100, 0, -33, -87, LedgerReason.Capture);
        var bad = good with { Entries = [.. good.Entries.Select(entry => entry.Account == LedgerAccount.Fees ? entry with { Cents = -86 } : entry)] };

        Assert.Throws<InvalidDataException>(() => Statement.Of("a", Day, [bad]));
    }

    [Fact]
    public void A_page_shows_names_and_runs_nothing_of_them()
    {
        var page = Encoding.UTF8.GetString(StatementFiles.Page(
            Statement.Of("a", Day, [Transaction("a", Midnight, "p", 1, 1100, 0, -33, -87, LedgerReason.Capture)]), "<script>alert(1)</script> & Sons"));

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("9.80", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)(src|href|url)\\s*[=(]", page);
    }

    [Theory]
    [InlineData("2026-000042", "2026")]
    [InlineData("2026-42", null)]
    [InlineData("2026-00004a", null)]
    [InlineData("2026-000042-1", null)]
    [InlineData("~2026", null)]
    public void A_number_tells_its_series(string number, string? series) => Assert.Equal(series, Invoice.SeriesIn(number));

    private static List<Statement> Statements(IEnumerable<LedgerTransaction> ledger) =>
    [
        .. ledger.GroupBy(transaction => transaction.PartnerId ?? Statement.Nobody).OrderBy(partner => partner.Key)
            .Select(partner => Statement.Of(partner.Key, Day, [.. partner])),
    ];

    private static void AssertTableAddsUp(Statement statement)
    {
        var rows = Encoding.UTF8.GetString(StatementFiles.Csv(statement)).TrimEnd().Split("\r\n").Skip(1)
            .Select(row => row.Split(',').Skip(6).Select(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList();
        for (var column = 0; column < 5; column++)
            Assert.Equal(rows[^1][column], rows.SkipLast(1).Sum(row => row[column]));
        Assert.Equal(statement.Total.Net / 100m, rows[^1][4]);
    }

    private static LedgerTransaction Transaction(
        string? partner, DateTimeOffset at, string payment, int sequence, long provider, long disputes, long commission, long fees, LedgerReason reason) => new()
        {
            Id = $"ledger:{sequence}",
            PaymentId = payment,
            OrderId = "order",
            VenueId = "stall",
            PartnerId = partner,
            Currency = "SGD",
            Reason = reason,
            Plan = "hawker",
            At = at,
            Entries =
            [
                .. new LedgerEntry[]
                {
                    new(LedgerAccount.Provider, provider), new(LedgerAccount.Disputes, disputes), new(LedgerAccount.Commission, commission),
                    new(LedgerAccount.Fees, fees), new(LedgerAccount.Partner, -(provider + disputes + commission + fees)),
                }.Where(entry => entry.Cents != 0),
            ],
        };
}
