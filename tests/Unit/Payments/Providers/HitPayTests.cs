using System.Text.Json;
using QNom.Payments;
using QNom.Payments.Providers;
using QNom.Payments.Providers.HitPay;
using static QNom.Tests.Unit.Payments.TestPayments;

namespace QNom.Tests.Unit.Payments.Providers;

public sealed class HitPayTests
{
    // In the form of docs.hitpayapp.com, Payment Request, shortened.
    private static HitPayRequest Request(string status, string payments = "[]", string amount = "10.00") => JsonSerializer.Deserialize<HitPayRequest>(
        $$"""
        {"id":"974ee233-bc3e-4aac-a212-15af0d155133","amount":"{{amount}}","currency":"sgd","status":"{{status}}","purpose":"QNom",
         "reference_number":"order-1","payment_methods":["paynow_online"],"url":"https://securecheckout.hit-pay.example/974ee233",
         "qr_code_data":{"qr_code":"00020101021226","qr_code_expiry":null},"created_at":"2021-02-25T23:02:10","payments":{{payments}}}
        """, HitPayJson.Options)!;

    private static string Paid(string refunded) =>
        $$"""[{"id":"9aa11","status":"succeeded","amount":"10.00","refunded_amount":"{{refunded}}","currency":"sgd","payment_type":"paynow_online"}]""";

    [Theory]
    [InlineData("pending", ProviderState.RequiresAction)]
    [InlineData("completed", ProviderState.Succeeded)]
    [InlineData("expired", ProviderState.Failed)]
    [InlineData("failed", ProviderState.Failed)]
    [InlineData("inactive", ProviderState.Canceled)]
    public void Every_state_of_a_request_is_one_of_ours(string status, ProviderState state)
    {
        var said = HitPayMapping.Of(Request(status));
        Assert.Equal(
            (state, "order-1", 1000, "SGD", "00020101021226", Now),
            (said.State, said.PaymentId, said.Cents, said.Currency, said.PayNow, said.CreatedAt));
    }

    [Fact]
    public void What_went_back_is_counted_off_from_the_refunds_that_were_asked_for()
    {
        var payment = After(Opened(), Said(ProviderState.Succeeded, 1000));
        payment = PaymentRules.Take(payment, Command(PaymentCommandKind.Refund, "c1", 300), Now)!.Payment;
        payment = PaymentRules.Take(payment, Command(PaymentCommandKind.Refund, "c2", 200), Now)!.Payment;

        var said = HitPayMapping.Of(Request("completed", Paid("3.00")), payment);
        Assert.Equal((1000, 300, "c1"), (said.CapturedCents, said.RefundedCents, Assert.Single(said.Refunds).RefundId));
        Assert.Equal(["c1", "c2"], HitPayMapping.Of(Request("completed", Paid("5.00")), payment).Refunds.Select(refund => refund.RefundId));
        Assert.Empty(HitPayMapping.Of(Request("completed", Paid("0.00")), payment).Refunds);
    }

    [Theory]
    [InlineData("10.00", 1000)]
    [InlineData("1,234.50", 123450)]
    [InlineData("0.01", 1)]
    public void Amounts_are_exact(string text, long cents)
    {
        Assert.Equal(cents, HitPayMapping.Cents(text));
        Assert.Equal(text.Replace(",", "", StringComparison.Ordinal), HitPayMapping.Amount(cents));
    }

    [Theory]
    [InlineData("10.001")]
    [InlineData("-1.00")]
    [InlineData("ten")]
    public void What_is_no_amount_is_not_guessed_at(string text) => Assert.Throws<InvalidDataException>(() => HitPayMapping.Cents(text));

    [Fact]
    public void A_webhook_says_only_which_payment_to_fetch_and_the_same_bytes_are_the_same_event()
    {
        var json = HitPayEvents.Read(Webhook("""{"id":"974ee233","status":"completed","reference_number":"order-1"}"""));
        var form = HitPayEvents.Read(Webhook("payment_id=9aa11&payment_request_id=974ee233&reference_number=order-1&status=completed&hmac=00", "application/x-www-form-urlencoded"));
        Assert.Equal(("order-1", "order-1", null), (Assert.Single(json).PaymentId, Assert.Single(form).PaymentId, json[0].Payment));
        Assert.NotEqual(json[0].EventId, HitPayEvents.Read(Webhook("""{"id":"974ee233","status":"failed","reference_number":"order-1"}"""))[0].EventId);
        Assert.Throws<InvalidDataException>(() => HitPayEvents.Read(Webhook("[1]")));
    }
}
