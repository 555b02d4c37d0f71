using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using QNom.Platform;

namespace QNom.Payments.Settlement;

/// <summary>Owns the <c>statements</c> blob container. What is in it is never written again.</summary>
public sealed class StatementArchive(Blobs blobs)
{
    /// <summary>The container: <c>{partner}/{yyyy-MM-dd}.csv</c> and <c>.html</c>.</summary>
    public static BlobContainerDeclaration Declaration { get; } = new("statements");

    internal const string CsvType = "text/csv; charset=utf-8";
    internal const string PageType = "text/html; charset=utf-8";

    internal const string DayFormat = "yyyy-MM-dd";
    private const string CsvEnding = ".csv";
    private const string PageEnding = ".html";

    private readonly BlobContainerClient container = blobs.Container(Declaration);

    /// <summary>Stores a statement, unless it is there; the page first, so that what is listed is there as a whole.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="partner">What the partner is called.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether it was stored now.</returns>
    /// <exception cref="InvalidDataException">Another one is there for that day: the ledger has changed behind it.</exception>
    public async Task<bool> KeepAsync(Statement statement, string partner, CancellationToken cancellationToken)
    {
        var csv = StatementFiles.Csv(statement);
        await TryWriteAsync(Name(statement.PartnerId, statement.Day, PageEnding), StatementFiles.Page(statement, partner), PageType, null, cancellationToken);
        var name = Name(statement.PartnerId, statement.Day, CsvEnding);
        if (await TryWriteAsync(name, csv, CsvType, Facts(statement), cancellationToken))
            return true;
        var kept = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return kept.Value.Content.ToMemory().Span.SequenceEqual(csv)
            ? false
            : throw new InvalidDataException($"The ledger of {Text(statement.Day)} says something else of partner {statement.PartnerId} than its statement.");
    }

    /// <summary>The statements of a partner in a month, in the order of the days.</summary>
    public async IAsyncEnumerable<StatementView> ListAsync(
        string partnerId, DateOnly month, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = $"{partnerId}/{month.ToString("yyyy-MM-", CultureInfo.InvariantCulture)}";
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken))
        {
            if (blob.Name.EndsWith(CsvEnding, StringComparison.Ordinal))
                yield return View(DateOnly.ParseExact(blob.Name[(partnerId.Length + 1)..^CsvEnding.Length], DayFormat, CultureInfo.InvariantCulture), blob.Metadata);
        }
    }

    /// <summary>A file of a statement; null if there is none.</summary>
    public async Task<byte[]?> FindAsync(string partnerId, DateOnly day, bool asPage, CancellationToken cancellationToken)
    {
        try
        {
            var found = await container.GetBlobClient(Name(partnerId, day, asPage ? PageEnding : CsvEnding)).DownloadContentAsync(cancellationToken);
            return found.Value.Content.ToArray();
        }
        catch (RequestFailedException exception) when (exception.Status == Microsoft.AspNetCore.Http.StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    private async Task<bool> TryWriteAsync(
        string name, byte[] content, string type, Dictionary<string, string>? facts, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = type },
                Metadata = facts,
            };
            await container.GetBlobClient(name).UploadAsync(new BinaryData(content), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false;
        }
    }

    // What a list shows, so that it opens no file.
    private static Dictionary<string, string> Facts(Statement statement) => new()
    {
        ["currency"] = statement.Currency,
        ["lines"] = Text(statement.Lines.Count),
        ["paid"] = Text(statement.Total.Paid),
        ["disputed"] = Text(statement.Total.Disputed),
        ["commission"] = Text(statement.Total.Commission),
        ["fees"] = Text(statement.Total.Fees),
    };

    private static StatementView View(DateOnly day, IDictionary<string, string> facts)
    {
        var sums = new StatementSums(Number("paid"), Number("disputed"), Number("commission"), Number("fees"));
        return new StatementView(
            day, (int)Number("lines"), facts["currency"], sums.Paid, sums.Disputed, sums.Commission, sums.Fees, sums.Net);

        long Number(string name) => long.Parse(facts[name], CultureInfo.InvariantCulture);
    }

    private static string Name(string partnerId, DateOnly day, string ending) => $"{partnerId}/{Text(day)}{ending}";

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
