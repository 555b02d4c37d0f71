using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using QNom.Platform;
using QNom.Platform.Identity;
using QNom.Platform.RateLimits;

namespace QNom.Tests.Unit.Identity;

public class RateLimiterTests
{
    private static readonly RateLimit Device = RateLimit.Of("ReportQueue", Someone("a", CallerKind.Device))!;

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void The_quota_may_be_used_at_once_and_comes_back_evenly()
    {
        var limiter = new RateLimiter(Settings(), time);
        var last = Enumerable.Range(0, Device.Quota).Select(_ => limiter.Take(Device, 1)).ToList();

        Assert.All(last, verdict => Assert.Null(verdict.RetryAfter));
        Assert.Equal("\"device\";q=30;w=60", last[0].Policy);
        Assert.Equal("\"device\";r=29;t=2", last[0].State);
        Assert.Equal("\"device\";r=0;t=60", last[^1].State);

        Assert.Equal(TimeSpan.FromSeconds(2), limiter.Take(Device, 1).RetryAfter);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(limiter.Take(Device, 1).RetryAfter);
        Assert.NotNull(limiter.Take(Device, 1).RetryAfter);
    }

    [Fact]
    public void Who_is_refused_pays_nothing_for_it()
    {
        var limiter = new RateLimiter(Settings(), time);
        for (var i = 0; i < 10 * Device.Quota; i++)
            limiter.Take(Device, 1);

        time.Advance(Device.Window);
        Assert.All(Enumerable.Range(0, Device.Quota), _ => Assert.Null(limiter.Take(Device, 1).RetryAfter));
    }

    [Fact]
    public void Each_caller_and_each_limit_has_a_bucket_of_its_own()
    {
        var limiter = new RateLimiter(Settings(), time);
        for (var i = 0; i < Device.Quota; i++)
            limiter.Take(Device, 1);

        Assert.NotNull(limiter.Take(Device, 1).RetryAfter);
        Assert.Null(limiter.Take(Device, 2).RetryAfter);
        Assert.Null(limiter.Take(RateLimit.Strangers, 1).RetryAfter);
    }

    [Fact]
    public void A_factor_multiplies_every_quota()
    {
        var limiter = new RateLimiter(Settings() with { RateLimitFactor = 10 }, time);

        Assert.Equal("\"device\";q=300;w=60", limiter.Take(Device, 1).Policy);
        Assert.All(Enumerable.Range(0, 299), _ => Assert.Null(limiter.Take(Device, 1).RetryAfter));
        Assert.NotNull(limiter.Take(Device, 1).RetryAfter);
    }

    [Fact]
    public void Memory_is_bounded_and_a_bucket_in_use_is_kept()
    {
        var limiter = new RateLimiter(Settings(), time);
        for (var i = 0; i < Device.Quota; i++)
            limiter.Take(Device, 0);
        for (var who = 1UL; who <= 3 * RateLimiter.Capacity; who++)
        {
            limiter.Take(Device, who);
            if (who % 50_000 == 0)
                Assert.NotNull(limiter.Take(Device, 0).RetryAfter);
        }

        Assert.InRange(limiter.Count, 1, 2 * RateLimiter.Capacity);
    }

    [Fact]
    public void At_once_from_many_threads_no_more_than_the_quota_pass()
    {
        var limiter = new RateLimiter(Settings(), time);
        var passed = 0;
        Parallel.For(0, 1000, _ =>
        {
            if (limiter.Take(Device, 1).RetryAfter is null)
                Interlocked.Increment(ref passed);
        });

        Assert.Equal(Device.Quota, passed);
    }

    [Fact]
    public void Health_has_no_limit_and_all_else_has_one()
    {
        Assert.Null(RateLimit.Of("GetLiveness", null));
        Assert.Null(RateLimit.Of("GetReadiness", null));
        Assert.All(
            EndpointPolicies.Functions.Except(["GetLiveness", "GetReadiness"]),
            function => Assert.NotNull(RateLimit.Of(function, null)));
        Assert.All(Enum.GetValues<CallerKind>(), kind => Assert.NotNull(RateLimit.Of("GetQueue", Someone("a", kind))));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void A_client_is_an_IPv4_address_or_an_IPv6_network(string one, string other, bool same)
    {
        var clients = new Clients(Settings());

        Assert.Equal(same, clients.Of(From(one)) == clients.Of(From(other)));
    }

    [Fact]
    public void Behind_the_front_end_the_last_hop_counts_and_elsewhere_the_header_is_not_believed()
    {
        var (front, direct) = (new Clients(Settings() with { BehindFrontEnd = true }), new Clients(Settings()));

        Assert.Equal(front.Of(From("10.0.0.1", "198.51.100.1, 203.0.113.7:5123")), front.Of(From("10.0.0.2", "1.2.3.4,203.0.113.7")));
        Assert.NotEqual(front.Of(From("10.0.0.1", "203.0.113.7")), front.Of(From("10.0.0.1", "203.0.113.8")));
        Assert.Equal(front.Of(From("10.0.0.1", "nonsense")), front.Of(From("10.0.0.2")));
        Assert.Equal(direct.Of(From("10.0.0.1", "203.0.113.7")), direct.Of(From("10.0.0.1", "203.0.113.8")));
    }

    private static Settings Settings() => new() { Issuer = new Uri("https://issuer.example"), PseudonymKey = "0123456789abcdef" };

    private static Caller Someone(string subject, CallerKind kind) => new(subject, new HashSet<string>()) { Kind = kind };

    private static HttpRequest From(string address, string? forwarded = null)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (forwarded is not null)
            http.Request.Headers["X-Forwarded-For"] = forwarded;
        return http.Request;
    }
}
