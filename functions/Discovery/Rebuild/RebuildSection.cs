using QNom.Platform.OpenApi;

namespace QNom.Discovery.Rebuild;

/// <summary>What the API document says of rebuilds.</summary>
internal static class RebuildSection
{
    private const string Example = "0f0a2d52-0a2b-4c8e-9d63-0c1f3f7f5b1e";

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    public static ApiSection Section { get; } = new("Read models", "Making read models anew from their sources.",
    [
        new Endpoint(nameof(RebuildFunctions.StartRebuild), "Rebuild the read model of search")
        {
            Answer = Answer.Uncached(202, "It has begun.", Content.Written(View(RebuildPhase.Venues, 0))),
        },
        new Endpoint(nameof(RebuildFunctions.GetRebuild), "A rebuild's progress")
        {
            Parameters = [Parameter.Id("rebuildId", "The rebuild.", Example)],
            Answer = Answer.Uncached(200, "How far it came.", Content.Written(View(RebuildPhase.Finished, 12))),
        },
    ]);

    private static RebuildView View(RebuildPhase phase, int steps) =>
        new(Example, phase, steps, steps * 100, 3, Noon, Noon.AddSeconds(steps));
}
