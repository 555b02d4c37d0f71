using System.Globalization;

namespace QNom.Platform;

/// <summary>
/// Names whose ordinal order is the latest first: stores list by name upwards only, and operators want to see the newest.
/// </summary>
internal static class NewestFirst
{
    /// <summary>How many digits <see cref="Prefix"/> has.</summary>
    public const int PrefixLength = 19;

    /// <summary>The beginning of a name for a time: the ticks of 100 ns that are left until the year 10000.</summary>
    public static string Prefix(DateTimeOffset at) =>
        (DateTime.MaxValue.Ticks - at.UtcTicks).ToString($"D{PrefixLength}", CultureInfo.InvariantCulture);
}
