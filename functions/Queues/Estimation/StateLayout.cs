namespace QNom.Queues.Estimation;

/// <summary>How precisely a number is stored.</summary>
internal enum Precision
{
    /// <summary>16 bits, to 1/4096, from −8 to 8: logarithms and residuals.</summary>
    Fixed,

    /// <summary>16 bits, 3 digits: counts.</summary>
    Half,

    /// <summary>32 bits: what is added up in very small steps.</summary>
    Single,

    /// <summary>64 bits: times.</summary>
    Double,
}

/// <summary>A run of numbers in the state.</summary>
/// <param name="Start">Where the first one lies.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Precision">How they are stored.</param>
/// <param name="Stride">How far it is from one to the next.</param>
internal readonly record struct Segment(int Start, int Length, Precision Precision, int Stride = 1)
{
    /// <summary>Of those that lie without gaps.</summary>
    public Span<double> Of(double[] cells) => cells.AsSpan(Start, Length);

    public ref double At(double[] cells, int index) => ref cells[Start + index * Stride];
}

/// <summary>A table in the state: means and their counts.</summary>
internal readonly record struct CellsLayout(Segment Values, Segment Counts)
{
    public Cells Of(double[] cells, double shrinkage) => new(Values.Of(cells), Counts.Of(cells), shrinkage);
}

/// <summary>A fading mean in the state.</summary>
internal readonly record struct FadingLayout(Segment Sums, Segment Time)
{
    public FadingMean Of(double[] cells, double halfLife, double shrinkage) =>
        new(Sums.Of(cells), Time.Of(cells), halfLife, shrinkage);
}

/// <summary>Where each number of the estimator's memory lies: one array, so that copying and storing it are trivial.</summary>
internal sealed class StateLayout
{
    /// <summary>Changes with every change of the layout.</summary>
    public const byte Version = 2;

    /// <summary>The sign's calibration for now and for a forecast 15, 30 and 60 minutes ahead.</summary>
    public const int Horizons = 4;

    private readonly List<Segment> segments = [];

    private StateLayout()
    {
        Visits = new VisitModel.Layout(this);
        Signs = new SignModel.Layout(this);
        SignCorrection = new LinearCorrection.Layout(this, SignModel.FeatureCount);
        Profile = new PostedProfile.Layout(this);
        Intervals = new IntervalTrackers.Layout(this);
        Biases = AddCells(SourceBias.Sources);
        DecayedDay = Add(1, Precision.Double);
        OpenedAt = Add(1, Precision.Double);
    }

    public static StateLayout Current { get; } = new();

    public IReadOnlyList<Segment> Segments => segments;

    public int Length { get; private set; }

    public VisitModel.Layout Visits { get; }

    public SignModel.Layout Signs { get; }

    public LinearCorrection.Layout SignCorrection { get; }

    public PostedProfile.Layout Profile { get; }

    public IntervalTrackers.Layout Intervals { get; }

    public CellsLayout Biases { get; }

    /// <summary>The local day to which counts have been aged.</summary>
    public Segment DecayedDay { get; }

    /// <summary>When the sign was first seen after a pause of hours.</summary>
    public Segment OpenedAt { get; }

    public Segment Add(int length, Precision precision) => Store(new Segment(Reserve(length), length, precision));

    /// <summary>Makes room without storing what will be there.</summary>
    /// <returns>Where it begins.</returns>
    public int Reserve(int length)
    {
        Length += length;
        return Length - length;
    }

    /// <summary>Has what lies in room that was made be stored next.</summary>
    public Segment Store(in Segment segment)
    {
        segments.Add(segment);
        return segment;
    }

    public void Store(in CellsLayout cells)
    {
        Store(cells.Values);
        Store(cells.Counts);
    }

    public FadingLayout AddFading() => new(Add(2, Precision.Single), Add(1, Precision.Double));

    public CellsLayout AddCells(int length) => new(Add(length, Precision.Fixed), Add(length, Precision.Half));
}
