using System.CommandLine;
using QNom.Accuracy;

var waits = new Option<DirectoryInfo>("--waits") { Description = "A folder with recorded waits: *.csv or *.csv.gz, one venue each", Required = true };
var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
var plots = new Option<DirectoryInfo?>("--plots") { Description = "Write SVG plots to this folder" };
var ablate = new Option<bool>("--ablate") { Description = "Leave out each term in turn and print what it costs" };
var from = new Option<DateTime>("--from")
{
    Description = "Judge arrivals from this day on; the baselines are fitted on those before",
    DefaultValueFactory = _ => new DateTime(2019, 1, 1),
};
var until = new Option<DateTime>("--until") { Description = "Judge arrivals before this day", DefaultValueFactory = _ => DateTime.MaxValue };

var root = new RootCommand("How accurate the wait estimate is on recorded waits: dotnet run -c Release --project tests/Accuracy -- --waits DIR")
{
    waits, json, plots, ablate, from, until,
};
root.SetAction(arguments => AccuracyRun.Execute(
    arguments.GetValue(waits)!, arguments.GetValue(json), arguments.GetValue(plots), arguments.GetValue(ablate),
    new Period(arguments.GetValue(from), arguments.GetValue(until))));
return root.Parse(args).Invoke();
