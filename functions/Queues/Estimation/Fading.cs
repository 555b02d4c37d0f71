namespace QNom.Queues.Estimation;

/// <summary>Exponential decay, told by its half-life.</summary>
internal static class Fading
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>What is left after an age, both in the same unit; nothing is lost before it begins.</summary>
    public static double Left(double age, double halfLife) => age <= 0 ? 1 : Math.Exp(-Ln2 / halfLife * age);
}
