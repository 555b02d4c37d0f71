using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using QNom.Diners.Notifications;
using QNom.Platform;

namespace QNom.Tests.Unit.Diners;

/// <summary>What a push service and a browser get: the push service is a handler, the browser decrypts with its own keys.</summary>
public sealed class WebPushSenderTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    private readonly ECDiffieHellman browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa server = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    public void Dispose()
    {
        browser.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task A_browser_can_read_what_is_sent_the_push_service_cannot_and_both_know_who_sent_it()
    {
        var service = new PushService(HttpStatusCode.Created);
        Assert.Equal(SendResult.Sent, await SendAsync(service));

        Assert.Equal(new Uri("https://push.example.net/browser"), service.Address);
        Assert.Equal(("600", "name-of-the-notice", "high"), (service.Header("TTL"), service.Header("Topic"), service.Header("Urgency")));
        var payload = JsonSerializer.Deserialize<JsonElement>(Decrypt(service.Body));
        Assert.Equal(("name-of-the-notice", "stall", "Laksa: about 7 min wait"), (
            payload.GetProperty("tag").GetString(), payload.GetProperty("venueId").GetString(), payload.GetProperty("title").GetString()));
        Assert.DoesNotContain("Laksa", Encoding.Latin1.GetString(service.Body), StringComparison.Ordinal);

        // RFC 8292: a token for exactly this push service, signed by the key that the browser subscribed with.
        var vapid = service.Header("Authorization")!.Split("t=")[1].Split(',')[0].Trim();
        var token = new JsonWebToken(vapid);
        Assert.Equal("https://push.example.net", Assert.Single(token.Audiences));
        Assert.True(server.VerifyData(
            Encoding.ASCII.GetBytes(vapid[..vapid.LastIndexOf('.')]), Base64Url.DecodeFromChars(token.EncodedSignature), HashAlgorithmName.SHA256));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, SendResult.Gone)]
    [InlineData(HttpStatusCode.Gone, SendResult.Gone)]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    [InlineData(HttpStatusCode.Forbidden, null)]
    [InlineData(HttpStatusCode.BadGateway, null)]
    public async Task What_is_gone_is_told_and_anything_else_fails_without_telling_the_address(HttpStatusCode status, SendResult? expected)
    {
        var service = new PushService(status);
        if (expected is not null)
        {
            Assert.Equal(expected, await SendAsync(service));
            return;
        }

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(service));
        Assert.Equal(status, failure.StatusCode);
        Assert.DoesNotContain("push.example.net", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, service.Calls);
    }

    private async Task<SendResult> SendAsync(PushService service)
    {
        using var http = new HttpClient(service);
        using var sender = new WebPushSender(
            new Settings
            {
                Issuer = new Uri("https://issuer.example"),
                PseudonymKey = "0123456789abcdef",
                VapidSubject = "mailto:operator@example.com",
                VapidPublicKey = Base64Url.EncodeToString(Point(server.ExportParameters(false).Q)),
                VapidPrivateKey = Base64Url.EncodeToString(server.ExportParameters(true).D),
            }, http, new FakeTimeProvider(Noon));
        var keys = new PushKeys(Base64Url.EncodeToString(Point(browser.ExportParameters(false).Q)), Base64Url.EncodeToString(auth));
        return await sender.SendAsync(
            new Channel("id", ChannelKind.Push, "https://push.example.net/browser", Noon, keys),
            new Notification("name-of-the-notice", "stall", "Laksa: about 7 min wait", "Now shorter …", "To stop …", Noon.AddMinutes(10)),
            CancellationToken.None);
    }

    // RFC 8188 and RFC 8291, from the browser's side.
    private byte[] Decrypt(byte[] body)
    {
        var (salt, keyLength) = (body[..16], body[20]);
        var sender = body[21..(21 + keyLength)];
        var sealedText = body[(21 + keyLength)..];
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        var shared = browser.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. Point(browser.ExportParameters(false).Q), .. sender];
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, info);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var plain = new byte[sealedText.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, sealedText.AsSpan(..^16), sealedText.AsSpan(^16..), plain);
        // The last record ends with 2 and any number of zeros.
        return plain[..Array.LastIndexOf(plain, (byte)2)];
    }

    private static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];

    private sealed class PushService(HttpStatusCode status) : HttpMessageHandler
    {
        private HttpRequestMessage? asked;

        public int Calls { get; private set; }

        public byte[] Body { get; private set; } = [];

        public Uri? Address => asked?.RequestUri;

        public string? Header(string name) =>
            asked!.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            asked = request;
            Body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new StringContent("https://push.example.net/browser"), RequestMessage = request };
        }
    }
}
