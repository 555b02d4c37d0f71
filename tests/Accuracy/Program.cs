using System.CommandLine;
using QNom.Accuracy;
using QNom.Accuracy.Recommending;
using QNom.Accuracy.Simulation;

var waits = new Option<DirectoryInfo?>("--waits") { Description = "A folder with recorded waits: *.csv or *.csv.gz, one venue each" };
var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
var plots = new Option<DirectoryInfo?>("--plots") { Description = "Write SVG plots to this folder" };
var ablate = new Option<bool>("--ablate") { Description = "Leave out each term in turn and print what it costs" };
var cold = new Option<bool>("--cold-start") { Description = "Begin each series anew at each quarter, from nothing and from what the others had learned, and print the errors of its first waits" };
var from = new Option<DateTime>("--from")
{
    Description = "Judge arrivals from this day on; the baselines are fitted on those before",
    DefaultValueFactory = _ => new DateTime(2019, 1, 1),
};
var until = new Option<DateTime>("--until") { Description = "Judge arrivals before this day", DefaultValueFactory = _ => DateTime.MaxValue };
var simulate = new Option<bool>("--simulate") { Description = "Simulate stalls through lunch hours, where the truth is known, with liars and attackers" };
var seed = new Option<int>("--seed") { Description = "For --simulate and --recommend: the same seed, the same run", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "For --simulate: what it must show, for so many seeds from --seed on, with every attack on every stall day", DefaultValueFactory = _ => 1 };
var stalls = new Option<int>("--stalls") { Description = "For --simulate: how many stalls", DefaultValueFactory = _ => 40 };
var days = new Option<int>("--days") { Description = "For --simulate: how many lunches, of which the second half is judged; for --recommend the last three", DefaultValueFactory = _ => 20 };
var every = new Option<double>("--visit-every") { Description = "For --simulate: minutes between timed visits at a stall", DefaultValueFactory = _ => 10 };

var recommend = new Option<bool>("--recommend") { Description = "Simulated diners choose where to eat: on-time lunches by recommendation, by nearest and by best rated first" };
var towns = new Option<int>("--towns") { Description = "For --recommend: how many towns of 64 stalls", DefaultValueFactory = _ => 6 };
var guests = new Option<int>("--guests") { Description = "For --recommend: diners of a town on each of the three judged days", DefaultValueFactory = _ => 200 };
var side = new Option<double>("--side") { Description = "For --recommend: the side of a town in metres; the longer, the fewer places are near", DefaultValueFactory = _ => 1200 };

var root = new RootCommand(
    "How accurate the wait estimate is: on recorded waits (dotnet run -c Release --project tests/Accuracy -- --waits DIR) "
    + "or in a simulation (… -- --simulate); and what recommendations are worth (… -- --recommend)")
{
    waits, json, plots, ablate, cold, from, until, simulate, seed, seeds, stalls, days, every, recommend, towns, guests, side,
};
root.Validators.Add(result =>
{
    if (new[] { result.GetValue(waits) is not null, result.GetValue(simulate), result.GetValue(recommend) }.Count(said => said) != 1)
        result.AddError("Say one of --waits DIR, --simulate and --recommend.");
});
root.SetAction(arguments => arguments.GetValue(recommend)
    ? RecommendationRun.Execute(new RecommendationSetup(
        arguments.GetValue(seed), arguments.GetValue(towns), arguments.GetValue(days), arguments.GetValue(guests), arguments.GetValue(side)))
    : arguments.GetValue(simulate)
    ? SimulationRun.Execute(
        new SimulationSetup(arguments.GetValue(seed), arguments.GetValue(stalls), arguments.GetValue(days), arguments.GetValue(every)),
        arguments.GetValue(seeds), arguments.GetValue(json))
    : AccuracyRun.Execute(
        arguments.GetValue(waits)!, arguments.GetValue(json), arguments.GetValue(plots), arguments.GetValue(ablate), arguments.GetValue(cold),
        new Period(arguments.GetValue(from), arguments.GetValue(until))));
return root.Parse(args).Invoke();
