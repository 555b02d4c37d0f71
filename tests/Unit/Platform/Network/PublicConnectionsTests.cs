using System.Net;
using QNom.Platform.Network;

namespace QNom.Tests.Unit.Platform.Network;

public class PublicConnectionsTests
{
    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to()
    {
        using var client = new PublicConnections(Dns.GetHostAddressesAsync).Client(TimeSpan.FromSeconds(10));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync("https://localhost/", TestContext.Current.CancellationToken));
        Assert.IsType<ClosedAddressException>(refused.GetBaseException());
    }

    [Fact]
    public async Task A_name_is_asked_for_once_and_what_it_leads_to_then_is_what_is_called()
    {
        var asked = 0;
        var connections = new PublicConnections((_, _) => Task.FromResult(
            asked++ == 0 ? [IPAddress.Parse("93.184.215.14")] : new[] { IPAddress.Loopback }));

        // As a connection does: it gets the addresses to call, and no name that it could ask for again.
        Assert.Equal([IPAddress.Parse("93.184.215.14")], await connections.AddressesAsync("rebinding.example", false, CancellationToken.None));
        await Assert.ThrowsAsync<ClosedAddressException>(() => connections.AddressesAsync("rebinding.example", false, CancellationToken.None));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task One_address_among_many_that_is_not_public_closes_a_name() =>
        await Assert.ThrowsAsync<ClosedAddressException>(() => new PublicConnections(
            (_, _) => Task.FromResult(new[] { IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.0.0.1") }))
            .AddressesAsync("pos.example.com", false, CancellationToken.None));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    public async Task In_development_this_machine_may_be_called_and_nothing_else_besides(string address, bool mayBe) =>
        Assert.Equal(mayBe, await Record.ExceptionAsync(() => new PublicConnections(Dns.GetHostAddressesAsync)
            .AddressesAsync(address, toLoopback: true, CancellationToken.None)) is null);
}
