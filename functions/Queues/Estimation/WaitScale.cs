using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>The scale on which waits are averaged: logarithmic, since an error of 5 minutes matters more at 5 than at 60.</summary>
public static class WaitScale
{
    /// <summary>
    /// Minutes added before the logarithm, so that short waits do not weigh without bound. From 10 to 20 the accuracy on
    /// recorded waits before 2019 is the same to half a percent.
    /// </summary>
    public const double Offset = 14;

    /// <summary>Longer waits than this are not believed, in minutes.</summary>
    public const double LongestMinutes = 600;

    private static readonly double Shortest = Math.Log(Offset);
    private static readonly double Longest = Math.Log(LongestMinutes + Offset);

    /// <summary>From minutes to x; what is out of the range of waits is moved to its end.</summary>
    public static double FromMinutes(double minutes) => Math.Log(Math.Clamp(minutes, 0, LongestMinutes) + Offset);

    /// <inheritdoc cref="FromMinutes(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes FromMinutes(Lanes minutes) => Vector512.Log(
        Vector512.ClampNative(minutes, Lanes.Zero, Vector512.Create(LongestMinutes)) + Vector512.Create(Offset));

    /// <summary>From x to minutes, never below zero or above <see cref="LongestMinutes"/>.</summary>
    public static double ToMinutes(double x) => Math.Max(0, Math.Exp(Math.Clamp(x, Shortest, Longest)) - Offset);

    /// <inheritdoc cref="ToMinutes(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes ToMinutes(Lanes x) =>
        Vector512.MaxNative(Lanes.Zero, Vector512.Exp(Possible(x)) - Vector512.Create(Offset));

    /// <summary>What is out of the range of waits is moved to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes Possible(Lanes x) => Vector512.ClampNative(x, Vector512.Create(Shortest), Vector512.Create(Longest));
}
