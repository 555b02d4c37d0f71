using System.CommandLine;
using QNom.Benchmarks;
using QNom.Benchmarks.ColdStart;
using QNom.Benchmarks.Faults;
using QNom.Benchmarks.Host;
using QNom.Benchmarks.Recovery;
using QNom.Benchmarks.Search;

// Speed is measured here and nowhere in the tests: each command prints what it measured, as ratios within one run
// where that is possible, because machines differ.
var root = new RootCommand("QNom's benchmarks. Run with: dotnet run -c Release --project tests/Benchmarks -- COMMAND")
{
    ColdStartBenchmark.Create(),
    CosmosBenchmark.Create(),
    EstimatorBenchmark.Create(),
    FaultBenchmark.Create(),
    HostBenchmark.Create(),
    NoisyCallerBenchmark.Create(),
    PhotoBenchmark.Create(),
    QueueReadBenchmark.Create(),
    RecoveryBenchmark.Create(),
    ReportBenchmark.Create(),
    SearchBenchmark.Create(),
    WebhookBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
