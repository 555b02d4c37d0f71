namespace QNom.Payments.Ledger;

/// <summary>What was agreed on for one payment: kept with it, so that a changed plan changes no past.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="CommissionBasisPoints">Our commission, in hundredths of a percent of what is captured.</param>
/// <param name="FeeBasisPoints">The fee for taking the money, likewise.</param>
/// <param name="FeeCents">And this much besides, per payment.</param>
public sealed record PlanTerms(string Plan, int CommissionBasisPoints, int FeeBasisPoints, int FeeCents)
{
    private const int Whole = 10_000;

    /// <summary>The commission on a sum, rounded half up to the cent.</summary>
    public long CommissionOn(long cents) => Share(cents, CommissionBasisPoints);

    /// <summary>The fee on a sum; never more than commission leaves of it.</summary>
    public long FeeOn(long cents) => Math.Min(Share(cents, FeeBasisPoints) + FeeCents, cents - CommissionOn(cents));

    private static long Share(long cents, int basisPoints) => ((cents * basisPoints) + (Whole / 2)) / Whole;
}

/// <summary>
/// The plans and their rates: the one place. A partner's document may name one; without it, <see cref="Hawker"/> holds.
/// The fees are what providers publish for Singapore: cards 3.4% and 50 cents, GrabPay 3.3%, PayNow 1.3%.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="CommissionBasisPoints">Our commission, in hundredths of a percent.</param>
public sealed record Plan(string Name, int CommissionBasisPoints)
{
    /// <summary>For stalls: 3%.</summary>
    public static Plan Hawker { get; } = new("hawker", 300);

    /// <summary>For restaurants and chains: 6%.</summary>
    public static Plan Restaurant { get; } = new("restaurant", 600);

    /// <summary>For stalls that help us to start: no commission, only the provider's fee.</summary>
    public static Plan Pioneer { get; } = new("pioneer", 0);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Plan> All { get; } = [Hawker, Restaurant, Pioneer];

    /// <summary>A plan by its name; null means the usual one.</summary>
    /// <exception cref="InvalidDataException">There is no such plan, and money is not guessed at.</exception>
    public static Plan Named(string? name) => name is null
        ? Hawker
        : All.FirstOrDefault(plan => plan.Name == name) ?? throw new InvalidDataException("A partner's plan is not known.");

    /// <summary>Its terms for a way to pay.</summary>
    public PlanTerms For(PaymentMethod method)
    {
        var (basisPoints, cents) = method switch
        {
            PaymentMethod.Card => (340, 50),
            PaymentMethod.GrabPay => (330, 0),
            PaymentMethod.PayNow => (130, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        return new PlanTerms(Name, CommissionBasisPoints, basisPoints, cents);
    }
}
