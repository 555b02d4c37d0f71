using System.Text.Json.Nodes;

namespace QNom.Platform.OpenApi;

/// <summary>
/// One capability's part of the API document. Each capability registers one, next to its functions; a test holds that no
/// HTTP function is left out.
/// </summary>
/// <param name="Name">The heading, which is also the tag of the endpoints.</param>
/// <param name="Summary">What the capability is for, in a sentence or two.</param>
/// <param name="Endpoints">The endpoints in the order in which a reader should meet them.</param>
public sealed record ApiSection(string Name, string Summary, IReadOnlyList<Endpoint> Endpoints)
{
    /// <summary>The schemas of types that a JSON converter of ours writes: nothing else tells what it makes of them.</summary>
    public IReadOnlyDictionary<Type, JsonObject> Schemas { get; init; } = new Dictionary<Type, JsonObject>();
}
