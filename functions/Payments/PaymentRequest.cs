namespace QNom.Payments;

/// <summary>What an order asks for. An order has at most one live payment: a new attempt only when the last is final without money.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">1 for the first, one more for each that follows.</param>
/// <param name="VenueId">The stall.</param>
/// <param name="PartnerId">Whose stall it is, whom the money is for; null if nobody has taken it over yet.</param>
/// <param name="Diner">Who pays, as a pseudonym.</param>
/// <param name="Cents">How much, in the currency's smallest unit; more than 0.</param>
/// <param name="Currency">ISO 4217 in upper case, for example <c>SGD</c>.</param>
/// <param name="Method">How.</param>
/// <param name="Provider">Through whom; null takes the first provider that is on and offers the method.</param>
public sealed record PaymentRequest(
    string OrderId, int Attempt, string VenueId, string? PartnerId, string Diner, long Cents, string Currency,
    PaymentMethod Method, string? Provider = null)
{
    /// <summary>The payment's id, from which every key that a provider is asked under derives.</summary>
    public string PaymentId => IdOf(OrderId, Attempt);

    /// <summary>The id of an order's payment.</summary>
    public static string IdOf(string orderId, int attempt) => $"{orderId}-{attempt}";
}

/// <summary>A payment that has begun, and what the diner's client needs to go on. Never stored or logged: it may hold a secret.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="State">Where it is.</param>
/// <param name="Provider">Who charges.</param>
/// <param name="ClientSecret">For the provider's own form, for example Stripe's; null where there is none.</param>
/// <param name="RedirectUrl">Where the diner goes to pay; null where there is nowhere to go.</param>
/// <param name="PayNow">The text of the code to scan; null for other methods.</param>
public sealed record PaymentStarted(
    string PaymentId, PaymentState State, string Provider, string? ClientSecret, string? RedirectUrl, string? PayNow);
