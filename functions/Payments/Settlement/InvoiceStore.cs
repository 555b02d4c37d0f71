using System.Net;
using Microsoft.Azure.Cosmos;
using QNom.Platform.Cosmos;
using QNom.Venues;

namespace QNom.Payments.Settlement;

/// <summary>Owns the <c>invoices</c> container: a partition for each year, where one after another is numbered.</summary>
public sealed class InvoiceStore(CosmosDatabase database)
{
    /// <summary>The container.</summary>
    public static ContainerDeclaration Declaration { get; } = new("invoices", "/series", ["/partnerId/?"]);

    // Only the timer issues, and a second one that runs beside it.
    private const int Attempts = 20;

    private readonly Container container = database.Container(Declaration);

    /// <summary>Issues an invoice under the next number of its series, unless there is one for its partner and month.</summary>
    /// <param name="series">The series.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="make">Makes it of its number.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>Whether it was issued now.</returns>
    /// <exception cref="TimeoutException">Someone else was faster each time.</exception>
    public async Task<bool> IssueAsync(string series, string id, Func<string, Invoice> make, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await container.ReadAsync<Invoice>(id, series, cancellationToken) is not null)
                return false;
            var count = await container.ReadAsync<InvoiceCount>(InvoiceCount.DocumentId, series, cancellationToken);
            var next = InvoiceCount.Of(series, (count?.Document.Count ?? 0) + 1);
            var batch = container.CreateTransactionalBatch(new PartitionKey(series))
                .CreateItem(make(Invoice.NumberOf(series, next.Count)));
            batch = count is null
                ? batch.CreateItem(next)
                : batch.ReplaceItem(next.Id, next, new() { IfMatchEtag = count.ETag });
            using var response = await batch.ExecuteAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
                return true;
            if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed))
                throw response.ToException();
        }

        throw new InvalidOperationException($"Others issued invoices under each of {Attempts} attempts.");
    }

    /// <summary>The invoices of a partner in a series, in the order of the months: one query in its partition.</summary>
    public async Task<IReadOnlyList<Invoice>> ListAsync(string series, string partnerId, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.partnerId = @partner ORDER BY c.id").WithParameter("@partner", partnerId);
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(series) };
        var invoices = await container.QueryAsync<Invoice>(query, options, cancellationToken).ToListAsync(cancellationToken);
        invoices.ForEach(invoice => DocumentSchema.Require(invoice.Schema, Invoice.CurrentSchema));
        return invoices;
    }
}
