using System.Net;
using QNom.Diners.Notifications;
using QNom.Platform.Http;

namespace QNom.Tests.Unit.Diners;

public class PushAddressTests
{
    private const string Point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc:def", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/gAAAA", true)]
    [InlineData("https://web.push.apple.com/QGw", true)]
    [InlineData("http://fcm.googleapis.com/x", false)]
    [InlineData("https://fcm.googleapis.com:8443/x", false)]
    [InlineData("https://user:secret@fcm.googleapis.com/x", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("https://qnom.localhost/x", false)]
    [InlineData("https://metadata.google.internal/computeMetadata/v1/", false)]
    [InlineData("https://metadata.google.internal./computeMetadata/v1/", false)]
    [InlineData("https://printer.local/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("https://2130706433/x", false)]
    [InlineData("https://0x7f.1/x", false)]
    [InlineData("https://[::1]/x", false)]
    [InlineData("https://[::ffff:169.254.169.254]/x", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://8.8.8.8/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//fcm.googleapis.com/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_public_names_over_https_are_push_services(string? endpoint, bool isOne) =>
        Assert.Equal(isOne, PushSubscriptionBody.IsEndpoint(endpoint));

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
    public void Only_what_is_reachable_from_everywhere_is_connected_to(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicNetwork.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to()
    {
        using var client = PublicNetwork.CreateClient();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync("https://localhost/", TestContext.Current.CancellationToken));
        Assert.Contains("no public address", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://push.example.net/x", Point, "BTBZMqHH6r4Tts7J_aSIgg", null)]
    [InlineData("https://10.0.0.1/x", Point, "BTBZMqHH6r4Tts7J_aSIgg", "/endpoint")]
    // One bit off the curve.
    [InlineData("https://push.example.net/x", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8", "BTBZMqHH6r4Tts7J_aSIgg", "/keys/p256dh")]
    [InlineData("https://push.example.net/x", "BCVx", "BTBZMqHH6r4Tts7J_aSIgg", "/keys/p256dh")]
    [InlineData("https://push.example.net/x", Point, "BTBZ", "/keys/auth")]
    [InlineData("https://push.example.net/x", Point, "not base64url!", "/keys/auth")]
    public void Keys_are_what_one_can_encrypt_to(string endpoint, string point, string auth, string? at)
    {
        var found = Record.Exception(new PushSubscriptionBody(endpoint, new PushKeys(point, auth)).Validate) as ProblemException;
        Assert.Equal(at, found?.Errors?.Keys.Single());
    }
}
