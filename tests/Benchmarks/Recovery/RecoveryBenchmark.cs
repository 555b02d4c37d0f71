using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local.Azurite;
using QNom.Local.Cosmos;
using QNom.Local.Recovery;
using QNom.Operations.Recovery;
using QNom.Orders;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Queues;
using QNom.Venues;

namespace QNom.Benchmarks.Recovery;

/// <summary>
/// A backup of many documents and its restore into another account, compared document by document. What is measured: how long
/// the backup takes (what is committed up to its beginning is in it: with one a night at most a day is lost), how long the
/// restore takes from nothing (the time to recover, without the time to decide), and how much memory both take at most.
/// </summary>
internal static class RecoveryBenchmark
{
    public static Command Create()
    {
        var documents = new Option<int>("--documents") { Description = "How many", DefaultValueFactory = _ => 100_000 };
        var command = new Command("recovery", "A backup of 100,000 documents, restored and compared") { documents };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(documents), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int count, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { Progress = Console.WriteLine }, cancellationToken);
        await using var lost = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions(), cancellationToken);
        await using var fresh = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions(), cancellationToken);
        await using var from = ComposedApp.Create(lost.ConnectionString, "qnom", azurite.ConnectionString);
        await using var to = ComposedApp.Create(fresh.ConnectionString, "qnom", azurite.ConnectionString);
        foreach (var app in (ServiceProvider[])[from, to])
            await app.GetRequiredService<CosmosDatabase>().CreateAsync(app.GetServices<ContainerDeclaration>(), cancellationToken);
        await from.GetRequiredService<Blobs>().Container(BackupStore.Declaration).CreateAsync(cancellationToken: cancellationToken);

        var bytes = await FillAsync(from.GetRequiredService<CosmosDatabase>(), count, cancellationToken);
        Console.WriteLine($"{count:N0} documents, {bytes / 1e6:N0} MB of JSON");

        var started = Stopwatch.GetTimestamp();
        var manifest = await BackUpAsync(from, cancellationToken);
        var compressed = manifest.Shards.Sum(shard => shard.Parts.Sum(part => part.Bytes));
        Console.WriteLine($"backup   {Stopwatch.GetElapsedTime(started).TotalSeconds,6:N1} s  {manifest.Documents:N0} lines in {manifest.Shards.Sum(shard => shard.Parts.Count)} parts, {compressed / 1e6:N1} MB");

        started = Stopwatch.GetTimestamp();
        var restored = await to.GetRequiredService<Restore>().RunAsync(manifest.BackupId, "benchmark", _ => { }, cancellationToken);
        Console.WriteLine($"restore  {Stopwatch.GetElapsedTime(started).TotalSeconds,6:N1} s  {restored.Documents:N0} documents, hashes of all parts checked first");

        var (before, after) = (await DigestAsync(from, cancellationToken), await DigestAsync(to, cancellationToken));
        Console.WriteLine(before == after ? $"equal    {before.Count:N0} documents, by SHA-256 of each" : "DIFFERENT");
        Console.WriteLine($"memory   {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB at most, with both emulators in this process");
        if (before != after)
            throw new InvalidOperationException("What was restored is not what was there.");
    }

    private static async Task<BackupManifest> BackUpAsync(ServiceProvider app, CancellationToken cancellationToken)
    {
        var run = app.GetRequiredService<BackupRun>();
        var steps = await run.BeginAsync(cancellationToken);
        // As many shards at once as an instance takes messages.
        await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (first, cancelled) =>
        {
            for (ExportStep? step = first; step is not null; step = await run.StepAsync(step, cancelled))
            {
            }
        });
        return (await app.GetRequiredService<BackupStore>().FindAsync(steps[0].BackupId, cancellationToken))!;
    }

    // Most of a real account: reports and minutes of stalls, orders with their history, and venues.
    private static async Task<long> FillAsync(CosmosDatabase database, int count, CancellationToken cancellationToken)
    {
        var bytes = 0L;
        var shares = new (ContainerDeclaration Container, double Share, int Each)[]
        {
            (QueueStore.Declaration, 0.8, 50), (OrderStore.Declaration, 0.15, 6), (VenueStore.Declaration, 0.05, 4),
        };
        foreach (var (declaration, share, each) in shares)
        {
            var container = database.Container(declaration);
            await Parallel.ForEachAsync(
                Enumerable.Range(0, (int)(count * share)).Chunk(each),
                new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
                async (numbers, cancelled) =>
                {
                    var partition = $"stall-{numbers[0]:D8}";
                    var batch = container.CreateTransactionalBatch(new PartitionKey(partition));
                    foreach (var number in numbers)
                    {
                        var document = JsonSerializer.SerializeToUtf8Bytes(Document(declaration.PartitionKeyPath[1..], partition, number));
                        Interlocked.Add(ref bytes, document.Length);
                        batch.CreateItemStream(new MemoryStream(document));
                    }

                    using var response = await batch.ExecuteAsync(cancelled);
                    if (!response.IsSuccessStatusCode)
                        throw new InvalidOperationException($"{response.StatusCode} {response.ErrorMessage}");
                });
        }

        return bytes;
    }

    private static Dictionary<string, object> Document(string key, string partition, int number) => new()
    {
        ["id"] = $"{number:D8}",
        [key] = partition,
        ["schema"] = "queue-report/3",
        ["reporter"] = Convert.ToBase64String(SHA256.HashData(BitConverter.GetBytes(number)))[..22],
        ["receivedAt"] = DateTimeOffset.UnixEpoch.AddSeconds(number),
        ["observedAt"] = DateTimeOffset.UnixEpoch.AddSeconds(number),
        ["waitMinutes"] = number % 60,
        ["queueLength"] = number % 25,
        ["text"] = new string('x', number % 400),
    };

    private static async Task<(string Hash, int Count)> DigestAsync(ServiceProvider app, CancellationToken cancellationToken)
    {
        var (sum, count) = (new byte[32], 0);
        foreach (var declaration in app.GetServices<ContainerDeclaration>())
        {
            var items = app.GetRequiredService<CosmosDatabase>().Container(declaration).QueryAsync<JsonElement>(
                new QueryDefinition("SELECT * FROM c"), new QueryRequestOptions { MaxItemCount = 1000 }, cancellationToken);
            await foreach (var item in items)
            {
                var own = item.EnumerateObject().Where(member => !member.Name.StartsWith('_')).OrderBy(member => member.Name, StringComparer.Ordinal);
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(declaration.Name + string.Concat(own.Select(member => $"\n{member.Name}={member.Value.GetRawText()}"))));
                // Whatever the order: no two documents are the same, so none cancels another out.
                for (var i = 0; i < sum.Length; i++)
                    sum[i] ^= hash[i];
                count++;
            }
        }

        return (Convert.ToHexStringLower(sum), count);
    }
}
