namespace QNom.Queues.Estimation;

/// <summary>
/// What the sign usually says at a time of the week: x averaged over half hours of all days (a memory of some 20 days) and
/// over hours of the same weekday (of some 4 weeks), half of each.
/// </summary>
internal readonly ref struct PostedProfile(PostedProfile.Layout layout, double[] cells)
{
    private const int HalfHours = 48;
    private const int Hours = 24;
    private const double DaysRemembered = 20;
    private const double WeekdayStep = 0.3;

    private readonly Span<double> means = layout.Means.Of(cells);
    private readonly Span<double> counts = layout.Counts.Of(cells);
    private readonly Span<double> weekdays = layout.Weekdays.Of(cells);
    private readonly Span<double> open = layout.Open.Of(cells);

    /// <summary>Takes up a posted wait; they come in order of time.</summary>
    public void Learn(double time, double x)
    {
        var slot = Math.Floor(time / 30);
        if (slot > open[0])
        {
            Close();
            (open[0], open[1], open[2]) = (slot, 0, 0);
        }

        open[1] += x;
        open[2]++;
    }

    /// <summary>The usual x at a time; 0 if nothing was ever posted around it.</summary>
    public double At(in Moment time)
    {
        var place = LocalTime.InDay(time.Minute, HalfHours);
        var (lower, upper) = (means[place.Lower], means[place.Upper]);
        if (lower == 0 && upper == 0)
            return 0;

        var x = Between(lower, upper, place.UpperShare);
        var day = time.Weekday * Hours;
        var (early, late) = (weekdays[day + time.Hour.Lower], weekdays[day + time.Hour.Upper]);
        return early == 0 && late == 0 ? x : (x + Between(early, late, time.Hour.UpperShare)) / 2;
    }

    // Zero stands for never: every real x is above ln(14).
    private static double Between(double lower, double upper, double share) =>
        lower == 0 ? upper : upper == 0 ? lower : lower + share * (upper - lower);

    private void Close()
    {
        if (open[2] == 0)
            return;
        var mean = open[1] / open[2];
        var start = Moment.Of(open[0] * 30);
        var halfHour = (int)(start.Minute / 30);
        counts[halfHour] = Math.Min(DaysRemembered, counts[halfHour] + 1);
        means[halfHour] += (mean - means[halfHour]) / counts[halfHour];

        ref var weekday = ref weekdays[start.Weekday * Hours + halfHour / 2];
        weekday = weekday == 0 ? mean : weekday + WeekdayStep / 2 * (mean - weekday);
    }

    internal sealed class Layout(StateLayout state)
    {
        public Segment Means { get; } = state.Add(HalfHours, Precision.Fixed);

        public Segment Counts { get; } = state.Add(HalfHours, Precision.Half);

        public Segment Weekdays { get; } = state.Add(7 * Hours, Precision.Fixed);

        /// <summary>The half hour that is being averaged: its number, the sum so far, how many.</summary>
        public Segment Open { get; } = state.Add(3, Precision.Double);
    }
}
