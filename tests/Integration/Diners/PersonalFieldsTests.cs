using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using QNom.Diners;
using QNom.Diners.Consents;
using QNom.Diners.Notifications;
using QNom.Platform.Cosmos;
using QNom.Platform.Encryption;

namespace QNom.Tests.Integration.Diners;

/// <summary>What names or reaches a diner is encrypted wherever it is stored, and only there.</summary>
public sealed class PersonalFieldsTests(DinerDatabase database) : IClassFixture<DinerDatabase>
{
    private const string Name = "Mei Ling Tan";
    private const string Mail = "mei.ling@example.com";

    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly PushSubscriptionBody Browser = new(
        "https://push.example.net/very-own-browser",
        new PushKeys("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg"));

    [Fact]
    public async Task Names_and_addresses_are_in_no_document_and_come_back_as_they_were()
    {
        var diner = await DinerAsync();

        var stored = string.Join('\n', await database.DocumentsAsync(DinerStore.Declaration, diner));
        Assert.All(
            (string[])["Mei", "mei.ling", "push.example.net", Browser.Keys.P256dh, Browser.Keys.Auth],
            secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
        Assert.Equal(5, stored.Split("\"sealed:2026-4:").Length - 1);

        Assert.Equal(Name, (await database.Get<DinerProfiles>().ReadAsync(diner, None)).DisplayName);
        var data = await database.Get<DinerExport>().OfAsync(diner, None);
        Assert.Equal([Mail, Browser.Endpoint], data.Channels.Select(channel => channel.Address));
        Assert.Equal(Browser.Keys, data.Channels[^1].Keys);
    }

    [Fact]
    public async Task What_is_moved_to_another_diner_or_written_there_in_the_clear_opens_nothing()
    {
        var (diner, other) = (await DinerAsync(), await DinerAsync());
        var container = database.Container(DinerStore.Declaration);
        var (mine, others) = (await ReadAsync(diner), await ReadAsync(other));

        others["displayName"] = (string)mine["displayName"]!;
        await container.UpsertItemAsync(others, new PartitionKey(other));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => database.Get<DinerProfiles>().ReadAsync(other, None));

        others["displayName"] = "Anybody";
        await container.UpsertItemAsync(others, new PartitionKey(other));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => database.Get<DinerProfiles>().ReadAsync(other, None));
        Assert.Equal(Name, (await database.Get<DinerProfiles>().ReadAsync(diner, None)).DisplayName);
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_one_key_and_each_quarter_has_its_own()
    {
        var time = new FakeTimeProvider(database.Time.GetUtcNow());
        var together = new Together(database.Get<IKeyWrap>(), 8);
        var processes = Enumerable.Range(0, 8).Select(_ => Process(time, together)).ToList();
        var before = new ChannelsDocument { DinerId = "someone", Channels = [new Channel("email", ChannelKind.Email, Mail, time.GetUtcNow())] };
        var old = await Process(time).SealAsync(before, "a place", None);
        time.Advance(TimeSpan.FromDays(100));

        var sealedOnes = await Task.WhenAll(processes.Select(process => process.SealAsync(before, "a place", None)));

        Assert.All(sealedOnes, one => Assert.StartsWith("sealed:2027-1:", one.Channels[0].Address, StringComparison.Ordinal));
        // One that starts later opens what any of them wrote, and what was written in another quarter.
        var late = Process(time);
        foreach (var one in sealedOnes.Append(old))
            Assert.Equal(Mail, (await late.OpenAsync(one, "a place", None)).Channels[0].Address);
    }

    private PersonalFields Process(TimeProvider time, IKeyWrap? wrap = null) =>
        new(new DataKeys(database.Get<DataKeyStore>(), wrap ?? database.Get<IKeyWrap>(), time));

    private async Task<string> DinerAsync()
    {
        var diner = DinerDatabase.NewDiner();
        await database.Get<DinerProfiles>().ChangeAsync(diner, new DinerBody(Name, Preferences.None), DinerDatabase.Tag("*"), None);
        await database.Get<ConsentDesk>().SayAsync(diner, ConsentPurpose.Notifications, true, None);
        await database.Get<ChannelDesk>().AddPushAsync(diner, Browser, None);
        await database.Get<ChannelDesk>().UseEmailAsync(diner, Mail, None);
        return diner;
    }

    private async Task<JsonObject> ReadAsync(string diner) =>
        (await database.Container(DinerStore.Declaration).FindAsync<JsonObject>(DinerDocument.DocumentId, diner, None))!.Document;

    // Lets nobody have a key encrypted before all want to: so all have seen that there is none.
    private sealed class Together(IKeyWrap inner, int count) : IKeyWrap
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int waiting;

        public async Task<WrappedKey> WrapAsync(byte[] key, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref waiting) == count)
                all.SetResult();
            await all.Task;
            return await inner.WrapAsync(key, cancellationToken);
        }

        public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken) => inner.UnwrapAsync(wrapped, cancellationToken);
    }
}
