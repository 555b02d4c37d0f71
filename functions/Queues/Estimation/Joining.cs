using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace QNom.Queues.Estimation;

/// <summary>
/// A time at which somebody joins, with all that the beliefs about it have in common, from whatever moment they are: a timed
/// visit is compared with five of them.
/// </summary>
internal readonly struct Joining
{
    private Joining(EstimatorState state, in Moment moment)
    {
        Moment = moment;
        var visits = new VisitModel(state);
        (Usual, Weekday) = (visits.Slow(moment), visits.Weekday(moment));
        (Sin, Cos) = Math.SinCos(moment.Minute * (2 * Math.PI / LocalTime.Day));
        Features = VisitModel.Describe(this);
        UsualPosted = new PostedProfile(StateLayout.Current.Profile, state.Cells).At(moment);
    }

    /// <summary>When.</summary>
    public Moment Moment { get; }

    /// <summary>The same, as <see cref="LocalTime"/>.</summary>
    public double At => Moment.At;

    /// <summary>The usual x then, without a sign.</summary>
    public double Usual { get; }

    /// <summary>What this weekday is off by.</summary>
    public double Weekday { get; }

    /// <summary>See <see cref="VisitModel.Describe(in Joining)"/>.</summary>
    public Lanes Features { get; }

    /// <summary>Of the time of day, midnight being 0.</summary>
    public double Sin { get; }

    /// <inheritdoc cref="Sin"/>
    public double Cos { get; }

    public static Joining Of(EstimatorState state, in Moment at) => new(state, at);

    /// <summary>What the sign usually says then; 0 if nothing was ever posted around it.</summary>
    public double UsualPosted { get; }
}
