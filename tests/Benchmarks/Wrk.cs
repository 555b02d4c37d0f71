using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace QNom.Benchmarks;

/// <summary>The same load from wrk (https://github.com/wg/wrk), a client that others know.</summary>
internal static partial class Wrk
{
    /// <summary>Requests a second. An answer that is neither 200 nor 304 ends the run; so does a load of 304 that were none.</summary>
    /// <exception cref="InvalidOperationException">wrk is not installed, or an answer was not what it should be.</exception>
    public static async Task<double> RunAsync(ReadLoad load, TimeSpan period, CancellationToken cancellationToken)
    {
        // A status is made anew every 15 seconds; one run must not see two of them, or what should be 304 is 200.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var tag = load.Conditional ? await TagAsync(load, cancellationToken) : null;
            var output = await AskAsync(load, tag, period, cancellationToken);
            if (output.Contains("Non-2xx", StringComparison.Ordinal))
                throw new InvalidOperationException($"Not every answer was a 200 or 304: {output}");
            if (!load.Conditional || tag == await TagAsync(load, cancellationToken))
                return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException("The status changed during each of five runs.");
    }

    private static async Task<string> AskAsync(ReadLoad load, string? tag, TimeSpan period, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-t", "1", "-c", $"{ReadLoad.Connections}", "-d", $"{Math.Max(1, (int)period.TotalSeconds)}s"])
            start.ArgumentList.Add(argument);
        if (tag is not null)
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add($"If-None-Match: {tag}");
        }

        start.ArgumentList.Add(new Uri(load.Server, load.Path).ToString());
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk is not installed.");
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"wrk ended with {process.ExitCode}: {output}");
    }

    private static async Task<string> TagAsync(ReadLoad load, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = load.Server };
        using var answer = await http.GetAsync(load.Path, cancellationToken);
        return answer.EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}
