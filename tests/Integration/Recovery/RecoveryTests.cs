using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QNom.Operations.Recovery;
using QNom.Orders;
using QNom.Platform.Cosmos;
using QNom.Queues;
using QNom.Venues;

namespace QNom.Tests.Integration.Recovery;

/// <summary>The drill: what was backed up is there again, and nothing else.</summary>
public sealed class RecoveryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private BackedUpDatabase lost = null!;
    private BackedUpDatabase fresh = null!;

    public async ValueTask InitializeAsync() => (lost, fresh) = (
        await BackedUpDatabase.CreateAsync(azurite.ConnectionString), await BackedUpDatabase.CreateAsync(azurite.ConnectionString));

    public async ValueTask DisposeAsync()
    {
        await lost.DisposeAsync();
        await fresh.DisposeAsync();
    }

    [Fact]
    public async Task A_backup_of_every_container_restores_to_the_same_documents()
    {
        foreach (var declaration in lost.Declarations)
        {
            for (var i = 0; i < 130; i++)
                await lost.PutAsync(declaration, $"partition-{i % 3}", $"document-{i}", new { number = i, text = "鸡饭 \"\\\n\u2028", none = (string?)null, list = new[] { 1.5, -0.25 } });
        }

        var before = await lost.ContentAsync();
        var manifest = await lost.BackUpAsync();

        Assert.Equal(130 * lost.Declarations.Count, before.Count);
        Assert.Equal(before.Count, manifest.Documents);
        Assert.Equal(lost.Declarations.Select(declaration => declaration.Name).Order(), manifest.Shards.Select(shard => shard.Container).Order());
        Assert.Contains(manifest.BackupId, await fresh.Backups.ListAsync(CancellationToken.None));
        Assert.Equal(new Restored(before.Count, 0), await RestoreAsync(manifest.BackupId));
        Assert.Equal(before, await fresh.ContentAsync());
    }

    [Fact]
    public async Task What_changes_meanwhile_is_restored_as_it_became_and_part_by_part()
    {
        var backup = new BackupRun(
            lost.Backups, lost.Database, lost.Declarations, new PartExport(lost.Backups, TimeProvider.System) { DocumentsPerPart = 1000 },
            TimeProvider.System, NullLogger<BackupRun>.Instance);
        await FillAsync(QueueStore.Declaration, 2500);
        var steps = await backup.BeginAsync(CancellationToken.None);
        var first = steps[lost.Declarations.OrderBy(declaration => declaration.Name, StringComparer.Ordinal).ToList().FindIndex(declaration => declaration.Name == "queues")];

        var second = await backup.StepAsync(first, CancellationToken.None);
        await lost.PutAsync(QueueStore.Declaration, "partition", "document-0000", new { number = "changed" });
        // A step that comes twice, and another that did not see the first: what was noted stays.
        Assert.Equal(second, await backup.StepAsync(first, CancellationToken.None));
        foreach (var step in steps.Where(step => step != first).Append(second!))
        {
            for (var next = step; next is not null;)
                next = await backup.StepAsync(next, CancellationToken.None);
        }

        var manifest = (await lost.Backups.FindAsync(first.BackupId, CancellationToken.None))!;
        Assert.InRange(manifest.Shards.Single(shard => shard.Container == "queues").Parts.Count, 2, 4);
        await RestoreAsync(first.BackupId);
        Assert.Equal(await lost.ContentAsync(), await fresh.ContentAsync());
    }

    [Fact]
    public async Task What_may_live_only_for_a_while_lives_for_what_is_left_of_that()
    {
        await lost.PutAsync(OrderStore.Declaration, "order", "short", new { ttl = 100 });
        await lost.PutAsync(OrderStore.Declaration, "order", "long", new { ttl = 100_000 });
        await lost.PutAsync(OrderStore.Declaration, "order", "for-ever", new { ttl = -1 });
        var manifest = await lost.BackUpAsync();
        // By the clock that the emulator writes by.
        time.SetUtcNow(DateTimeOffset.UtcNow.AddSeconds(1000));

        var restored = await new Restore(fresh.Backups, fresh.Database, fresh.Declarations, time).RunAsync(
            manifest.BackupId, "test", _ => { }, CancellationToken.None);

        Assert.Equal(new Restored(2, 1), restored);
        var life = await fresh.Container(OrderStore.Declaration).FindAsync<Living>("long", "order", CancellationToken.None);
        Assert.InRange(life!.Document.Ttl, 98_900, 99_000);
        Assert.Equal(-1, (await fresh.Container(OrderStore.Declaration).FindAsync<Living>("for-ever", "order", CancellationToken.None))!.Document.Ttl);
    }

    [Fact]
    public async Task A_restore_never_mixes_with_what_is_there_but_for_one_that_was_interrupted()
    {
        await FillAsync(VenueStore.Declaration, 10);
        var manifest = await lost.BackUpAsync();
        await fresh.PutAsync(SiteStore.Declaration, "site", "something", new { });
        var refusal = await Assert.ThrowsAsync<RestoreRefusedException>(() => RestoreAsync(manifest.BackupId));
        Assert.Contains("sites", refusal.Message, StringComparison.Ordinal);
        await fresh.Container(SiteStore.Declaration).DeleteItemAsync<object>("something", new PartitionKey("site"));

        using var interruption = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fresh.Restore.RunAsync(
            manifest.BackupId, "test", line => { if (line.StartsWith("venues", StringComparison.Ordinal)) interruption.Cancel(); interruption.Token.ThrowIfCancellationRequested(); },
            interruption.Token));

        Assert.NotEmpty(await fresh.ContentAsync());
        await RestoreAsync(manifest.BackupId);
        Assert.Equal(await lost.ContentAsync(), await fresh.ContentAsync());
        await Assert.ThrowsAsync<RestoreRefusedException>(() => RestoreAsync(manifest.BackupId));
    }

    [Theory]
    [InlineData("another byte", "hash differs")]
    [InlineData("nothing", "is missing")]
    public async Task A_part_that_is_not_as_it_was_written_stops_the_restore_before_anything_is_written(string what, string reason)
    {
        await FillAsync(VenueStore.Declaration, 10);
        var manifest = await lost.BackUpAsync();
        var part = lost.Backups.Part(manifest.Shards.Single(shard => shard.Container == "venues").Parts[^1].Blob);
        if (what == "nothing")
            await part.DeleteAsync();
        else
            await part.UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(what)), overwrite: true);

        var refusal = await Assert.ThrowsAsync<RestoreRefusedException>(() => RestoreAsync(manifest.BackupId));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await fresh.ContentAsync());
    }

    [Fact]
    public async Task A_backup_that_is_not_whole_is_none()
    {
        var steps = await lost.Backup.BeginAsync(CancellationToken.None);
        foreach (var step in steps.Skip(1))
            await lost.Backup.StepAsync(step, CancellationToken.None);

        await Assert.ThrowsAsync<RestoreRefusedException>(() => RestoreAsync(steps[0].BackupId));
        Assert.DoesNotContain(steps[0].BackupId, await lost.Backups.ListAsync(CancellationToken.None));
    }

    private Task<Restored> RestoreAsync(string id) => fresh.Restore.RunAsync(id, "test", _ => { }, CancellationToken.None);

    private async Task FillAsync(ContainerDeclaration declaration, int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(100))
        {
            var batch = lost.Container(declaration).CreateTransactionalBatch(new PartitionKey("partition"));
            foreach (var number in numbers)
            {
                batch.CreateItem(new Dictionary<string, object>
                {
                    ["id"] = $"document-{number:D4}",
                    [declaration.PartitionKeyPath[1..]] = "partition",
                    ["number"] = number,
                });
            }

            (await batch.ExecuteAsync()).Dispose();
        }
    }

    private sealed record Living(string Id, long Ttl);
}
