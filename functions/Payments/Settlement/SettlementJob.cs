using Microsoft.Extensions.Logging;
using QNom.Partners;
using QNom.Payments.Ledger;
using QNom.Platform;

namespace QNom.Payments.Settlement;

/// <summary>Makes statements and invoices of the ledger. Done again, it makes nothing again, and notices what no longer agrees.</summary>
public sealed partial class SettlementJob(
    LedgerReader ledger, StatementArchive archive, InvoiceStore invoices, PartnerStore partners, TimeProvider time,
    ILogger<SettlementJob> logger)
{
    // The day before is looked at once more: what was committed late would otherwise be on no statement, and nobody would know.
    private const int Days = 2;

    // So many days from the first on invoices are issued, should the first have failed.
    private const int DaysToIssue = 3;

    /// <summary>Makes the statements of yesterday, and those of the day before that are missing. One that fails holds up no other.</summary>
    /// <exception cref="AggregateException">The ledger does not sum to zero, or says something else than it did.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        for (var back = 1; back <= Days; back++)
            failures.AddRange(await SettleAsync(Today().AddDays(-back), cancellationToken));
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    /// <summary>Makes the statements of a day that is over; gives what stands in the way of some.</summary>
    public async Task<IReadOnlyList<Exception>> SettleAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var transactions = await ledger.ReadAsync(SingaporeTime.StartOf(day), SingaporeTime.StartOf(day.AddDays(1)), null, cancellationToken).ToListAsync(cancellationToken);
        var (made, failures) = (0, new List<Exception>());
        foreach (var ofPartner in transactions.GroupBy(transaction => transaction.PartnerId ?? Statement.Nobody))
        {
            try
            {
                var statement = Statement.Of(ofPartner.Key, day, [.. ofPartner]);
                if (await archive.KeepAsync(statement, await NameAsync(statement.PartnerId, cancellationToken), cancellationToken))
                    made++;
            }
            catch (InvalidDataException exception)
            {
                failures.Add(exception);
            }
        }

        Log.Settled(logger, day, transactions.Count, made, failures.Count);
        return failures;
    }

    /// <summary>Issues the invoices of last month, in the first days of this one.</summary>
    public async Task IssueAsync(CancellationToken cancellationToken)
    {
        var today = Today();
        if (today.Day <= DaysToIssue)
            await IssueAsync(new DateOnly(today.Year, today.Month, 1).AddMonths(-1), cancellationToken);
    }

    /// <summary>Issues the invoices of a month that is over, in the order of the partners' ids; gives how many there were.</summary>
    /// <param name="month">Its first day.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<int> IssueAsync(DateOnly month, CancellationToken cancellationToken)
    {
        var sums = new SortedDictionary<string, (StatementSums Sums, string Currency)>(StringComparer.Ordinal);
        await foreach (var transaction in ledger.ReadAsync(SingaporeTime.StartOf(month), SingaporeTime.StartOf(month.AddMonths(1)), null, cancellationToken))
        {
            if (transaction.PartnerId is not { } partner)
                continue;
            var one = StatementSums.Of(transaction);
            sums[partner] = sums.TryGetValue(partner, out var sum)
                ? (StatementSums.Of([sum.Sums, one]), sum.Currency == transaction.Currency ? sum.Currency : throw new InvalidDataException("A partner's money is in several currencies."))
                : (one, transaction.Currency);
        }

        var issued = 0;
        // By the month after it, so that it is the same series whenever it is done.
        var series = Invoice.SeriesOf(month.AddMonths(1).Year);
        foreach (var (partner, (sum, currency)) in sums.Where(entry => entry.Value.Sums is not { Commission: 0, Fees: 0 }))
        {
            var name = await NameAsync(partner, cancellationToken);
            var id = Invoice.IdOf(partner, month);
            if (await invoices.IssueAsync(series, id, Make, cancellationToken))
                issued++;

            Invoice Make(string number) => new()
            {
                Id = id,
                Series = series,
                Number = number,
                PartnerId = partner,
                PartnerName = name,
                Month = month,
                IssuedAt = time.GetUtcNow(),
                Currency = currency,
                CommissionCents = -sum.Commission,
                FeesCents = -sum.Fees,
            };
        }

        Log.Issued(logger, month, issued);
        return issued;
    }

    private DateOnly Today() => DateOnly.FromDateTime(SingaporeTime.Local(time.GetUtcNow()));

    private async Task<string> NameAsync(string partnerId, CancellationToken cancellationToken) =>
        (await partners.FindAsync(partnerId, cancellationToken))?.Document.Name ?? partnerId;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Of {Day}, {Transactions} transactions were settled; {Made} statements are new, and {Failed} could not be made.")]
        public static partial void Settled(ILogger logger, DateOnly day, int transactions, int made, int failed);

        [LoggerMessage(2, LogLevel.Information, "For {Month}, {Issued} invoices were issued.")]
        public static partial void Issued(ILogger logger, DateOnly month, int issued);
    }
}
