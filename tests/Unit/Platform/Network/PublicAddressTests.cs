using System.Net;
using CsCheck;
using QNom.Platform.Network;

namespace QNom.Tests.Unit.Platform.Network;

public class PublicAddressTests
{
    [Theory]
    // The first and the last address of each closed network.
    [InlineData("0.0.0.0", "0.255.255.255")]
    [InlineData("10.0.0.0", "10.255.255.255")]
    [InlineData("100.64.0.0", "100.127.255.255")]
    [InlineData("127.0.0.0", "127.255.255.255")]
    [InlineData("169.254.0.0", "169.254.255.255")]
    [InlineData("172.16.0.0", "172.31.255.255")]
    [InlineData("192.0.0.0", "192.0.0.255")]
    [InlineData("192.0.2.0", "192.0.2.255")]
    [InlineData("192.88.99.0", "192.88.99.255")]
    [InlineData("192.168.0.0", "192.168.255.255")]
    [InlineData("198.18.0.0", "198.19.255.255")]
    [InlineData("198.51.100.0", "198.51.100.255")]
    [InlineData("203.0.113.0", "203.0.113.255")]
    [InlineData("224.0.0.0", "239.255.255.255")]
    [InlineData("240.0.0.0", "255.255.255.255")]
    // The metadata of clouds, and Azure's wire server.
    [InlineData("169.254.169.254", "168.63.129.16")]
    // This machine, nothing, link-local, site-local, unique local, multicast.
    [InlineData("::", "::1")]
    [InlineData("fe80::1", "febf:ffff::1")]
    [InlineData("fec0::1", "fdff:ffff::1")]
    [InlineData("fc00::1", "fd00:ec2::254")]
    [InlineData("ff00::", "ff02::1")]
    // An IPv4 address in disguise: mapped, compatible, NAT64, local NAT64, 6to4, Teredo.
    [InlineData("::ffff:127.0.0.1", "::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1", "::10.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1", "64:ff9b:1::127.0.0.1")]
    [InlineData("2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    // Documentation, benchmarks, discard, not allocated.
    [InlineData("2001:db8::1", "3fff::1")]
    [InlineData("2001:2::1", "100::1")]
    [InlineData("4000::1", "1fff::1")]
    public void Addresses_that_not_everyone_can_reach_are_closed(string one, string other) =>
        Assert.All([one, other], address => Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)), address));

    [Theory]
    [InlineData("1.0.0.0", "9.255.255.255")]
    [InlineData("11.0.0.0", "100.63.255.255")]
    [InlineData("100.128.0.0", "126.255.255.255")]
    [InlineData("128.0.0.0", "169.253.255.255")]
    [InlineData("169.255.0.0", "172.15.255.255")]
    [InlineData("172.32.0.0", "191.255.255.255")]
    [InlineData("192.0.1.0", "192.0.3.0")]
    [InlineData("192.167.255.255", "192.169.0.0")]
    [InlineData("198.17.255.255", "198.20.0.0")]
    [InlineData("198.51.101.0", "203.0.114.0")]
    [InlineData("168.63.129.15", "168.63.129.17")]
    [InlineData("223.255.255.255", "::ffff:8.8.8.8")]
    [InlineData("2001:4860:4860::8888", "2606:4700:4700::1111")]
    [InlineData("2003::1", "2400:cb00::1")]
    public void What_lies_beside_them_is_open(string one, string other) =>
        Assert.All([one, other], address => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)), address));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2404:6800:4003:c00::5f", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.53", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void What_is_reachable_from_everywhere_is_open_and_nothing_else(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void No_address_of_a_private_network_is_open_in_whatever_way_it_is_written() =>
        Gen.Select(Gen.UInt, Gen.OneOfConst("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"))
            .Sample((any, network) =>
            {
                var address = Within(IPNetwork.Parse(network), any);
                var bytes = address.GetAddressBytes();
                return !PublicAddress.IsPublic(address)
                    && !PublicAddress.IsPublic(address.MapToIPv6())
                    && !PublicAddress.IsPublic(Embedded("64:ff9b::", bytes, 12))
                    && !PublicAddress.IsPublic(Embedded("2002::", bytes, 2))
                    && !PublicAddress.IsPublic(Embedded("::", bytes, 12));
            });

    [Fact]
    public void An_address_is_as_open_as_the_same_one_mapped_into_IPv6() => Gen.UInt.Sample(any =>
    {
        var address = Within(IPNetwork.Parse("0.0.0.0/0"), any);
        return PublicAddress.IsPublic(address) == PublicAddress.IsPublic(address.MapToIPv6());
    });

    private static IPAddress Within(IPNetwork network, uint any)
    {
        var first = network.BaseAddress.GetAddressBytes();
        var free = network.PrefixLength == 0 ? uint.MaxValue : (1u << (32 - network.PrefixLength)) - 1;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(first) | (any & free);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(first, number);
        return new IPAddress(first);
    }

    private static IPAddress Embedded(string prefix, byte[] four, int at)
    {
        var bytes = IPAddress.Parse(prefix).GetAddressBytes();
        four.CopyTo(bytes, at);
        return new IPAddress(bytes);
    }
}
