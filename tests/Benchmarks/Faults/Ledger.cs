using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local;
using QNom.Orders;
using QNom.Platform.Cosmos;
using QNom.Queues;

namespace QNom.Benchmarks.Faults;

/// <summary>What is stored in the end, against what was acknowledged.</summary>
/// <param name="LostReports">Acknowledged reports that were not counted.</param>
/// <param name="MiscountedStalls">Stalls whose head counted another number of reports than there are.</param>
/// <param name="LostOrders">Acknowledged orders that are not there, or not placed.</param>
/// <param name="DoubleOrders">Orders that nobody asked for: more than one for one request.</param>
/// <param name="StrayPlaces">Places in slots that no order of a diner has, or orders that have none.</param>
/// <param name="WrongCharges">Orders for which the provider took money other than once.</param>
/// <param name="LostPayments">Orders that were paid at the provider and do not know it.</param>
internal sealed record Ledger(
    int LostReports, int MiscountedStalls, int LostOrders, int DoubleOrders, int StrayPlaces, int WrongCharges, int LostPayments)
{
    /// <summary>Whether all is as it should be.</summary>
    public bool Holds => this == new Ledger(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Reads it.</summary>
    public static async Task<Ledger> ReadAsync(
        LocalCloud cloud, IReadOnlyList<string> venues, LunchTraffic traffic, CancellationToken cancellationToken)
    {
        var database = cloud.Functions.Services.GetRequiredService<CosmosDatabase>();
        var (lost, miscounted) = (0, 0);
        foreach (var venue in venues)
        {
            var stored = await ListAsync(database, QueueStore.Declaration, venue, cancellationToken);
            var counted = stored.Where(document => Text(document, "schema").StartsWith("queue-report/", StringComparison.Ordinal)).Select(document => Text(document, "id")).ToHashSet();
            lost += traffic.Reports.Count(report => report.Venue == venue && !counted.Contains(report.ReportId));
            var head = stored.SingleOrDefault(document => Text(document, "id") == "head");
            if (counted.Count != (head.ValueKind == JsonValueKind.Object ? head.GetProperty("reports").GetInt32() : 0))
                miscounted++;
        }

        var orders = (await database.Container(OrderStore.Declaration)
                .QueryAsync<JsonElement>(new QueryDefinition("SELECT * FROM c WHERE c.id = 'order'"), cancellationToken: cancellationToken)
                .ToListAsync(cancellationToken))
            .ToDictionary(order => Text(order, "orderId"), order => Text(order, "state"));
        var lostOrders = traffic.Orders.Count(order => !orders.TryGetValue(order, out var state) || state == "draft");
        var places = new List<string>();
        foreach (var venue in venues)
        {
            var books = await ListAsync(database, OrderStore.Declaration, $"~venue:{venue}", cancellationToken);
            places.AddRange(books.Where(book => book.TryGetProperty("bookings", out _))
                .SelectMany(book => book.GetProperty("bookings").EnumerateArray()).Select(booking => Text(booking, "orderId")));
        }

        var charges = cloud.Payments.Bank.All.Where(payment => payment.CapturedCents > 0).ToLookup(payment => payment.Reference[..payment.Reference.LastIndexOf('-')]);
        return new Ledger(
            lost, miscounted, lostOrders, orders.Count - traffic.Orders.Count,
            places.Count - places.Intersect(traffic.Orders).Count() + traffic.Orders.Except(places).Count(),
            traffic.Orders.Count(order => charges[order].Count() != 1),
            traffic.Orders.Count(order => orders.TryGetValue(order, out var state) && state == "placed"));
    }

    private static async Task<List<JsonElement>> ListAsync(
        CosmosDatabase database, ContainerDeclaration declaration, string partition, CancellationToken cancellationToken) =>
        await database.Container(declaration).QueryAsync<JsonElement>(
            new QueryDefinition("SELECT * FROM c"), new QueryRequestOptions { PartitionKey = new PartitionKey(partition) }, cancellationToken)
            .ToListAsync(cancellationToken);

    private static string Text(JsonElement document, string member) =>
        document.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
