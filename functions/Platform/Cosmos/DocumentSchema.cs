namespace QNom.Platform.Cosmos;

/// <summary>Documents and messages say which version of their shape they have; what we do not know we do not guess at.</summary>
public static class DocumentSchema
{
    /// <summary>Checks a version that was read.</summary>
    /// <exception cref="InvalidDataException">It is another than the one this code was written for.</exception>
    public static void Require(string? actual, string expected)
    {
        if (actual != expected)
            throw new InvalidDataException($"Expected the schema {expected}, found {actual ?? "none"}.");
    }
}
