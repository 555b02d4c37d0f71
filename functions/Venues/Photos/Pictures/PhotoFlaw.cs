namespace QNom.Venues.Photos.Pictures;

/// <summary>Why a file that was uploaded is not published.</summary>
public enum PhotoFlaw
{
    /// <summary>It has more than 5 MB; nothing of it was read.</summary>
    TooLarge,

    /// <summary>By its content it is neither JPEG nor PNG nor WebP, whatever its name or type says.</summary>
    UnknownFormat,

    /// <summary>Its parts are not as the format wants them.</summary>
    Malformed,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>It is wider, higher or larger than is ever decoded.</summary>
    TooManyPixels,

    /// <summary>It has more than one frame.</summary>
    Animated,

    /// <summary>Something follows the end of the image.</summary>
    TrailingData,

    /// <summary>It is also something else: an archive, a program, a document, a page or a script.</summary>
    ForeignContent,

    /// <summary>What is compressed inside it is far larger than it may be.</summary>
    ExpandsTooFar,

    /// <summary>The decoder could not make sense of it.</summary>
    Undecodable,

    /// <summary>We could not handle it, and gave up after a day; try again.</summary>
    NotProcessed,
}

/// <summary>Ends the handling of a file that is not published. What is in the file is not told.</summary>
/// <param name="flaw">Why.</param>
internal sealed class PictureRefusedException(PhotoFlaw flaw) : Exception($"The picture is refused: {flaw}.")
{
    /// <summary>Why.</summary>
    public PhotoFlaw Flaw { get; } = flaw;

    /// <summary>Refuses unless a rule holds.</summary>
    public static void Unless(bool holds, PhotoFlaw flaw)
    {
        if (!holds)
            throw new PictureRefusedException(flaw);
    }
}
