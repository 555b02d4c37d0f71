using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using QNom.Payments.Providers;
using QNom.Platform;

namespace QNom.Payments.Reconciliation;

/// <summary>The report of a day on one provider.</summary>
/// <param name="Schema">The shape's version.</param>
/// <param name="Day">The day in Singapore, <c>yyyy-MM-dd</c>.</param>
/// <param name="Provider">Whose list.</param>
/// <param name="Ours">How many payments we recorded.</param>
/// <param name="Theirs">How many it listed under names of ours.</param>
/// <param name="CapturedCents">What we have captured of them.</param>
/// <param name="RefundedCents">What of it went back.</param>
/// <param name="Differences">What does not agree.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
public sealed record PaymentReport(
    string Schema, string Day, string Provider, int Ours, int Theirs, long CapturedCents, long RefundedCents,
    IReadOnlyList<Difference> Differences, DateTimeOffset MadeAt);

/// <summary>Compares yesterday's payments with each provider's list, and stores what it finds in a blob per day and provider.</summary>
public sealed partial class DailyComparison(
    PaymentStore store, PaymentProviders providers, Blobs blobs, TimeProvider time, ILogger<DailyComparison> logger)
{
    /// <summary>The container of reports.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("payment-reports");

    private const string Schema = "payment-report/1";

    // A provider makes a payment a moment after we record it, by a clock of its own.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Makes the reports of yesterday, anew if they are there.</summary>
    /// <exception cref="InvalidDataException">There are differences, so that somebody is alarmed; the reports are stored.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(SingaporeTime.Local(time.GetUtcNow())).AddDays(-1);
        var (from, to) = (SingaporeTime.StartOf(day), SingaporeTime.StartOf(day.AddDays(1)));
        var recorded = await store.ListCreatedAsync(from, to, cancellationToken).ToListAsync(cancellationToken);
        var found = 0;
        foreach (var provider in providers.On)
        {
            var report = await CompareAsync(provider, day, from, to, recorded, cancellationToken);
            await blobs.Container(Declaration).GetBlobClient($"{report.Day}/{provider.Name}.json").UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, Json.Documents)), overwrite: true, cancellationToken);
            Log.Compared(logger, provider.Name, report.Day, report.Ours, report.Differences.Count);
            found += report.Differences.Count;
        }

        if (found > 0)
            throw new InvalidDataException($"Our payments of a day and the providers' lists differ {found} times: see {Declaration.Name}.");
    }

    private async Task<PaymentReport> CompareAsync(
        IPaymentProvider provider, DateOnly day, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Payment> recorded,
        CancellationToken cancellationToken)
    {
        var ours = recorded.Where(payment => payment.Provider == provider.Name).ToList();
        var theirs = await provider.ListAsync(from - Margin, to + Margin, cancellationToken)
            .Where(payment => payment.PaymentId is not null).ToListAsync(cancellationToken);
        var known = ours.Select(payment => payment.PaymentId).ToHashSet();
        foreach (var id in theirs.Select(payment => payment.PaymentId!).Distinct().Except(known).ToList())
            if (await store.FindAsync(id, cancellationToken) is not null)
                known.Add(id);
        return new PaymentReport(
            Schema, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), provider.Name, ours.Count,
            theirs.Count(payment => payment.CreatedAt >= from && payment.CreatedAt < to),
            ours.Sum(payment => payment.CapturedCents), ours.Sum(payment => payment.RefundedCents),
            ProviderComparison.Compare(ours, theirs, known.Contains), time.GetUtcNow());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Provider}, {Day}: {Count} payments, {Differences} differences.")]
        public static partial void Compared(ILogger logger, string provider, string day, int count, int differences);
    }
}
