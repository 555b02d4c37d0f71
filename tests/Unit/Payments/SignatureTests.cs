using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using QNom.Payments.Webhooks;
using QNom.Platform;
using static QNom.Payments.Webhooks.SignatureVerdict;
using static QNom.Tests.Unit.Payments.TestPayments;

namespace QNom.Tests.Unit.Payments;

public sealed class SignatureTests
{
    private const string Body = "{\"test\": 2432232314}";
    private const string StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string AdyenKey = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
    private static readonly byte[] Key = "whsec_test_secret"u8.ToArray(), Older = "whsec_older"u8.ToArray();

    private static IncomingWebhook Standard => Webhook(Body, headers:
    [
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
        ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    ]);

    private static string Adyen => """
        {"notificationItems":[{"NotificationRequestItem":{"pspReference":"7914073381342284","merchantAccountCode":"TestMerchant",
        "merchantReference":"TestPayment-1407325143704","amount":{"value":1130,"currency":"EUR"},"eventCode":"AUTHORISATION",
        "success":"true","additionalData":{"hmacSignature":"coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="}}}]}
        """;

    [Fact]
    public void The_vector_of_Standard_Webhooks_is_accepted() =>
        Assert.Equal(Valid, StandardSignature.Verify(Standard, Secrets(StandardWebhook.Key(StandardSecret)), Now));

    [Fact]
    public void The_vector_of_Adyen_is_accepted_and_another_amount_is_not()
    {
        var secrets = Secrets(Convert.FromHexString(AdyenKey));

        Assert.Equal(Valid, AdyenSignature.Verify(Webhook(Adyen), secrets));
        Assert.Equal(Mismatch, AdyenSignature.Verify(Webhook(Adyen.Replace("1130", "1131", StringComparison.Ordinal)), secrets));
        Assert.Equal(Malformed, AdyenSignature.Verify(Webhook("{\"notificationItems\":[]}"), secrets));
    }

    [Fact]
    public void Without_a_secret_nothing_is_believed()
    {
        Assert.Equal(NoSecret, StripeSignature.Verify(Stripe(Now), Secrets(), Now));
        Assert.Equal(NoSecret, StandardSignature.Verify(Standard, Secrets(), Now));
        Assert.Equal(NoSecret, HitPaySignature.Verify(Webhook(Body), Secrets()));
        Assert.Equal(NoSecret, AdyenSignature.Verify(Webhook(Adyen), Secrets()));
    }

    [Theory]
    [InlineData(-301, OutsideWindow)]
    [InlineData(-299, Valid)]
    [InlineData(299, Valid)]
    [InlineData(301, OutsideWindow)]
    public void What_was_signed_more_than_300_seconds_ago_or_ahead_is_refused(int seconds, SignatureVerdict verdict)
    {
        Assert.Equal(verdict, StripeSignature.Verify(Stripe(Now), Secrets(Key), Now.AddSeconds(seconds)));
        Assert.Equal(verdict, StandardSignature.Verify(Standard, Secrets(StandardWebhook.Key(StandardSecret)), Now.AddSeconds(seconds)));
    }

    [Fact]
    public void During_a_rotation_both_secrets_pass_and_any_v1_may_match()
    {
        Assert.Equal(Valid, StripeSignature.Verify(Stripe(Now, Older), Secrets(Key, Older), Now));
        Assert.Equal(Valid, StripeSignature.Verify(Stripe(Now, Key), Secrets(Key, Older), Now));
        var two = $"t=1614265330,v1={Hmac(Older, "1614265330." + Body)},v1={Hmac(Key, "1614265330." + Body)}";
        Assert.Equal(Valid, StripeSignature.Verify(Webhook(Body, headers: ("Stripe-Signature", two)), Secrets(Key), Now));
        Assert.Equal(Mismatch, StripeSignature.Verify(Stripe(Now, "other"u8.ToArray()), Secrets(Key, Older), Now));
    }

    [Theory]
    [InlineData("t=1614265330,v0={0}")]
    [InlineData("v1={0}")]
    [InlineData("t=1614265330,t=1614265330,v1={0}")]
    [InlineData("")]
    public void A_header_without_exactly_one_time_and_a_v1_is_no_signature(string header) =>
        Assert.Equal(Malformed, StripeSignature.Verify(
            Webhook(Body, headers: ("Stripe-Signature", header.Replace("{0}", Hmac(Key, "1614265330." + Body), StringComparison.Ordinal))),
            Secrets(Key), Now));

    [Fact]
    public void HitPay_signs_its_JSON_in_a_header_and_its_form_in_a_field()
    {
        Assert.Equal(Valid, HitPaySignature.Verify(Webhook(Body, headers: ("Hitpay-Signature", Hmac(Key, Body))), Secrets(Key)));
        var hmac = Hmac(Key, "amount10.00payment_idp1statuscompleted");
        string Form(string amount) => $"status=completed&amount={amount}&hmac={hmac}&payment_id=p1";
        const string type = "application/x-www-form-urlencoded";
        Assert.Equal(Valid, HitPaySignature.Verify(Webhook(Form("10.00"), type), Secrets(Key)));
        Assert.Equal(Mismatch, HitPaySignature.Verify(Webhook(Form("10.01"), type), Secrets(Key)));
        Assert.Equal(Malformed, HitPaySignature.Verify(Webhook(Form("10.00&amount=9.00"), type), Secrets(Key)));
    }

    [Fact]
    public void Every_single_bit_that_changes_in_body_header_time_or_secret_is_refused()
    {
        Flip(Stripe(Now), Key, (webhook, key) => StripeSignature.Verify(webhook, Secrets(key), Now));
        Flip(Standard, StandardWebhook.Key(StandardSecret), (webhook, key) => StandardSignature.Verify(webhook, Secrets(key), Now));
        Flip(Webhook(Body, headers: ("Hitpay-Signature", Hmac(Key, Body))), Key, (webhook, key) => HitPaySignature.Verify(webhook, Secrets(key)));
    }

    private static void Flip(IncomingWebhook good, byte[] key, Func<IncomingWebhook, byte[], SignatureVerdict> verify)
    {
        Assert.Equal(Valid, verify(good, key));
        foreach (var body in Flips(good.Body.ToArray()))
            Assert.NotEqual(Valid, verify(good with { Body = body }, key));
        foreach (var other in Flips(key))
            Assert.NotEqual(Valid, verify(good, other));
        foreach (var name in good.Headers.Keys)
        {
            foreach (var value in Flips(Encoding.Latin1.GetBytes(good.Headers[name].ToString())))
            {
                var headers = good.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
                headers[name] = new StringValues(Encoding.Latin1.GetString(value));
                Assert.NotEqual(Valid, verify(good with { Headers = headers }, key));
            }
        }
    }

    private static IEnumerable<byte[]> Flips(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    private static IncomingWebhook Stripe(DateTimeOffset at, byte[]? key = null) => Webhook(Body, headers:
        ("Stripe-Signature", $"t={at.ToUnixTimeSeconds()},v1={Hmac(key ?? Key, $"{at.ToUnixTimeSeconds()}.{Body}")}"));

    private static string Hmac(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static WebhookSecrets Secrets(params byte[][] keys) => new(keys);
}
