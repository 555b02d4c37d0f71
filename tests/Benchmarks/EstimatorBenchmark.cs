using System.CommandLine;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using QNom.Queues.Estimation;

namespace QNom.Benchmarks;

/// <summary>What the estimator costs: time and allocation of an update and of a reading, and the size of its state.</summary>
internal static class EstimatorBenchmark
{
    // In this process: a second build of everything would take minutes, and measure the same code.
    private static readonly Job Quick = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);

    public static Command Create()
    {
        var command = new Command("estimator", "Nanoseconds and bytes allocated for each update and reading of the estimator");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var config = DefaultConfig.Instance.AddJob(Quick.WithWarmupCount(5).WithIterationCount(15));
        var summaries = new[] { BenchmarkRunner.Run<EstimatorUpdates>(config), BenchmarkRunner.Run<EstimatorReadings>(config) };
        Console.WriteLine($"State as stored in JSON: {JsonSerializer.SerializeToUtf8Bytes(EstimatorRecord.Filled(withSign: true)).Length} bytes.");
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}

/// <summary>
/// What is said at a venue of which all is known, piece by piece: each is taken up, and the one before it is learned from. One
/// kind of evidence every two minutes, and a day of all that is said at a busy venue.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class EstimatorUpdates
{
    private const int Pieces = 360;
    private const int PiecesForASign = 5;

    private readonly int[] waits = [.. Enumerable.Range(0, Pieces).Select(i => 2 + i * 17 % 43)];
    private Evidence[] day = [];
    private EstimatorState state = new();
    private DateTimeOffset next;
    private int daysPassed;
    private int said;

    /// <summary>What is said.</summary>
    [ParamsAllValues]
    public Said Says { get; set; }

    /// <summary>Whether the venue has a sign.</summary>
    [Params(false, true)]
    public bool WithSign { get; set; }

    /// <summary>The kinds of evidence.</summary>
    public enum Said
    {
        /// <summary>A posted wait.</summary>
        Sign,

        /// <summary>A timed visit.</summary>
        Visit,

        /// <summary>A guess.</summary>
        Guess,

        /// <summary>People ahead, as a diner counts them.</summary>
        People,

        /// <summary>People ahead and their wait, as a sensor knows them.</summary>
        Sensor,

        /// <summary>All of a day, see <see cref="EstimatorRecord"/>.</summary>
        Day,
    }

    /// <summary>Fills the venue's memory.</summary>
    [GlobalSetup]
    public void Fill()
    {
        state = EstimatorRecord.Filled(WithSign);
        next = state.At!.Value.AddMinutes(2);
        day = [.. EstimatorRecord.Days(1).Where(evidence => WithSign || !evidence.IsPosted)];
        daysPassed = EstimatorRecord.DaysFilled;
    }

    /// <summary>
    /// Updates: the mean of one. Where the venue has a sign, that of one in five pieces is added to the pieces' own time.
    /// </summary>
    [Benchmark(OperationsPerInvoke = Pieces)]
    public void Update()
    {
        if (Says == Said.Day)
        {
            for (var i = 0; i < Pieces; i++)
                WaitEstimator.Singapore.Apply(state, NextOfDay());
            return;
        }

        for (var i = 0; i < Pieces; i++, next = next.AddMinutes(2))
        {
            if (WithSign && Says != Said.Sign && i % PiecesForASign == 0)
                WaitEstimator.Singapore.Apply(state, new Evidence(next, SourceKind.Partner, waits[^(i + 1)], null));
            WaitEstimator.Singapore.Apply(state, Of(next, waits[i]));
        }
    }

    // The days go on, one after the other.
    private Evidence NextOfDay()
    {
        if (said == day.Length)
            (said, daysPassed) = (0, daysPassed + 1);
        var evidence = day[said++];
        return evidence with { At = evidence.At.AddDays(daysPassed) };
    }

    private Evidence Of(DateTimeOffset at, int wait) => Says switch
    {
        Said.Sign => new Evidence(at, SourceKind.Partner, wait, null),
        Said.Visit => new Evidence(at.AddMinutes(-wait), SourceKind.Crowd, wait, null, Timed: true),
        Said.Guess => new Evidence(at, SourceKind.Crowd, wait, null),
        Said.People => new Evidence(at, SourceKind.Crowd, null, wait),
        _ => new Evidence(at, SourceKind.Sensor, wait, 12),
    };
}

/// <summary>What is asked of the estimator.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class EstimatorReadings
{
    private EstimatorState state = new();
    private DateTimeOffset now;

    /// <summary>Whether the venue has a sign.</summary>
    [Params(false, true)]
    public bool WithSign { get; set; }

    /// <summary>Fills the venue's memory.</summary>
    [GlobalSetup]
    public void Fill()
    {
        state = EstimatorRecord.Filled(WithSign);
        now = state.At!.Value.AddMinutes(4);
    }

    /// <summary>The wait now.</summary>
    [Benchmark]
    public Estimate Status() => WaitEstimator.Singapore.At(state, now);

    /// <summary>The wait in half an hour.</summary>
    [Benchmark]
    public Estimate Forecast() => WaitEstimator.Singapore.Forecast(state, now, now.AddMinutes(30));
}

/// <summary>What is said at a busy venue: a sign every 5 minutes from 9 to 21 o'clock if it has one, 24 timed visits a day, and guesses.</summary>
internal static class EstimatorRecord
{
    /// <summary>So many days fill a venue's memory.</summary>
    public const int DaysFilled = 60;

    /// <summary>
    /// A venue of which all is known. Both kinds of venue are filled turn by turn, since a process serves both: the runtime
    /// compiles for what it saw, and if it saw one kind first it would compile the other's way for being rare.
    /// </summary>
    public static EstimatorState Filled(bool withSign)
    {
        var (signed, plain) = (new EstimatorState(), new EstimatorState());
        foreach (var evidence in Days(DaysFilled))
        {
            WaitEstimator.Singapore.Apply(signed, evidence);
            if (!evidence.IsPosted)
                WaitEstimator.Singapore.Apply(plain, evidence);
        }

        return withSign ? signed : plain;
    }

    /// <summary>What is said on so many days, in the order in which it becomes known.</summary>
    public static IEnumerable<Evidence> Days(int days)
    {
        var random = new Random(1);
        var told = new List<(DateTimeOffset Known, Evidence Evidence)>();
        var opening = new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
        for (var day = 0; day < days; day++)
        {
            for (var minute = 0; minute < 720; minute += 5)
            {
                var at = opening.AddDays(day).AddMinutes(minute);
                told.Add((at, new Evidence(at, SourceKind.Partner, random.Next(5, 60), null)));
                var wait = random.Next(2, 45);
                if (minute % 30 == 0)
                    told.Add((at.AddMinutes(wait), new Evidence(at, SourceKind.Crowd, wait, null, Timed: true)));
                if (minute % 30 == 15)
                    told.Add((at, new Evidence(at, SourceKind.Crowd, wait, null)));
            }
        }

        return told.OrderBy(one => one.Known).Select(one => one.Evidence);
    }
}
