using Azure;

namespace QNom.Local.Host.Blobs;

/// <summary>A blob's ETag without quotes: listings give it bare and responses quoted, and the two must be equal.</summary>
internal readonly record struct BlobVersion(string Value)
{
    public static BlobVersion Of(ETag tag) => new(tag.ToString().Trim('"'));

    public override string ToString() => Value;
}
