namespace QNom.Payments.Providers;

/// <summary>Who charges for us. In the order in which they are preferred.</summary>
public sealed class PaymentProviders(IEnumerable<IPaymentProvider> all)
{
    private readonly IPaymentProvider[] all = [.. all];

    /// <summary>Those that are on.</summary>
    public IEnumerable<IPaymentProvider> On => all.Where(provider => provider.IsOn);

    /// <summary>Who is to take a payment: whom it names, or the first that is on and offers its method. Null if nobody.</summary>
    public IPaymentProvider? For(PaymentMethod method, string? name) =>
        On.FirstOrDefault(provider => provider.Methods.Contains(method) && (name is null || name == provider.Name));

    /// <summary>The provider of a payment.</summary>
    /// <exception cref="ProviderUnavailableException">It is off: its payments wait until it is on again.</exception>
    public IPaymentProvider Of(string name) =>
        On.FirstOrDefault(provider => provider.Name == name) ?? throw new ProviderUnavailableException(name);
}
