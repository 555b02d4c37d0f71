using QNom.Local;

namespace QNom.Tests.Integration.Page;

/// <summary>
/// The page in a real browser: the tests are the scripts in <c>node/</c>, each of which names its rules. In several classes, so that
/// they run side by side: each script takes a minute, most of which it waits for the page.
/// </summary>
public abstract class PageTests(AppFixture app)
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly NodeProject Scripts = new(Path.Combine(Checkout.Root, "tests", "Integration", "Page", "node"));

    /// <summary>Runs a script, at a venue of its own.</summary>
    protected async Task HoldsAsync(string script)
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

/// <summary>How a place to eat is found.</summary>
public sealed class PageFindsTests(AppFixture app) : PageTests(app)
{
    [Theory]
    [InlineData("finding.mjs")]
    [InlineData("lunch.mjs")]
    public Task The_page_does_in_a_browser_what_the_script_says(string script) => HoldsAsync(script);
}

/// <summary>How waits are shown and told, also without a network.</summary>
public sealed class PageShowsWaitsTests(AppFixture app) : PageTests(app)
{
    [Theory]
    [InlineData("board.mjs")]
    [InlineData("offline.mjs")]
    public Task The_page_does_in_a_browser_what_the_script_says(string script) => HoldsAsync(script);
}

/// <summary>How an order is made and paid, and how the page reads.</summary>
public sealed class PageOrdersTests(AppFixture app) : PageTests(app)
{
    [Theory]
    [InlineData("ordering.mjs")]
    [InlineData("reading.mjs")]
    public Task The_page_does_in_a_browser_what_the_script_says(string script) => HoldsAsync(script);
}
