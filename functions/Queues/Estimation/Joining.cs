namespace QNom.Queues.Estimation;

/// <summary>
/// A time at which somebody joins, with all that the beliefs about it have in common, from whatever moment they are: a timed
/// visit is compared with five of them.
/// </summary>
internal readonly struct Joining
{
    private Joining(EstimatorState state, double at)
    {
        At = at;
        var visits = new VisitModel(state);
        (Usual, Weekday) = (visits.Slow(at), visits.Weekday(at));
        (Sin, Cos) = Math.SinCos(LocalTime.MinuteOfDay(at) / LocalTime.Day * 2 * Math.PI);
    }

    /// <summary>When, as <see cref="LocalTime"/>.</summary>
    public double At { get; }

    /// <summary>The usual x then, without a sign.</summary>
    public double Usual { get; }

    /// <summary>What this weekday is off by.</summary>
    public double Weekday { get; }

    /// <summary>Of the time of day, midnight being 0.</summary>
    public double Sin { get; }

    /// <inheritdoc cref="Sin"/>
    public double Cos { get; }

    public static Joining Of(EstimatorState state, double at) => new(state, at);
}
