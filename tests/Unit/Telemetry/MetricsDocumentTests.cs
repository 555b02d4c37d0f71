using System.Text.RegularExpressions;
using QNom.Local;

namespace QNom.Tests.Unit.Telemetry;

/// <summary>docs/telemetry.md lists what is measured, no more and no less.</summary>
public sealed partial class MetricsDocumentTests
{
    [Fact]
    public void Every_metric_is_in_the_document_and_the_other_way_round()
    {
        var made = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Made().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Order().ToList();
        var listed = Listed().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "telemetry.md")))
            .Select(match => match.Groups[1].Value).Order();

        Assert.InRange(made.Count, 15, 200);
        Assert.Equal(made, listed);
    }

    [GeneratedRegex("Meter\\.Create[A-Za-z<>]+\\(\\s*\"([a-z0-9_.]+)\"")]
    private static partial Regex Made();

    [GeneratedRegex("(?m)^\\| `([a-z0-9_.]+)` \\|")]
    private static partial Regex Listed();
}
