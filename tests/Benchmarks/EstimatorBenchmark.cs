using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using QNom.Queues.Estimation;

namespace QNom.Benchmarks;

/// <summary>What the estimator costs: time and allocation of an update and of a reading, and the size of its state.</summary>
internal static class EstimatorBenchmark
{
    private const int Days = 60;
    private const int Rounds = 7;
    private const int Readings = 200_000;

    public static Command Create()
    {
        var command = new Command("estimator", "Nanoseconds and bytes allocated for each update and reading of the estimator");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var evidence = Record();
        var visits = evidence.Where(e => e.Timed).ToArray();
        var signs = evidence.Where(e => e.IsPosted).ToArray();
        var estimator = new WaitEstimator(TimeSpan.Zero);
        var state = new EstimatorState();
        for (var round = 0; round < Rounds; round++)
        {
            state = new EstimatorState();
            var last = round == Rounds - 1;
            Measure("update, signs and visits mixed", evidence.Length, last, i => estimator.Apply(state, evidence[i]));
            var now = state.At!.Value;
            Measure("status: one estimate", Readings, last, i => estimator.At(state, now.AddSeconds(i % 600)));
            Measure("forecast, one horizon", Readings, last, i => estimator.Forecast(state, now, now.AddMinutes(15 + i % 45)));
        }

        var filled = state;
        MeasureAlone("update by a sign", signs);
        MeasureAlone("update by a timed visit", visits);
        Console.WriteLine($"{"state as stored in JSON",-34}{JsonSerializer.SerializeToUtf8Bytes(filled).Length,8} bytes");
        return 0;

        void MeasureAlone(string name, Evidence[] part)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var fresh = new EstimatorState();
                Measure(name, part.Length, round == Rounds - 1, i => estimator.Apply(fresh, part[i]));
            }
        }
    }

    // A sign every 5 minutes from 9 to 21 o'clock, and 24 timed visits a day.
    private static Evidence[] Record()
    {
        var random = new Random(1);
        var evidence = new List<(DateTimeOffset Known, Evidence Evidence)>();
        var opening = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        for (var day = 0; day < Days; day++)
        {
            for (var minute = 0; minute < 720; minute += 5)
            {
                var at = opening.AddDays(day).AddMinutes(minute);
                evidence.Add((at, new Evidence(at, SourceKind.Partner, random.Next(5, 60), null)));
                if (minute % 30 != 0)
                    continue;
                var wait = random.Next(2, 45);
                evidence.Add((at.AddMinutes(wait), new Evidence(at, SourceKind.Crowd, wait, null, Timed: true)));
            }
        }

        return [.. evidence.OrderBy(e => e.Known).Select(e => e.Evidence)];
    }

    private static void Measure(string name, int count, bool print, Action<int> step)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            step(i);
        var nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds / count;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (print)
            Console.WriteLine($"{name,-34}{nanoseconds,8:F0} ns{(double)allocated / count,8:F1} bytes allocated");
    }
}
