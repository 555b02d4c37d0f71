using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace QNom.Local.Page;

/// <summary>Serves the page in <c>web/</c>, as Blob Storage does in Azure: the files that are there, and nothing else.</summary>
internal static class PageEndpoints
{
    private const string StartFile = "index.html";

    private static readonly string[] Methods = ["GET", "HEAD"];

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".webmanifest"] = "application/manifest+json",
    };

    /// <summary>
    /// Adds an endpoint per file, and <c>/</c> for <c>index.html</c>. Files are looked for once: no part of a request's path
    /// ever becomes the path of a file.
    /// </summary>
    /// <exception cref="LocalCloudException">A file is of a type that is not known.</exception>
    public static void MapPage(this IEndpointRouteBuilder endpoints, string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!ContentTypes.TryGetValue(Path.GetExtension(name), out var contentType))
                throw new LocalCloudException($"The page has a file of a type that is not known: {name}.");
            var file = new PageFile(path, contentType);
            endpoints.MapMethods($"/{name}", Methods, file.AnswerAsync);
            if (name == StartFile)
                endpoints.MapMethods("/", Methods, file.AnswerAsync);
        }
    }
}
