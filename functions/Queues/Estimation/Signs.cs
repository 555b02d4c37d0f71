using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// What the sign says of one joining time, as x: a lane for what it says then, and one each for what it will say from what it said
/// 15, 30 and 60 minutes before. 0 stands for nothing: every real x is above ln(14).
/// </summary>
internal readonly struct Signs
{
    // From here on a forecast is of the next kind: 15, 30 and 60 minutes ahead.
    private static readonly double[] HorizonsFrom = [7.5, 22.5, 45];

    // How much of the sign's deviation from its usual value is left, by kind of forecast.
    private static readonly double[] Retained = [1, 0.7, 0.6, 0.5];

    public Lanes X { get; private init; }

    /// <summary>What it makes one expect, but for the last days and minutes.</summary>
    public Lanes Expected { get; private init; }

    /// <summary>What it said 10 minutes before.</summary>
    public double TenMinutesBefore { get; private init; }

    /// <summary>What it said an hour before.</summary>
    public double HourBefore { get; private init; }

    /// <summary>What it usually says half an hour before.</summary>
    public double UsualHalfHourBefore { get; private init; }

    public double Now => X[0];

    public bool SayAnything => X != Lanes.Zero;

    /// <summary>All bits of the lanes that say something.</summary>
    public Lanes Known => Vector512.GreaterThan(X, Lanes.Zero);

    /// <summary>All that it said of somebody who joined.</summary>
    public static Signs Of(EstimatorState state, in Joining joining)
    {
        if (state.PostedCount == 0)
            return default;
        var at = joining.At;
        var said = new PostedLookup(state);
        var profile = new PostedProfile(StateLayout.Current.Profile, state.Cells);
        var (now, ten, quarter, half, hour) = (said.At(at), said.At(at - 10), said.At(at - 15), said.At(at - 30), said.At(at - 60));
        var usualHalf = profile.At(Moment.Of(at - 30));
        var x = Vector512.Create(
            now,
            Carry(state, joining, 1, quarter, profile.At(Moment.Of(at - 15))),
            Carry(state, joining, 2, half, usualHalf),
            Carry(state, joining, 3, hour, profile.At(Moment.Of(at - 60))),
            0, 0, 0, 0);
        return new Signs
        {
            X = x,
            Expected = new SignModel(state).Expects(joining.Moment, x),
            TenMinutesBefore = ten,
            HourBefore = hour,
            UsualHalfHourBefore = usualHalf,
        };
    }

    /// <summary>What it says of one joining time from what was known at one moment: of all lanes only that of a horizon.</summary>
    public static Signs Of(EstimatorState state, in Joining joining, double asOf, int horizon)
    {
        var said = new PostedLookup(state);
        var x = said.At(Math.Min(asOf, joining.At));
        if (x == 0)
            return default;
        var profile = new PostedProfile(StateLayout.Current.Profile, state.Cells);
        if (horizon > 0)
            x = Carry(state, joining, horizon, x, profile.At(Moment.Of(asOf)), Math.Max(0, joining.At - asOf - 60));
        var lanes = Lanes.Zero.WithElement(horizon, x);
        var signs = new Signs { X = lanes, Expected = new SignModel(state).Expects(joining.Moment, lanes) };
        // What it said before is asked for now only; and a moment of now is less than 10 minutes before the joining time.
        return horizon > 0 ? signs : signs with
        {
            TenMinutesBefore = said.At(joining.At - 10),
            HourBefore = said.At(joining.At - 60),
            UsualHalfHourBefore = profile.At(Moment.Of(joining.At - 30)),
        };
    }

    public static int HorizonOf(double minutes)
    {
        var horizon = 0;
        while (horizon < HorizonsFrom.Length && minutes >= HorizonsFrom[horizon])
            horizon++;
        return horizon;
    }

    // If its deviation from the usual shrinks as it usually does.
    private static double Carry(
        EstimatorState state, in Joining joining, int horizon, double posted, double usual, double minutesBeyond = 0)
    {
        if (posted == 0 || usual == 0 || joining.UsualPosted == 0 || state.Share(Terms.Profile) == 0)
            return posted;
        return joining.UsualPosted + Retained[horizon] * Fading.Left(minutesBeyond, 60) * (posted - usual);
    }
}
