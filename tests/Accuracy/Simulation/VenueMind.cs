using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Queues.Trust;
using QNom.Simulation;

namespace QNom.Accuracy.Simulation;

/// <summary>What production remembers of a venue, driven by the same classes as in production.</summary>
internal sealed class VenueMind
{
    private readonly ReportJudge judge = ReportJudge.Singapore;
    private readonly WaitEstimator estimator = WaitEstimator.Singapore;
    private readonly EstimatorState state;
    private readonly TrustState trust;
    private readonly Dictionary<SourceKind, Repetition> repeated;

    public VenueMind()
        : this(new EstimatorState(), new TrustState(), [])
    {
    }

    /// <summary>Of a stall that does not start from nothing.</summary>
    public VenueMind(EstimatorState start)
        : this(start, new TrustState(), [])
    {
    }

    private VenueMind(EstimatorState state, TrustState trust, Dictionary<SourceKind, Repetition> repeated) =>
        (this.state, this.trust, this.repeated) = (state, trust, repeated);

    /// <summary>Without trust every report counts in full: what the defence is worth.</summary>
    public bool BelievesAll { get; init; }

    /// <summary>Everybody is behind one address: an office, a mobile network.</summary>
    public bool OneNetwork { get; init; }

    /// <summary>What it has learned.</summary>
    public EstimatorState Learned => state;

    public VenueMind Copy() => new(state.Copy(), trust.Copy(), new Dictionary<SourceKind, Repetition>(repeated)) { BelievesAll = BelievesAll, OneNetwork = OneNetwork };

    public Estimate At(DateTimeOffset now) => estimator.At(state, now);

    /// <summary>What recommendations are told of someone who joins later.</summary>
    public WaitAhead Ahead(DateTimeOffset now, DateTimeOffset joining) => WaitAhead.Of(state, now, joining);

    /// <summary>Hears of something; false if it was held back.</summary>
    public bool Hear(DateTimeOffset opening, Happening happening)
    {
        var now = opening.AddMinutes(happening.Known);
        var shown = At(now);
        var said = happening.Says(new Shown(shown.Likely, shown.High));
        var kind = KindOf(happening.Teller.Voice);
        var evidence = new Evidence(opening.AddMinutes(said.At), kind, said.Minutes, said.People, said.Timed);
        if (kind == SourceKind.Crowd)
        {
            if (!BelievesAll)
                return judge.Take(trust, state, new Testimony(happening.Id, OriginOf(happening.Teller), now, evidence)).Verdict.Held is null;
            estimator.Apply(state, evidence);
            return true;
        }

        // As StallNotices does: who has repeated himself for too long is not heard.
        var repetition = Repetition.After(
            repeated.GetValueOrDefault(kind), (int?)evidence.WaitMinutes, evidence.QueueLength, evidence.At);
        repeated[kind] = repetition;
        if (repetition.Trust > 0)
            judge.Take(trust, state, evidence with { Trust = repetition.Trust });
        return repetition.Trust > 0;
    }

    // Everybody is taken for somebody who signed up: docs/waits.md has its figures so.
    private Origin OriginOf(Teller teller) => new(teller.Account, OneNetwork ? 1 : teller.Network, teller.Device);

    private static SourceKind KindOf(Voice voice) => voice switch
    {
        Voice.Diner => SourceKind.Crowd,
        Voice.Partner => SourceKind.Partner,
        _ => SourceKind.Sensor,
    };
}
