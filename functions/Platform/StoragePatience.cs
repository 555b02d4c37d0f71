using Azure.Core;

namespace QNom.Platform;

/// <summary>
/// For how long the Storage clients try before they say that Storage is away: some 3 seconds. Somebody may wait for the answer,
/// and senders of webhooks wait ten at most; whatever runs in the background comes again. The SDK's own half minute is too long.
/// </summary>
internal static class StoragePatience
{
    /// <summary>Limits the attempts of a client.</summary>
    public static T Limit<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        return options;
    }
}
