using QNom.Local;

namespace QNom.Tests.Integration.Page;

/// <summary>The page in a real browser: the tests are the scripts in <c>node/</c>, each of which names its rules.</summary>
public sealed class PageTests(AppFixture app)
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly NodeProject Scripts = new(Path.Combine(Checkout.Root, "tests", "Integration", "Page", "node"));

    [Theory]
    [InlineData("finding.mjs")]
    [InlineData("lunch.mjs")]
    [InlineData("board.mjs")]
    [InlineData("offline.mjs")]
    [InlineData("ordering.mjs")]
    [InlineData("reading.mjs")]
    public async Task The_page_does_in_a_browser_what_the_script_says(string script)
    {
        var browser = FindBrowser();
        Assert.SkipWhen(browser is null, $"There is no browser to look at the page with: none of {string.Join(", ", Names)} is on the path.");

        await Scripts.RunAsync(script, app.Cloud.Functions.Address.ToString(), browser!, app.TakeVenue());
    }

    private static string? FindBrowser() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
