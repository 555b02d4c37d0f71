using System.CommandLine;
using QNom.Accuracy;
using QNom.Accuracy.Simulation;

var waits = new Option<DirectoryInfo?>("--waits") { Description = "A folder with recorded waits: *.csv or *.csv.gz, one venue each" };
var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
var plots = new Option<DirectoryInfo?>("--plots") { Description = "Write SVG plots to this folder" };
var ablate = new Option<bool>("--ablate") { Description = "Leave out each term in turn and print what it costs" };
var from = new Option<DateTime>("--from")
{
    Description = "Judge arrivals from this day on; the baselines are fitted on those before",
    DefaultValueFactory = _ => new DateTime(2019, 1, 1),
};
var until = new Option<DateTime>("--until") { Description = "Judge arrivals before this day", DefaultValueFactory = _ => DateTime.MaxValue };
var simulate = new Option<bool>("--simulate") { Description = "Simulate stalls through lunch hours, where the truth is known, with liars and attackers" };
var seed = new Option<int>("--seed") { Description = "For --simulate: the same seed, the same run", DefaultValueFactory = _ => 1 };
var stalls = new Option<int>("--stalls") { Description = "For --simulate: how many stalls", DefaultValueFactory = _ => 40 };
var days = new Option<int>("--days") { Description = "For --simulate: how many lunches; the second half is judged", DefaultValueFactory = _ => 20 };
var every = new Option<double>("--visit-every") { Description = "For --simulate: minutes between timed visits at a stall", DefaultValueFactory = _ => 10 };

var root = new RootCommand(
    "How accurate the wait estimate is: on recorded waits (dotnet run -c Release --project tests/Accuracy -- --waits DIR) "
    + "or in a simulation (… -- --simulate)")
{
    waits, json, plots, ablate, from, until, simulate, seed, stalls, days, every,
};
root.Validators.Add(result =>
{
    if (result.GetValue(waits) is null == !result.GetValue(simulate))
        result.AddError("Say --waits DIR or --simulate.");
});
root.SetAction(arguments => arguments.GetValue(simulate)
    ? SimulationRun.Execute(
        new SimulationSetup(arguments.GetValue(seed), arguments.GetValue(stalls), arguments.GetValue(days), arguments.GetValue(every)),
        arguments.GetValue(json))
    : AccuracyRun.Execute(
        arguments.GetValue(waits)!, arguments.GetValue(json), arguments.GetValue(plots), arguments.GetValue(ablate),
        new Period(arguments.GetValue(from), arguments.GetValue(until))));
return root.Parse(args).Invoke();
