using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Payments.Settlement;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Payments;

/// <summary>Statements and invoices of days long past, on which no other test moves money.</summary>
public sealed class SettlementTests(AppFixture app)
{
    private static readonly string[] Columns = ["provider", "disputes", "commission", "fees"];

    private static SettlementJob Job(AppFixture app) => Records.Service<SettlementJob>(app);

    [Fact]
    public async Task A_partner_reads_its_statement_and_whoever_makes_it_again_makes_the_same()
    {
        var day = new DateOnly(2026, 2, 3);
        var desk = await PartnerDesk.OpenAsync(app);
        var partner = await desk.PartnerAsync();
        var id = partner.Split('/')[^1];
        // The first and the last moment of the day in Singapore, and those beside it.
        var begin = SingaporeTime.StartOf(day);
        await MoveAsync(id, begin.AddTicks(-1), 1, 100_000);
        await MoveAsync(id, begin, 2, 1100);
        await MoveAsync(id, begin.AddDays(1).AddTicks(-1), 3, 550);
        await MoveAsync(id, begin.AddDays(1), 4, 200_000);

        await Job(app).SettleAsync(day, CancellationToken.None);
        var statements = await desk.DoAsync(HttpMethod.Get, $"{partner}/statements?month=2026-02");
        var statement = Assert.Single(statements.GetProperty("statements").EnumerateArray());
        Assert.Equal((1650, -50, 1600), (statement.GetProperty("paidCents").GetInt32(), statement.GetProperty("commissionCents").GetInt32(), statement.GetProperty("netCents").GetInt32()));
        var csv = await FileAsync(desk, $"{partner}/statements/2026-02-03/csv");
        Assert.EndsWith("Total,,,,,SGD,16.50,0.00,-0.50,0.00,16.00\r\n", csv, StringComparison.Ordinal);
        Assert.Equal(await RecountAsync(id, begin, begin.AddDays(1)), Totals(csv));
        Assert.Contains("Tian Tian", await FileAsync(desk, $"{partner}/statements/2026-02-03/page"), StringComparison.Ordinal);
        using (var none = await desk.CallAsync(HttpMethod.Get, $"{partner}/statements/2026-02-04/csv"))
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using (var stranger = await desk.CallAsync(HttpMethod.Get, $"{partner}/statements/2026-02-03/csv", credential: await app.TokenAsync("partner")))
            Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);

        await Job(app).SettleAsync(day, CancellationToken.None);
        Assert.Equal(csv, await FileAsync(desk, $"{partner}/statements/2026-02-03/csv"));
        // What comes behind it is noticed, changes nothing, and holds up nobody else.
        await MoveAsync(id, begin.AddHours(1), 5, 300);
        var other = await desk.PartnerAsync();
        await MoveAsync(other.Split('/')[^1], begin.AddHours(1), 6, 550);
        Assert.IsType<InvalidDataException>(Assert.Single(await Job(app).SettleAsync(day, CancellationToken.None)));
        Assert.Contains("5.33", await FileAsync(desk, $"{other}/statements/2026-02-03/csv"), StringComparison.Ordinal);
        Assert.Equal(csv, await FileAsync(desk, $"{partner}/statements/2026-02-03/csv"));
    }

    [Fact]
    public async Task Invoices_are_numbered_without_gaps_whoever_issues_them_at_once_and_once_for_a_month()
    {
        var month = new DateOnly(2027, 3, 1);
        var desk = await PartnerDesk.OpenAsync(app);
        var partners = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            partners.Add(await desk.PartnerAsync());
            // The last one gave back more than it earned.
            await MoveAsync(partners[^1].Split('/')[^1], SingaporeTime.StartOf(month).AddDays(number), 10 + number, number == 3 ? -1000 : 2000);
        }

        var issued = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Job(app).IssueAsync(month, CancellationToken.None)));
        Assert.Equal(partners.Count, issued.Sum());
        Assert.Equal(0, await Job(app).IssueAsync(month, CancellationToken.None));

        var invoices = new List<(int Number, bool IsCreditNote, long Total)>();
        foreach (var partner in partners)
        {
            var invoice = Assert.Single((await desk.DoAsync(HttpMethod.Get, $"{partner}/invoices?year=2027")).GetProperty("invoices").EnumerateArray());
            var number = invoice.GetProperty("number").GetString()!;
            Assert.StartsWith("2027-", number, StringComparison.Ordinal);
            invoices.Add((int.Parse(number[5..], null), invoice.GetProperty("isCreditNote").GetBoolean(), invoice.GetProperty("totalCents").GetInt64()));
            Assert.Contains(number, await FileAsync(desk, $"{partner}/invoices/{number}/page"), StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(1, partners.Count), invoices.Select(invoice => invoice.Number).Order());
        Assert.Equal([(false, 60L), (false, 60L), (false, 60L), (true, -30L)], invoices.Select(invoice => (invoice.IsCreditNote, invoice.Total)));
        // What is invoiced is what the statements of the month kept.
        await Job(app).SettleAsync(month, CancellationToken.None);
        var kept = (await desk.DoAsync(HttpMethod.Get, $"{partners[0]}/statements?month=2027-03")).GetProperty("statements")[0];
        Assert.Equal(-invoices[0].Total, kept.GetProperty("commissionCents").GetInt64() + kept.GetProperty("feesCents").GetInt64());
        using var anothers = await desk.CallAsync(HttpMethod.Get, $"{partners[0]}/invoices/2027-{invoices[1].Number:D6}/page");
        Assert.Equal(HttpStatusCode.NotFound, anothers.StatusCode);
    }

    [Fact]
    public async Task No_number_is_given_twice_or_left_out_when_invoices_of_many_are_issued_at_once()
    {
        var store = Records.Service<InvoiceStore>(app);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(place => store.IssueAsync("2198", $"invoice:partner-{place}:219712", number => new Invoice
        {
            Id = $"invoice:partner-{place}:219712",
            Series = "2198",
            Number = number,
            PartnerId = "many",
            PartnerName = "Tian Tian",
            Month = new DateOnly(2197, 12, 1),
            IssuedAt = DateTimeOffset.UnixEpoch,
            Currency = "SGD",
            CommissionCents = 1,
            FeesCents = 0,
        }, CancellationToken.None)));

        Assert.Equal(
            Enumerable.Range(1, 8).Select(count => $"2198-{count:D6}"),
            (await store.ListAsync("2198", "many", CancellationToken.None)).Select(invoice => invoice.Number).Order());
    }

    // 3% of commission, to the cent above.
    private async Task MoveAsync(string partner, DateTimeOffset at, int sequence, long cents)
    {
        var commission = (long)Math.Ceiling(cents * 0.03m);
        var payment = $"payment-{Guid.NewGuid():N}";
        await Records.Service<CosmosDatabase>(app).Container(PaymentStore.Declaration).CreateItemAsync(
            new LedgerTransaction
            {
                Id = $"ledger:{sequence}",
                PaymentId = payment,
                OrderId = "order",
                VenueId = "stall",
                PartnerId = partner,
                Currency = "SGD",
                Reason = cents > 0 ? LedgerReason.Capture : LedgerReason.Refund,
                Plan = "hawker",
                At = at,
                Entries = [new(LedgerAccount.Provider, cents), new(LedgerAccount.Commission, -commission), new(LedgerAccount.Partner, commission - cents)],
            },
            new PartitionKey(payment));
    }

    // Counted once more, of the documents as they are stored and by nothing of what makes statements: paid, disputed,
    // commission, fees and, with the other sign, what is owed.
    private async Task<decimal[]> RecountAsync(string partner, DateTimeOffset from, DateTimeOffset to)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = 'ledger' AND c.partnerId = @partner").WithParameter("@partner", partner);
        var sums = new Dictionary<string, decimal>();
        await foreach (var stored in Records.Service<CosmosDatabase>(app).Container(PaymentStore.Declaration).QueryAsync<JsonElement>(query))
        {
            if (stored.GetProperty("at").GetDateTimeOffset() is var at && (at < from || at >= to))
                continue;
            foreach (var entry in stored.GetProperty("entries").EnumerateArray())
            {
                var account = entry.GetProperty("account").GetString()!;
                sums[account] = sums.GetValueOrDefault(account) + (entry.GetProperty("cents").GetInt64() / 100m);
            }
        }

        Assert.Equal(0, sums.Values.Sum());
        return [.. Columns.Select(account => sums.GetValueOrDefault(account)), -sums["partner"]];
    }

    private static decimal[] Totals(string csv) =>
        [.. csv.TrimEnd().Split("\r\n")[^1].Split(',')[^5..].Select(cell => decimal.Parse(cell, CultureInfo.InvariantCulture))];

    private static async Task<string> FileAsync(PartnerDesk desk, string path)
    {
        using var answer = await desk.CallAsync(HttpMethod.Get, path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
    }
}
