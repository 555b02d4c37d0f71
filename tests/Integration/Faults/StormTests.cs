using QNom.Benchmarks.Faults;
using QNom.Tests.Integration.Host;
using QNom.Tests.Integration.Operations;

namespace QNom.Tests.Integration.Faults;

/// <summary>A short storm of faults over the whole app; the long one, with storage that is stopped, is <c>tests/Benchmarks -- faults</c>.</summary>
public sealed class StormTests(OperationsCloud cloud) : IClassFixture<OperationsCloud>
{
    [Fact]
    public async Task In_a_storm_of_faults_nothing_acknowledged_is_lost_and_nothing_is_done_twice()
    {
        using var http = new HttpClient { BaseAddress = cloud.Cloud.Functions.Address };
        var venues = await Stalls.BuildAsync(cloud.Cloud, 4, CancellationToken.None);
        var traffic = new LunchTraffic(http, venues);
        await traffic.OpenAsync(CancellationToken.None);

        cloud.Cloud.Cosmos.Faults.Storm(0.2, seed: 7, TimeSpan.FromMilliseconds(50));
        await Parallel.ForAsync(1, 9, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancelled) =>
            await traffic.VisitAsync(number, ordersToo: number % 3 == 0, cancelled));
        cloud.Cloud.Cosmos.Faults.Clear();

        Assert.Equal((8, 2), (traffic.Reports.Count, traffic.Orders.Count));
        Assert.NotEqual(0, traffic.Requests.Failures);
        var ledger = await Ledger.ReadAsync(cloud.Cloud, venues, traffic, CancellationToken.None);
        await Probe.UntilAsync(
            async () =>
            {
                // What failed at every attempt while it lasted is set aside, and for an operator to replay.
                await SetAside.ReplayAsync(http, CancellationToken.None);
                ledger = await Ledger.ReadAsync(cloud.Cloud, venues, traffic, CancellationToken.None);
                return ledger.Holds;
            },
            $"what is stored is not what was acknowledged: {ledger}");
    }
}
