using System.Numerics;

namespace QNom.Queues.Estimation;

/// <summary>Exponential decay, told by its half-life.</summary>
internal static class Fading
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>What is left after an age, both in the same unit; nothing is lost before it begins.</summary>
    public static double Left(double age, double halfLife) => age <= 0 ? 1 : Math.Exp(-Ln2 / halfLife * age);

    /// <summary>The same for many ages at once, none of them below 0: what is left is put in their place.</summary>
    public static void Left(Span<double> ages, double halfLife)
    {
        var i = 0;
        for (; i <= ages.Length - Vector<double>.Count; i += Vector<double>.Count)
            Vector.Exp(-Ln2 / halfLife * new Vector<double>(ages[i..])).CopyTo(ages[i..]);
        for (; i < ages.Length; i++)
            ages[i] = Left(ages[i], halfLife);
    }
}
