namespace QNom.Payments;

/// <summary>How a diner pays.</summary>
public enum PaymentMethod
{
    /// <summary>A credit or debit card.</summary>
    Card,

    /// <summary>GrabPay's wallet, by redirect.</summary>
    GrabPay,

    /// <summary>PayNow, by scanning a code with the bank's app.</summary>
    PayNow,
}
