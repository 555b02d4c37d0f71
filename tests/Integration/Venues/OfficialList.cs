using System.Text.Json.Nodes;

namespace QNom.Tests.Integration.Venues;

/// <summary>
/// The National Environment Agency's own file, which is not ours to commit: tests that need it are skipped where
/// <c>../shared/data/sg</c> beside the checkout does not hold it. Made-up files of the same form test the same rules.
/// </summary>
public static class OfficialList
{
    /// <summary>Skips the running test, and says why, if the file is not there.</summary>
    public static JsonNode Read()
    {
        var path = Find();
        Assert.SkipWhen(path is null, "shared/data/sg/hawker_centres_nea.geojson is not beside this checkout.");
        return JsonNode.Parse(File.ReadAllBytes(path!))!;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "sg", "hawker_centres_nea.geojson");
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
