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
        // An update changes its state, so each is applied once to many copies of one, which are made in between.
        var once = Quick.WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(100).WithIterationCount(400);
        var summaries = new[]
        {
            BenchmarkRunner.Run<EstimatorUpdates>(DefaultConfig.Instance.AddJob(once)),
            BenchmarkRunner.Run<EstimatorReadings>(DefaultConfig.Instance.AddJob(Quick.WithWarmupCount(5).WithIterationCount(15))),
        };
        Console.WriteLine($"State as stored in JSON: {JsonSerializer.SerializeToUtf8Bytes(EstimatorRecord.Filled(withSign: true)).Length} bytes.");
        return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}

/// <summary>One piece of each kind of evidence, at a venue of which all is known and where another of its kind is to be learned from.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class EstimatorUpdates
{
    // So few that they stay in the cache, as a state that was just read does.
    private const int Copies = 8;

    private readonly EstimatorState[] states = new EstimatorState[Copies];
    private EstimatorState before = new();
    private Evidence evidence;

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
    }

    /// <summary>Fills the venue's memory, and warms the code up.</summary>
    [GlobalSetup]
    public void Fill()
    {
        before = EstimatorRecord.Filled(WithSign);
        WaitEstimator.Singapore.Apply(before, Of(before.At!.Value.AddMinutes(2)));
        evidence = Of(before.At!.Value.AddMinutes(2));
    }

    /// <summary>Copies it.</summary>
    [IterationSetup]
    public void Copy()
    {
        for (var i = 0; i < Copies; i++)
            states[i] = before.Copy();
    }

    /// <summary>An update.</summary>
    [Benchmark(OperationsPerInvoke = Copies)]
    public void Update()
    {
        foreach (var state in states)
            WaitEstimator.Singapore.Apply(state, evidence);
    }

    private Evidence Of(DateTimeOffset at) => Says switch
    {
        Said.Sign => new Evidence(at, SourceKind.Partner, 25, null),
        Said.Visit => new Evidence(at.AddMinutes(-12), SourceKind.Crowd, 12, null, Timed: true),
        Said.Guess => new Evidence(at, SourceKind.Crowd, 15, null),
        Said.People => new Evidence(at, SourceKind.Crowd, null, 12),
        _ => new Evidence(at, SourceKind.Sensor, 14, 12),
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
    private const int Days = 60;

    public static EstimatorState Filled(bool withSign)
    {
        var state = new EstimatorState();
        foreach (var evidence in Create().Where(evidence => withSign || !evidence.IsPosted))
            WaitEstimator.Singapore.Apply(state, evidence);
        return state;
    }

    private static IEnumerable<Evidence> Create()
    {
        var random = new Random(1);
        var told = new List<(DateTimeOffset Known, Evidence Evidence)>();
        var opening = new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
        for (var day = 0; day < Days; day++)
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
