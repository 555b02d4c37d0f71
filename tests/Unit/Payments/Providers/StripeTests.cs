using System.Net;
using System.Text;
using System.Text.Json;
using QNom.Payments;
using QNom.Payments.Providers;
using QNom.Payments.Providers.Stripe;
using Stripe;
using static QNom.Tests.Unit.Payments.TestPayments;
using Refund = Stripe.Refund;

namespace QNom.Tests.Unit.Payments.Providers;

public sealed class StripeTests
{
    [Theory]
    [InlineData("requires_payment_method", ProviderState.RequiresAction)]
    [InlineData("requires_confirmation", ProviderState.RequiresAction)]
    [InlineData("requires_action", ProviderState.RequiresAction)]
    [InlineData("processing", ProviderState.Processing)]
    [InlineData("requires_capture", ProviderState.RequiresCapture)]
    [InlineData("canceled", ProviderState.Canceled)]
    [InlineData("succeeded", ProviderState.Succeeded)]
    public void Every_state_of_an_intent_is_one_of_ours(string status, ProviderState state)
    {
        var said = StripeMapping.Of(Read<PaymentIntent>(StripeWire.Intent(status)));
        Assert.Equal(
            (state, "pi_3QnomTest0001", "order-1", 1000, "SGD", Now),
            (said.State, said.ProviderId, said.PaymentId, said.Cents, said.Currency, said.CreatedAt));
    }

    [Fact]
    public void A_state_that_is_not_known_is_not_guessed_at() =>
        Assert.Throws<InvalidDataException>(() => StripeMapping.Of(Read<PaymentIntent>(StripeWire.Intent("requires_magic"))));

    [Fact]
    public void What_the_provider_gave_up_is_failed_and_a_declined_card_waits_for_another()
    {
        Assert.Equal(ProviderState.Failed, StripeMapping.Of(Read<PaymentIntent>(StripeWire.Intent("canceled", more: ",\"cancellation_reason\":\"automatic\""))).State);
        var declined = StripeMapping.Of(Read<PaymentIntent>(StripeWire.Intent(
            "requires_payment_method", error: """{"code":"card_declined","decline_code":"insufficient_funds","message":"Your card has …","type":"card_error"}""")));
        Assert.Equal((ProviderState.RequiresAction, "insufficient_funds"), (declined.State, declined.FailureCode));
    }

    [Fact]
    public void What_the_client_needs_is_passed_on()
    {
        var code = StripeMapping.Of(Read<PaymentIntent>(StripeWire.Intent(
            "requires_action", action: """{"type":"paynow_display_qr_code","paynow_display_qr_code":{"data":"00020101021226","hosted_instructions_url":"https://x.example"}}""")));
        var link = StripeMapping.Of(Read<PaymentIntent>(StripeWire.Intent(
            "requires_action", action: """{"type":"redirect_to_url","redirect_to_url":{"url":"https://grab.example/pay","return_url":"https://qnom.sg/"}}""")));
        Assert.Equal(("00020101021226", "https://grab.example/pay", "pi_3QnomTest0001_secret_abc"), (code.PayNow, link.RedirectUrl, link.ClientSecret));
    }

    [Fact]
    public void A_fetched_payment_tells_refunds_by_our_names_and_counts_only_what_is_back()
    {
        var said = StripeMapping.Of(
            Read<PaymentIntent>(StripeWire.Intent("succeeded", 1000, charge: StripeWire.Charge(700))),
            [Read<Refund>(StripeWire.Refund(300, "succeeded")), Read<Refund>(StripeWire.Refund(400, "pending", "{}"))], []);

        Assert.Equal((1000, 300, 0L), (said.CapturedCents, said.RefundedCents, said.DisputedCents));
        Assert.Equal(new ProviderRefund("c1", "re_3QnomTest0001", 300, RefundState.Succeeded), Assert.Single(said.Refunds));
    }

    [Theory]
    [InlineData("needs_response", 1000, 0)]
    [InlineData("under_review", 1000, 0)]
    [InlineData("warning_needs_response", 0, 0)]
    [InlineData("won", 0, 0)]
    [InlineData("lost", 0, 1000)]
    public void A_dispute_holds_gives_back_or_takes_the_money(string status, long held, long gone)
    {
        var said = StripeMapping.Of(
            Read<PaymentIntent>(StripeWire.Intent("succeeded", 1000, charge: StripeWire.Charge(disputed: true))), [], [Read<Dispute>(StripeWire.Dispute(1000, status))]);
        Assert.Equal((held, gone), (said.DisputedCents, said.RefundedCents));
    }

    [Fact]
    public void An_event_of_an_intent_decides_and_what_it_does_not_tell_it_leaves_open()
    {
        var told = Assert.Single(Events("payment_intent.succeeded", StripeWire.Intent("succeeded", 1000, charge: "\"ch_3QnomTest0001\"")));
        Assert.Equal(("evt_1QnomTest0001", "order-1", 1000), (told.EventId, told.PaymentId, told.Payment!.CapturedCents));
        Assert.Null(told.Payment.DisputedCents);
    }

    [Fact]
    public void Of_charges_refunds_and_disputes_the_payment_is_fetched()
    {
        foreach (var (type, about) in new[] { ("charge.refunded", StripeWire.Charge(1000)), ("refund.updated", StripeWire.Refund(1000, "succeeded")) })
            Assert.Equal(("order-1", null), (Assert.Single(Events(type, about)).PaymentId, Events(type, about)[0].Payment));
        var dispute = Assert.Single(Events("charge.dispute.created", StripeWire.Dispute(1000, "needs_response")));
        Assert.Equal((null, "pi_3QnomTest0001"), (dispute.PaymentId, dispute.ProviderId));
        Assert.Null(Assert.Single(Events("payout.paid", """{"id":"po_1","object":"payout"}""")).PaymentId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"evt_1\",\"object\":")]
    public void What_is_no_event_is_said_so(string body) =>
        Assert.Throws<InvalidDataException>(() => StripeEvents.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(HttpStatusCode.PaymentRequired, "card_error", true)]
    [InlineData(HttpStatusCode.BadRequest, "invalid_request_error", true)]
    [InlineData(HttpStatusCode.BadRequest, "idempotency_error", false)]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_request_error", false)]
    [InlineData(HttpStatusCode.Conflict, "idempotency_error", false)]
    [InlineData(HttpStatusCode.TooManyRequests, null, false)]
    [InlineData(HttpStatusCode.InternalServerError, "api_error", false)]
    public void Only_a_no_for_good_is_a_refusal(HttpStatusCode status, string? type, bool refusal) =>
        Assert.Equal(refusal, StripeMapping.IsRefusal(status, type));

    [Fact]
    public void What_is_asked_for_carries_our_names_and_only_codes_and_links_are_confirmed_at_once()
    {
        var card = StripeMapping.Wanted(Opened(), "https://qnom.sg/");
        Assert.Equal((1000L, "sgd", "order-1", null), (card.Amount, card.Currency, card.Metadata[StripeMapping.PaymentId], card.Confirm));
        var code = StripeMapping.Wanted(Opened() with { Method = QNom.Payments.PaymentMethod.PayNow }, "https://qnom.sg/");
        Assert.Equal((true, "paynow", null), (code.Confirm, code.PaymentMethodData.Type, code.ReturnUrl));
    }

    private static IReadOnlyList<QNom.Payments.Webhooks.ProviderEvent> Events(string type, string about) =>
        StripeEvents.Read(Encoding.UTF8.GetBytes(StripeWire.Event(type, about)));

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, StripeConfiguration.SerializerOptions)!;
}
