namespace QNom.Queues.Estimation;

/// <summary>The posted waits that are remembered one by one.</summary>
internal static class PostedStream
{
    private const double Apart = 4;

    // Well within the time for which a posted wait holds.
    private const double RepeatedEvery = 20;

    // The sign is dark at night; its first minutes of a day are different.
    private const double Pause = 180;

    /// <summary>Minutes since the sign came on after a long pause; the first day has no such moment before it.</summary>
    public static double SinceOpening(EstimatorState state, double time) =>
        Math.Max(0, time - StateLayout.Current.OpenedAt.Of(state.Cells)[0]);

    /// <summary>Puts a posted wait in its place by time; of equal times the longer one is later.</summary>
    /// <returns>Its place.</returns>
    public static int Add(EstimatorState state, double time, double x)
    {
        for (var i = 0; state.PostedCount == state.Posted.Length; i++)
        {
            if (!state.Posted[i].Learned)
                i = Learn(state, i);
        }

        var place = state.PostedCount;
        while (place > 0 && (state.Posted[place - 1].At, state.Posted[place - 1].X).CompareTo((time, x)) > 0)
            place--;
        Array.Copy(state.Posted, place, state.Posted, place + 1, state.PostedCount - place);
        state.Posted[place] = new Posted(time, x, false);
        state.PostedCount++;
        return place;
    }

    /// <summary>
    /// Tells the profile of a posted wait that is old enough to be in its final order; gives its place, which changes where
    /// one before it is no longer needed.
    /// </summary>
    public static int Learn(EstimatorState state, int index)
    {
        var posted = state.Posted[index];
        var opened = StateLayout.Current.OpenedAt.Of(state.Cells);
        if (index == 0 ? opened[0] == double.MinValue : posted.At - state.Posted[index - 1].At > Pause)
            opened[0] = posted.At;
        new PostedProfile(StateLayout.Current.Profile, state.Cells).Learn(posted.At, posted.X);
        state.Posted[index] = posted with { Learned = true };
        if (index > 1 && IsNeedless(state.Posted[index - 2], state.Posted[index - 1], posted))
            RemoveAt(state, --index);

        var learned = 0;
        for (var i = 0; i < state.PostedCount; i++)
            learned += state.Posted[i].Learned ? 1 : 0;
        if (learned <= EstimatorModel.RemembersLearnedPosted)
            return index;
        RemoveAt(state, 0);
        return Math.Max(0, index - 1);
    }

    // A sign that is read every second, or says the same for hours, need not be kept each time.
    private static bool IsNeedless(Posted before, Posted posted, Posted after)
    {
        var gap = after.At - before.At;
        return gap < Apart || (posted.X == before.X && gap <= RepeatedEvery);
    }

    private static void RemoveAt(EstimatorState state, int index)
    {
        state.PostedCount--;
        Array.Copy(state.Posted, index + 1, state.Posted, index, state.PostedCount - index);
    }
}

/// <summary>Looks up what was posted, from the newest back to the oldest.</summary>
internal ref struct PostedLookup(EstimatorState state)
{
    private readonly ReadOnlySpan<Posted> posted = state.Posted;
    private int next = state.PostedCount - 1;

    /// <summary>What was posted at a time, not after the one that was asked for before; 0 if nothing was.</summary>
    public double At(double time)
    {
        while (next >= 0 && posted[next].At > time)
            next--;
        return next >= 0 && time - posted[next].At <= EstimatorModel.PostedHoldsMinutes ? posted[next].X : 0;
    }
}
