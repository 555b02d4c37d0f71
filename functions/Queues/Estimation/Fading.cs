using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>Exponential decay, told by its half-life.</summary>
internal static class Fading
{
    // Where one lane has an exponent out of the range of doubles, all of them are computed slowly; this is as good as nothing.
    private const double LeastExponent = -700;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>What is left after an age, both in the same unit; nothing is lost before it begins.</summary>
    public static double Left(double age, double halfLife) => age <= 0 ? 1 : Math.Exp(-Ln2 / halfLife * age);

    /// <inheritdoc cref="Left(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Left(Lanes age, double halfLife) => Vector512.Exp(Vector512.ClampNative(
        -Ln2 / halfLife * age, Vector512.Create(LeastExponent), Lanes.Zero));

    /// <summary>What is left of each remembered piece of evidence: its age is put there, and this in its place.</summary>
    public static void Left(ref OfRemembered ages, double halfLife)
    {
        foreach (ref var lanes in MemoryMarshal.Cast<double, Lanes>((Span<double>)ages))
            lanes = Left(lanes, halfLife);
    }

    /// <summary>A number for each remembered piece of evidence.</summary>
    [InlineArray(EstimatorModel.RemembersReports)]
    internal struct OfRemembered
    {
        private double first;
    }
}
