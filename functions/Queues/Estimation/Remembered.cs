namespace QNom.Queues.Estimation;

/// <summary>A piece of evidence as the estimator remembers it while it is recent. Times are <see cref="LocalTime"/>.</summary>
internal struct Remembered
{
    /// <summary>When it was true; for a timed visit when it began.</summary>
    public double At;

    /// <summary>When it became known.</summary>
    public double Known;

    /// <summary>The wait it speaks of, as <see cref="WaitScale"/>, before any bias of its source is taken off.</summary>
    public double X;

    public SourceKind Kind;
    public bool Timed;
    public bool Counted;

    /// <summary>Whether an operator stands for it.</summary>
    public bool Vouched;

    /// <summary>People ahead, or -1.</summary>
    public int QueueLength;

    /// <summary>Whether the tables know of it.</summary>
    public bool Learned;

    /// <summary>What it counts.</summary>
    public double Weight;

    /// <summary>The part of that which its reporter has earned, in hundredths.</summary>
    public byte Trust;

    /// <summary>How far it is, within limits, from what visits alone would make one expect.</summary>
    public double VisitResidual;

    /// <summary>How far it is, within limits, from what the sign would make one expect; 0 where there was no sign.</summary>
    public double SignResidual;

    /// <summary>Its wait in minutes, within limits if it is a guess.</summary>
    public double Minutes;

    /// <summary>A total order that does not depend on the order of arrival.</summary>
    public readonly int CompareTo(in Remembered other)
    {
        var order = Known.CompareTo(other.Known);
        if (order == 0)
            order = At.CompareTo(other.At);
        if (order == 0)
            order = X.CompareTo(other.X);
        if (order == 0)
            order = Kind.CompareTo(other.Kind);
        if (order == 0)
            order = Timed.CompareTo(other.Timed);
        if (order == 0)
            order = QueueLength.CompareTo(other.QueueLength);
        if (order == 0)
            order = Vouched.CompareTo(other.Vouched);
        return order == 0 ? Trust.CompareTo(other.Trust) : order;
    }
}

/// <summary>A posted wait.</summary>
/// <param name="At">When, as <see cref="LocalTime"/>.</param>
/// <param name="X">How long, as <see cref="WaitScale"/>.</param>
/// <param name="Learned">Whether the profile knows of it.</param>
internal readonly record struct Posted(double At, double X, bool Learned);
