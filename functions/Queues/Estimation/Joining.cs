namespace QNom.Queues.Estimation;

/// <summary>
/// A time at which somebody joins, with all that the beliefs about it have in common, from whatever moment they are: a timed
/// visit is compared with five of them.
/// </summary>
internal readonly struct Joining
{
    private readonly double usualPosted;

    private Joining(EstimatorState state, in Moment moment)
    {
        Moment = moment;
        var visits = new VisitModel(state);
        (Usual, Weekday) = (visits.Slow(moment), visits.Weekday(moment));
        (Sin, Cos) = Math.SinCos(LocalTime.MinuteOfDay(At) / LocalTime.Day * 2 * Math.PI);
        new PostedProfile(StateLayout.Current.Profile, state.Cells).TryAt(At, out usualPosted);
    }

    /// <summary>When.</summary>
    public Moment Moment { get; }

    /// <summary>The same, as <see cref="LocalTime"/>.</summary>
    public double At => Moment.At;

    /// <summary>The usual x then, without a sign.</summary>
    public double Usual { get; }

    /// <summary>What this weekday is off by.</summary>
    public double Weekday { get; }

    /// <summary>Of the time of day, midnight being 0.</summary>
    public double Sin { get; }

    /// <inheritdoc cref="Sin"/>
    public double Cos { get; }

    public static Joining Of(EstimatorState state, in Moment at) => new(state, at);

    /// <summary>What the sign usually says then; false if nothing was ever posted around it.</summary>
    public bool TryUsualPosted(out double x)
    {
        x = usualPosted;
        return x != 0;
    }
}
