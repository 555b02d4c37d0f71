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
