using System.Text.RegularExpressions;
using QNom.Local;

namespace QNom.Tests.Unit.Platform;

/// <summary>docs/security.md names tests; each must be there, or what it says is held by nothing.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists_and_every_risk_has_one()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "security.md"));
        var sources = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText);
        var named = Test().Matches(document).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();

        Assert.All(named, test => Assert.Contains(
            sources[test.Class], source => source.Contains($" {test.Method}(", StringComparison.Ordinal)));
        Assert.Equal(10, document.Split('\n').Count(line => Risk().IsMatch(line) && Test().IsMatch(line)));
    }

    [GeneratedRegex(@"`([A-Z]\w+Tests)\.(\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"^\| API\d+ \|")]
    private static partial Regex Risk();
}
