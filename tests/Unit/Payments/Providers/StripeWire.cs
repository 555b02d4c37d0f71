namespace QNom.Tests.Unit.Payments.Providers;

/// <summary>What Stripe writes, in the form of its API reference (docs.stripe.com/api), shortened to what matters.</summary>
internal static class StripeWire
{
    public static string Intent(
        string status, long received = 0, string more = "", string charge = "null", string error = "null", string action = "null") => $$"""
        {"id":"pi_3QnomTest0001","object":"payment_intent","amount":1000,"amount_capturable":0,"amount_received":{{received}},
         "capture_method":"automatic_async","client_secret":"pi_3QnomTest0001_secret_abc","confirmation_method":"automatic",
         "created":1614265330,"currency":"sgd","last_payment_error":{{error}},"latest_charge":{{charge}},"livemode":false,
         "metadata":{"payment_id":"order-1","order_id":"order"},"next_action":{{action}},"payment_method_types":["card"],
         "status":"{{status}}"{{more}}}
        """;

    public static string Charge(long refunded = 0, bool disputed = false) => $$"""
        {"id":"ch_3QnomTest0001","object":"charge","amount":1000,"amount_captured":1000,"amount_refunded":{{refunded}},"captured":true,
         "created":1614265331,"currency":"sgd","disputed":{{(disputed ? "true" : "false")}},"metadata":{"payment_id":"order-1"},"paid":true,
         "payment_intent":"pi_3QnomTest0001","refunded":false,"status":"succeeded"}
        """;

    public static string Refund(long cents, string status, string metadata = """{"payment_id":"order-1","refund_id":"c1"}""") => $$"""
        {"id":"re_3QnomTest0001","object":"refund","amount":{{cents}},"charge":"ch_3QnomTest0001","created":1614265400,"currency":"sgd",
         "metadata":{{metadata}},"payment_intent":"pi_3QnomTest0001","status":"{{status}}"}
        """;

    public static string Dispute(long cents, string status) => $$"""
        {"id":"du_1QnomTest0001","object":"dispute","amount":{{cents}},"charge":"ch_3QnomTest0001","created":1614266000,"currency":"sgd",
         "metadata":{},"payment_intent":"pi_3QnomTest0001","reason":"fraudulent","status":"{{status}}"}
        """;

    public static string Event(string type, string about) => $$"""
        {"id":"evt_1QnomTest0001","object":"event","api_version":"2020-08-27","created":1614265332,"data":{"object":{{about}}},
         "livemode":false,"pending_webhooks":1,"request":{"id":null,"idempotency_key":"order-1"},"type":"{{type}}"}
        """;
}
